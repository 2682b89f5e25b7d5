import type { Span } from '#core/text/span.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { withoutLines } from '../syntax.ts';

export const redundantLoopCount: LintRule = {
  code: 'policy/redundant-loop-count',
  about: 'rego',
  why: 'A loop over nothing ends the rule as well.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	count(input.process.Args) > 0
	some arg in input.process.Args
	arg == "uptime"
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	some arg in input.process.Args
	arg == "uptime"
}`),
  *find(subject) {
    for (const { node } of subject.nodes('query')) {
      for (const [index, literal] of node.literals.entries()) {
        if (literal.kind !== 'condition' || literal.condition.kind !== 'comparison') continue;
        const { left, operator, right } = literal.condition;
        const next = node.literals[index + 1];
        if (left.kind !== 'call' || left.path.join('.') !== 'count' || next?.kind !== 'some-in') continue;
        const [counted] = left.parameters;
        if (operator !== '>' || right.kind !== 'number' || right.text !== '0' || counted === undefined)
          continue;
        const text = (span: Span): string => subject.text.slice(span.from, span.to);
        if (text(counted.span) !== text(next.collection.span)) continue;
        const edits = [withoutLines(subject.text, literal.span)];
        yield {
          span: literal.span,
          message: 'The loop below ends the rule without items as well.',
          fix: { title: 'Remove the count', edits },
        };
      }
    }
  },
};
