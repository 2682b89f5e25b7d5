import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { builtinName, stringOf } from '../syntax.ts';

export const sprintfArguments: LintRule = {
  code: 'policy/sprintf-arguments',
  about: 'rego',
  why: 'The engine does not print %! as OPA does: the call is undefined, and so is the condition.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	input.exec_id == sprintf("%s-%d", ["probe"])
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	input.exec_id == sprintf("%s-%d", ["probe", 1])
}`),
  *find(subject) {
    for (const { node } of subject.nodes('call')) {
      const [format, values] = node.parameters;
      const written = stringOf(format);
      if (builtinName(subject, node) !== 'sprintf' || written === undefined || values?.kind !== 'array')
        continue;
      const verbs = written.replaceAll('%%', '').match(/%/g)?.length ?? 0;
      if (verbs === values.items.length || written.includes('*')) continue;
      yield { span: node.span, message: `The format has ${verbs} places for ${values.items.length} values.` };
    }
  },
};
