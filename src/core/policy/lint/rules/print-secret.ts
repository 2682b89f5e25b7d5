import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { builtinName } from '../syntax.ts';

export const printSecret: LintRule = {
  code: 'policy/print-secret',
  about: 'agent',
  why: 'What is printed stands in the message of a denial: in events of Kubernetes and logs of the host.',
  hint: 'Print the fields that explain the decision.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	print("asked for", input)
	false
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	print("asked for", input.exec_id)
	false
}`),
  *find(subject) {
    for (const { node, facts } of subject.nodes('call')) {
      if (builtinName(subject, node) !== 'print') continue;
      const whole = node.parameters.find((each) =>
        subject.inputOf(facts, each).some(({ path }) => path.length === 0),
      );
      if (whole !== undefined)
        yield { span: whole.span, message: 'The whole input is printed, secrets in environments included.' };
    }
  },
};
