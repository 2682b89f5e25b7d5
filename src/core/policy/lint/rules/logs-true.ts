import { policy } from '../examples.ts';
import { openRequests } from '../open-request.ts';
import type { LintRule } from '../rule.ts';

export const logsTrue: LintRule = {
  code: 'policy/logs-true',
  about: 'agent',
  why: 'Everything that the workload prints reaches the host, the output of every exec included. Decide it on purpose: denied, the log is empty and nothing fails.',
  bad: policy(`default ReadStreamRequest := true`),
  good: policy(`default ReadStreamRequest := false`),
  *find(subject) {
    yield* openRequests(subject, ['ReadStreamRequest']);
  },
};
