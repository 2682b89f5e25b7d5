import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const doubleNegative: LintRule = {
  code: 'policy/double-negative',
  about: 'rego',
  why: 'A rule that says what is not, negated, is read wrongly.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if not not_allowed

not_allowed if input.process.Terminal`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if not interactive

interactive if input.process.Terminal`),
  *find(subject) {
    for (const { node } of subject.nodes('not')) {
      const { condition } = node;
      const name =
        condition.kind === 'variable'
          ? condition.name
          : condition.kind === 'call'
            ? condition.path[0]
            : undefined;
      if (name === undefined || !/^(?:not|no|non|isnt)_/.test(name)) continue;
      yield { span: node.span, message: `This negates ${name}.` };
    }
  },
};
