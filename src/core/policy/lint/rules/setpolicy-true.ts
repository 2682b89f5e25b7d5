import { policy } from '../examples.ts';
import { openRequests } from '../open-request.ts';
import type { LintRule } from '../rule.ts';

export const setpolicyTrue: LintRule = {
  code: 'policy/setpolicy-true',
  about: 'agent',
  why: 'The host sends a policy of its own: from then on nothing in this one counts. Init-Data does not need the request.',
  bad: policy(`default SetPolicyRequest := true`),
  good: policy(`default SetPolicyRequest := false`),
  *find(subject) {
    yield* openRequests(subject, ['SetPolicyRequest']);
  },
};
