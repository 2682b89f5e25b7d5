import type { Expression } from '#core/rego/ast.ts';
import { pathText } from '#core/policy/matrix/origins.ts';
import { policy } from '../examples.ts';
import { isOfKind } from '../fields.ts';
import type { LintRule } from '../rule.ts';
import { builtinName } from '../syntax.ts';

export const countString: LintRule = {
  code: 'policy/count-string',
  about: 'agent',
  why: 'The engine counts a text in units of UTF-16: a character beyond the first 65 536 counts twice.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	count(input.exec_id) == 36
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	regex.match(\`^[0-9a-f-]{36}$\`, input.exec_id)
}`),
  *find(subject) {
    const comparedWithZero = new Set(
      subject.nodes('comparison').flatMap(({ node: { left, right } }): readonly Expression[] => {
        if (right.kind === 'number' && right.text === '0') return [left];
        return left.kind === 'number' && left.text === '0' ? [right] : [];
      }),
    );
    for (const { node, facts } of subject.nodes('call')) {
      const [first] = node.parameters;
      if (builtinName(subject, node) !== 'count' || first === undefined) continue;
      const path = subject.inputOf(facts, first).find((origin) => isOfKind(origin.path, 'string'))?.path;
      if (path === undefined || comparedWithZero.has(node)) continue;
      yield {
        span: node.span,
        message: `input.${pathText(path)} is a text; its length is counted in UTF-16.`,
      };
    }
  },
};
