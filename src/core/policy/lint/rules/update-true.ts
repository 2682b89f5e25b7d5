import { policy } from '../examples.ts';
import { openRequests } from '../open-request.ts';
import type { LintRule } from '../rule.ts';

export const updateTrue: LintRule = {
  code: 'policy/update-true',
  about: 'agent',
  why: 'The host takes resources away, and rules for devices travel in the same message.',
  bad: policy(`default UpdateContainerRequest := true`),
  good: policy(`default UpdateContainerRequest := false`),
  *find(subject) {
    yield* openRequests(subject, ['UpdateContainerRequest']);
  },
};
