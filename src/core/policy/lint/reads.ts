/** Which fields of the input a piece of a rule reads, also where the value is worked out of them. */
import type { Condition, Expression } from '#core/rego/ast.ts';
import { walk } from '#core/rego/children.ts';
import type { Span } from '#core/text/span.ts';
import type { RuleFacts, Step } from '../matrix/origins.ts';
import type { LintSubject } from './subject.ts';

/** Whether a value comes from the input: as it is, through builtins, or under a name. */
export function readsInput(subject: LintSubject, facts: RuleFacts, expression: Expression): boolean {
  if (subject.inputOf(facts, expression).length > 0) return true;
  const source = expression.kind === 'variable' ? facts.assigned.get(expression.name) : expression;
  if (source?.kind === 'call') return source.parameters.some((each) => readsInput(subject, facts, each));
  const isList = source?.kind === 'array' || source?.kind === 'set';
  return isList && source.items.some((each) => readsInput(subject, facts, each));
}

/** Fields that are read directly in a condition. */
export function* fieldsIn(
  subject: LintSubject,
  facts: RuleFacts,
  condition: Condition,
): Generator<{ readonly path: readonly Step[]; readonly span: Span }> {
  const reads: Expression[] = [];
  walk(condition, (node) => {
    if (node.kind === 'reference') reads.push(node);
  });
  for (const read of reads) {
    for (const { path } of subject.inputOf(facts, read)) yield { path, span: read.span };
  }
}
