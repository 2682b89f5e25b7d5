import { policy } from '../examples.ts';
import { openRequests } from '../open-request.ts';
import type { LintRule } from '../rule.ts';

export const diagnosticsTrue: LintRule = {
  code: 'policy/diagnostics-true',
  about: 'agent',
  why: 'The host reads what the workload wrote to its termination log.',
  profiles: ['kata-3.28', 'kata-3.30'],
  bad: policy(`default GetDiagnosticDataRequest := true`),
  good: policy(`default GetDiagnosticDataRequest := false`),
  *find(subject) {
    yield* openRequests(subject, ['GetDiagnosticDataRequest']);
  },
};
