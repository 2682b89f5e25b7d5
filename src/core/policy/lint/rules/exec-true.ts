import { policy } from '../examples.ts';
import { exposureOf } from '../exposure.ts';
import type { LintRule } from '../rule.ts';
import { placeOf } from '../syntax.ts';

export const execTrue: LintRule = {
  code: 'policy/exec-true',
  about: 'agent',
  why: 'Whoever controls the host runs any command in the container, with the secrets of the workload.',
  hint: 'Deny it, or compare input.process.Args with the commands that are needed.',
  bad: policy(`default ExecProcessRequest := true`),
  good: policy(`default ExecProcessRequest := false`),
  *find(subject) {
    const witness = exposureOf(subject).anyCommand();
    if (witness === undefined) return;
    const span = placeOf(subject, witness.entrypoint);
    yield { span, message: 'ExecProcessRequest is allowed for any command.', witness };
  },
};
