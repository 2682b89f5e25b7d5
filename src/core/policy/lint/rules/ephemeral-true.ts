import { policy } from '../examples.ts';
import { openRequests } from '../open-request.ts';
import type { LintRule } from '../rule.ts';

export const ephemeralTrue: LintRule = {
  code: 'policy/ephemeral-true',
  about: 'agent',
  why: 'The host chooses the options with which volumes in memory are mounted anew. With static sizing no pod needs it.',
  bad: policy(`default UpdateEphemeralMountsRequest := true`),
  good: policy(`default UpdateEphemeralMountsRequest := false`),
  *find(subject) {
    yield* openRequests(subject, ['UpdateEphemeralMountsRequest']);
  },
};
