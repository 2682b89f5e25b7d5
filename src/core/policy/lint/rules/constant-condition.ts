import { literalJson } from '#core/policy/matrix/written.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const constantCondition: LintRule = {
  code: 'policy/constant-condition',
  about: 'rego',
  why: 'It decides nothing: the rule always has it, or never.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	1 == 1
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	input.process.Args == ["uptime"]
}`),
  *find(subject) {
    for (const { node } of subject.nodes('comparison')) {
      if (literalJson(node.left) === undefined || literalJson(node.right) === undefined) continue;
      yield { span: node.span, message: 'Both sides are constants.' };
    }
    for (const { node } of subject.nodes('condition')) {
      const { condition } = node;
      if (condition.kind === 'assign' || condition.kind === 'unify') continue;
      const value = literalJson(condition);
      if (value === undefined) continue;
      const holds = value !== false;
      yield {
        span: node.span,
        message: holds ? 'This condition always holds.' : 'This condition never holds.',
        severity: 'info',
      };
    }
  },
};
