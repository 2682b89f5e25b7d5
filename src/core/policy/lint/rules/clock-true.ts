import { policy } from '../examples.ts';
import { openRequests } from '../open-request.ts';
import type { LintRule } from '../rule.ts';

export const clockTrue: LintRule = {
  code: 'policy/clock-true',
  about: 'agent',
  why: 'With the clock the host decides which certificates and tokens are in force.',
  bad: policy(`default SetGuestDateTimeRequest := true`),
  good: policy(`default SetGuestDateTimeRequest := false`),
  *find(subject) {
    yield* openRequests(subject, ['SetGuestDateTimeRequest']);
  },
};
