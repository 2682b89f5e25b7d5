import { requestNamed } from '#core/policy/requests/request.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { placeOf } from '../syntax.ts';

const needed = [
  'CreateSandboxRequest',
  'GuestDetailsRequest',
  'CreateContainerRequest',
  'StartContainerRequest',
  'WaitProcessRequest',
] as const;

export const lifecycleDeny: LintRule = {
  code: 'policy/lifecycle-deny',
  about: 'agent',
  why: 'The shim gives up the pod when one of these fails.',
  hint: 'Allow it, with conditions where it needs them.',
  bad: policy(`default StartContainerRequest := false`),
  good: policy(`default StartContainerRequest := true

default WaitProcessRequest := true

default GuestDetailsRequest := true

default CreateSandboxRequest := true

default CreateContainerRequest := true`),
  *find(subject) {
    if (subject.reading.compiled === undefined) return;
    for (const name of needed) {
      const row = subject.row(name);
      if (row?.standing !== 'denied' && row?.standing !== 'failed') continue;
      if (
        row.overridden ||
        subject.reading.rules.get(name) === undefined ||
        subject.reading.failure !== undefined
      )
        continue;
      const reason = row.standing === 'denied' ? 'is never allowed' : `always fails: ${row.failure ?? ''}`;
      yield { span: placeOf(subject, name), message: `${name} ${reason}. ${requestNamed(name).denied.text}` };
    }
  },
};
