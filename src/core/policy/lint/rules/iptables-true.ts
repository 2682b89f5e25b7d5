import { policy } from '../examples.ts';
import { openRequests } from '../open-request.ts';
import type { LintRule } from '../rule.ts';

export const iptablesTrue: LintRule = {
  code: 'policy/iptables-true',
  about: 'agent',
  why: 'The host filters and redirects packets inside of the guest, local ones included.',
  bad: policy(`default SetIPTablesRequest := true`),
  good: policy(`default SetIPTablesRequest := false`),
  *find(subject) {
    yield* openRequests(subject, ['SetIPTablesRequest']);
  },
};
