import { policy } from '../examples.ts';
import { exposureOf } from '../exposure.ts';
import type { LintRule } from '../rule.ts';
import { placeOf } from '../syntax.ts';

export const execShell: LintRule = {
  code: 'policy/exec-shell',
  about: 'agent',
  why: 'A shell runs whatever it is told: allowing it is allowing every command.',
  hint: 'Compare the whole list of arguments.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if input.process.Args[0] in {"/bin/sh", "uptime"}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if input.process.Args == ["/bin/sh", "-c", "test -f /tmp/ready"]`),
  *find(subject) {
    const { anyCommand, shell } = exposureOf(subject);
    const witness = anyCommand() === undefined ? shell() : undefined;
    if (witness === undefined) return;
    const span = placeOf(subject, witness.entrypoint);
    yield { span, message: 'ExecProcessRequest is allowed for a shell.', witness };
  },
};
