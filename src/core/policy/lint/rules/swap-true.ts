import { policy } from '../examples.ts';
import { openRequests } from '../open-request.ts';
import type { LintRule } from '../rule.ts';

export const swapTrue: LintRule = {
  code: 'policy/swap-true',
  about: 'agent',
  why: 'Memory of the guest is written in plain text to a disk of the host.',
  bad: policy(`default AddSwapRequest := true`),
  good: policy(`default AddSwapRequest := false

default AddSwapPathRequest := false`),
  *find(subject) {
    yield* openRequests(subject, ['AddSwapRequest', 'AddSwapPathRequest']);
  },
};
