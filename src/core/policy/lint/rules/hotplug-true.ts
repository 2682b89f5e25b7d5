import { policy } from '../examples.ts';
import { openRequests } from '../open-request.ts';
import type { LintRule } from '../rule.ts';

export const hotplugTrue: LintRule = {
  code: 'policy/hotplug-true',
  about: 'agent',
  why: 'The host announces ranges of memory to the kernel of the guest.',
  bad: policy(`default MemHotplugByProbeRequest := true`),
  good: policy(`default MemHotplugByProbeRequest := false`),
  *find(subject) {
    yield* openRequests(subject, ['MemHotplugByProbeRequest']);
  },
};
