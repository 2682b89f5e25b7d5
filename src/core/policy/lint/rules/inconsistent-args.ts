import type { Rule } from '#core/rego/ast.ts';
import type { Span } from '#core/text/span.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { nameSpan } from '../syntax.ts';

export const inconsistentArgs: LintRule = {
  code: 'policy/inconsistent-args',
  about: 'rego',
  why: 'Definitions of one function that call the same value by other names, in another order, are easily mistaken.',
  bad: policy(`f(a, b) if a == b

f(b, a) if a > b

ExecProcessRequest if f(1, 2)`),
  good: policy(`f(a, b) if a == b

f(a, b) if a < b

ExecProcessRequest if f(1, 2)`),
  *find(subject) {
    for (const rules of subject.reading.rules.values()) {
      const [first, ...others] = rules.map(parametersOf);
      if (first === undefined) continue;
      for (const other of others) {
        if (other === undefined || other.names.length !== first.names.length) continue;
        const isSame = other.names.every((name, index) => name === first.names[index]);
        const isSorted = other.names.toSorted().join(' ') === first.names.toSorted().join(' ');
        if (isSame || !isSorted) continue;
        yield {
          span: other.span,
          message: `The parameters are ${other.names.join(', ')} here and ${first.names.join(', ')} above.`,
        };
      }
    }
  },
};

function parametersOf(rule: Rule): { readonly names: readonly string[]; readonly span: Span } | undefined {
  if (rule.kind !== 'rule' || rule.head.kind !== 'function') return undefined;
  const names = rule.head.parameters.map((each) => (each.kind === 'variable' ? each.name : ''));
  return { names, span: nameSpan(rule) };
}
