import { replaceSpan } from '#core/text/edit.ts';
import type { Span } from '#core/text/span.ts';
import { literalJson } from '#core/policy/matrix/written.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

const mirrored = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

export const yodaCondition: LintRule = {
  code: 'policy/yoda-condition',
  about: 'rego',
  why: 'The field first, then what it should be.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	"a" == input.exec_id
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	input.exec_id == "a"
}`),
  *find(subject) {
    for (const { node } of subject.nodes('comparison')) {
      const { left, right, operator } = node;
      if (literalJson(left) === undefined || literalJson(right) !== undefined) continue;
      if (right.kind !== 'reference' && right.kind !== 'variable') continue;
      const text = (span: Span): string => subject.text.slice(span.from, span.to);
      const edits = [replaceSpan(node.span, `${text(right.span)} ${mirrored[operator]} ${text(left.span)}`)];
      yield {
        span: node.span,
        message: 'The constant stands first.',
        fix: { title: 'Turn it around', edits },
      };
    }
  },
};
