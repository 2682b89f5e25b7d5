import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { placeOf } from '../syntax.ts';

export const oomDeny: LintRule = {
  code: 'policy/oom-deny',
  about: 'agent',
  why: 'The shim asks for events for as long as the pod lives: the Go shim again after a pause, runtime-rs without one.',
  hint: 'Allow it: the host learns no more than that memory ran out.',
  bad: policy(`default GetOOMEventRequest := false`),
  good: policy(`default GetOOMEventRequest := true`),
  *find(subject) {
    const row = subject.row('GetOOMEventRequest');
    if (row?.standing !== 'denied') return;
    yield { span: placeOf(subject, 'GetOOMEventRequest'), message: 'GetOOMEventRequest is never allowed.' };
  },
};
