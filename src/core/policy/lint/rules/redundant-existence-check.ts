import type { Span } from '#core/text/span.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import type { LintSubject } from '../subject.ts';
import { withoutLines } from '../syntax.ts';

export const redundantExistenceCheck: LintRule = {
  code: 'policy/redundant-existence-check',
  about: 'rego',
  why: 'The next condition needs the value anyway.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	input.process.Args
	input.process.Args == ["uptime"]
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	input.process.Args == ["uptime"]
}`),
  *find(subject) {
    for (const { node } of subject.nodes('query')) {
      for (const [index, literal] of node.literals.entries()) {
        if (
          literal.kind !== 'condition' ||
          literal.condition.kind !== 'reference' ||
          literal.modifiers.length > 0
        )
          continue;
        const text = textOf(subject, literal);
        const next = node.literals[index + 1];
        if (next?.kind !== 'condition' || next.condition.kind !== 'comparison') continue;
        const { left, right } = next.condition;
        if (textOf(subject, left) !== text && textOf(subject, right) !== text) continue;
        // A value of false ends the rule here and not there.
        if (left.kind === 'boolean' || right.kind === 'boolean') continue;
        const edits = [withoutLines(subject.text, literal.span)];
        yield {
          span: literal.span,
          message: 'The next condition asks for the same value.',
          fix: { title: 'Remove the condition', edits },
        };
      }
    }
  },
};

function textOf({ text }: LintSubject, { span }: { readonly span: Span }): string {
  return text.slice(span.from, span.to);
}
