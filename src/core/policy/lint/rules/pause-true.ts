import { policy } from '../examples.ts';
import { openRequests } from '../open-request.ts';
import type { LintRule } from '../rule.ts';

export const pauseTrue: LintRule = {
  code: 'policy/pause-true',
  about: 'agent',
  why: 'The host freezes the workload at an instant of its choice. Kubernetes never sends it.',
  bad: policy(`default PauseContainerRequest := true`),
  good: policy(`default PauseContainerRequest := false`),
  *find(subject) {
    yield* openRequests(subject, ['PauseContainerRequest']);
  },
};
