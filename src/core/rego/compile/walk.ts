/**
 * Walks expressions in the order of the engine, which decides what is found first. Comprehensions are visited and not
 * entered: their queries have scopes of their own.
 */
import type { Condition, Expression, Reference, RuleName } from '../ast.ts';

export interface Visitor {
  /** Called for every expression before its parts; false leaves the parts out. */
  readonly enter: (expression: Condition) => boolean;
  /** Called for the brackets of a reference, from the last to the first, before anything in them. */
  readonly bracket?: (reference: Reference, index: number) => void;
}

export function walk(expression: Condition, visitor: Visitor): void {
  if (!visitor.enter(expression)) return;
  switch (expression.kind) {
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'variable':
    case 'array-comprehension':
    case 'set-comprehension':
    case 'object-comprehension':
      return;
    case 'array':
    case 'set':
      for (const item of expression.items) walk(item, visitor);
      return;
    case 'object':
      for (const member of expression.members) {
        walk(member.key, visitor);
        walk(member.value, visitor);
      }
      return;
    case 'call':
      for (const parameter of expression.parameters) walk(parameter, visitor);
      return;
    case 'minus':
      walk(expression.operand, visitor);
      return;
    case 'reference':
      walkReference(expression, expression.operands.length, visitor);
      return;
    case 'assign':
    case 'unify':
    case 'arithmetic':
    case 'set-operation':
    case 'comparison':
      walk(expression.left, visitor);
      walk(expression.right, visitor);
      return;
    case 'membership':
      if (expression.key !== undefined) walk(expression.key, visitor);
      walk(expression.value, visitor);
      walk(expression.collection, visitor);
  }
}

/** Walks the first `count` operands of a reference and its base. */
export function walkReference(reference: Reference, count: number, visitor: Visitor): void {
  const operand = reference.operands[count - 1];
  if (operand === undefined) {
    walk(reference.base, visitor);
    return;
  }
  if (operand.kind === 'dot') {
    walkReference(reference, count - 1, visitor);
    return;
  }
  visitor.bracket?.(reference, count - 1);
  walkReference(reference, count - 1, visitor);
  walk(operand.index, visitor);
}

/** The variables of a pattern: through arrays and objects, keys included. */
export function walkPattern(
  expression: Condition,
  variable: (name: string, at: number) => void,
  other?: (expression: Condition) => void,
): void {
  walk(expression, {
    enter(node) {
      if (node.kind === 'array' || node.kind === 'object') return true;
      if (node.kind === 'variable') variable(node.name, node.at);
      else other?.(node);
      return false;
    },
  });
}

/** The name that a rule name or reference starts with; empty when it does not start with one. */
export function rootName(expression: Expression): string {
  if (expression.kind === 'variable') return expression.name;
  if (expression.kind === 'reference') return rootName(expression.base);
  return '';
}

/** The rule name without its last operand, or undefined for a bare name. */
export function withoutLast(name: RuleName): RuleName | undefined {
  if (name.kind === 'variable') return undefined;
  return prefixOf(name, name.operands.length - 1);
}

/** A rule name cut to its first operands. */
export function prefixOf(name: Reference, count: number): RuleName {
  if (count === 0 && name.base.kind === 'variable') return name.base;
  const operands = name.operands.slice(0, count);
  const last = operands.at(-1);
  const to = last === undefined ? name.base.span.to : last.span.to;
  return {
    ...name,
    operands,
    at: last === undefined ? name.base.at : last.at,
    span: { from: name.span.from, to },
  };
}

/**
 * Names joined by dots as the engine writes a path, where brackets that hold no string in quotes are left out.
 *
 * @returns undefined when the expression does not start with a name
 */
export function dottedPath(expression: Expression): string | undefined {
  return dottedPathOf(expression, expression.kind === 'reference' ? expression.operands.length : 0);
}

/** Like `dottedPath`, of the first `count` operands. */
export function dottedPathOf(expression: Expression, count: number): string | undefined {
  if (expression.kind === 'variable') return expression.name;
  if (expression.kind !== 'reference' || expression.base.kind !== 'variable') return undefined;
  let path = expression.base.name;
  for (let index = 0; index < count; index += 1) {
    const operand = expression.operands[index];
    if (operand === undefined) break;
    if (operand.kind === 'dot') path += `.${operand.name}`;
    else if (operand.index.kind === 'string' && !operand.index.raw) path += `.${operand.index.value}`;
  }
  return path;
}
