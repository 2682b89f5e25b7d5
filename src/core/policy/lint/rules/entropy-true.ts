import { policy } from '../examples.ts';
import { openRequests } from '../open-request.ts';
import type { LintRule } from '../rule.ts';

export const entropyTrue: LintRule = {
  code: 'policy/entropy-true',
  about: 'agent',
  why: 'Bytes that the host chose are mixed into the random numbers of the guest.',
  bad: policy(`default ReseedRandomDevRequest := true`),
  good: policy(`default ReseedRandomDevRequest := false`),
  *find(subject) {
    yield* openRequests(subject, ['ReseedRandomDevRequest']);
  },
};
