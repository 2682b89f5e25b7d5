/** What a statement asked for: which of its operands are at fault, how they should relate, and to what. */
import type { Condition, Expression } from '#core/rego/ast.ts';
import type { Stop } from '#core/rego/explain/recorder.ts';
import { type Documents, valueOf } from '#core/rego/explain/frame.ts';
import type { Value } from '#core/rego/value/value.ts';

export type Relation =
  | 'equal'
  | 'not-equal'
  | 'less'
  | 'less-or-equal'
  | 'greater'
  | 'greater-or-equal'
  /** An item of a collection. */
  | 'one-of'
  | 'none-of'
  /** A regular expression that is found in it. */
  | 'match'
  | 'no-match'
  | 'starts-with'
  | 'ends-with'
  | 'contains'
  | 'not-starts-with'
  | 'not-ends-with'
  | 'not-contains'
  /** Has a value other than false. */
  | 'holds'
  | 'does-not-hold'
  /** Has items. */
  | 'not-empty';

/** One way to read a statement: of a comparison there are two, as either side may be the one at fault. */
export interface Reading {
  /** The operand that is at fault when the other is right. */
  readonly subject: Expression;
  readonly relation: Relation;
  /** The other operand, when there is one. */
  readonly other?: Expression;
}

const mirrored = {
  '==': ['equal', 'equal'],
  '!=': ['not-equal', 'not-equal'],
  '<': ['less', 'greater'],
  '<=': ['less-or-equal', 'greater-or-equal'],
  '>': ['greater', 'less'],
  '>=': ['greater-or-equal', 'less-or-equal'],
} as const satisfies Record<string, readonly [Relation, Relation]>;

const negated: Partial<Record<Relation, Relation>> = {
  equal: 'not-equal',
  'not-equal': 'equal',
  'one-of': 'none-of',
  match: 'no-match',
  'starts-with': 'not-starts-with',
  'ends-with': 'not-ends-with',
  contains: 'not-contains',
  holds: 'does-not-hold',
};

/** Readings of the statement at which an attempt stopped, the likeliest first; none for a parameter that did not fit. */
export function readingsOf({ literal }: Stop): readonly Reading[] {
  if (literal === undefined) return [];
  switch (literal.kind) {
    case 'some':
      return [];
    case 'some-in':
      return [{ subject: literal.collection, relation: 'not-empty' }];
    case 'every':
      return [{ subject: literal.domain, relation: 'holds' }];
    case 'condition':
      return ofCondition(literal.condition);
    case 'not':
      return ofCondition(literal.condition).map(({ relation, ...rest }) => ({
        ...rest,
        relation: negated[relation] ?? 'does-not-hold',
      }));
  }
}

function ofCondition(condition: Condition): readonly Reading[] {
  switch (condition.kind) {
    case 'comparison': {
      const [forward, backward] = mirrored[condition.operator];
      const { left, right } = condition;
      return [
        { subject: left, relation: forward, other: right },
        { subject: right, relation: backward, other: left },
      ];
    }
    case 'unify':
      return [
        { subject: condition.left, relation: 'equal', other: condition.right },
        { subject: condition.right, relation: 'equal', other: condition.left },
      ];
    case 'assign':
      return [{ subject: condition.right, relation: 'holds' }];
    case 'membership':
      return [{ subject: condition.value, relation: 'one-of', other: condition.collection }];
    case 'call':
      return ofCall(condition.path.join('.'), condition);
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'variable':
    case 'reference':
    case 'array':
    case 'set':
    case 'object':
    case 'array-comprehension':
    case 'set-comprehension':
    case 'object-comprehension':
    case 'minus':
    case 'arithmetic':
    case 'set-operation':
      return [{ subject: condition, relation: 'holds' }];
  }
}

function ofCall(name: string, call: Expression & { readonly kind: 'call' }): readonly Reading[] {
  const [first, second] = call.parameters;
  if (first !== undefined && second !== undefined) {
    switch (name) {
      case 'regex.match':
        return [{ subject: second, relation: 'match', other: first }];
      case 'startswith':
        return [{ subject: first, relation: 'starts-with', other: second }];
      case 'endswith':
        return [{ subject: first, relation: 'ends-with', other: second }];
      case 'contains':
        return [{ subject: first, relation: 'contains', other: second }];
    }
  }
  return [{ subject: call, relation: 'holds' }];
}

/** The value that an operand had; undefined when it had none or was not noted. */
export function operandValue(expression: Expression, stop: Stop, documents: Documents): Value | undefined {
  const { from, to } = expression.span;
  const seen = stop.seen.find(({ span }) => span.from === from && span.to === to);
  return seen === undefined ? valueOf(expression, stop.frame, documents) : seen.value;
}
