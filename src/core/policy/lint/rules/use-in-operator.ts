import type { Expression } from '#core/rego/ast.ts';
import { replaceSpan } from '#core/text/edit.ts';
import type { Span } from '#core/text/span.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const useInOperator: LintRule = {
  code: 'policy/use-in-operator',
  about: 'rego',
  why: '`in` says what is meant and compares as a whole.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	input.process.Args[_] == "uptime"
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	"uptime" in input.process.Args
}`),
  *find(subject) {
    for (const { node } of subject.nodes('comparison')) {
      if (node.operator !== '==') continue;
      const loop = listBehind(node.left) ?? listBehind(node.right);
      const other = listBehind(node.left) === undefined ? node.left : node.right;
      if (loop === undefined || listBehind(other) !== undefined) continue;
      const text = (span: Span): string => subject.text.slice(span.from, span.to);
      const edits = [replaceSpan(node.span, `${text(other.span)} in ${text(loop)}`)];
      const isImported = subject.module.keywords.has('in');
      yield {
        span: node.span,
        message: 'This asks whether an item is in a list.',
        ...(isImported ? { fix: { title: 'Use in', edits } } : {}),
      };
    }
  },
};

/** The list of `list[_]`. */
function listBehind(expression: Expression): Span | undefined {
  if (expression.kind !== 'reference') return undefined;
  const last = expression.operands.at(-1);
  if (last?.kind !== 'bracket' || last.index.kind !== 'variable' || last.index.name !== '_') return undefined;
  return { from: expression.span.from, to: last.span.from };
}
