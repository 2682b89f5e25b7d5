/** Arrays, sets, objects, and the operators on values, as closures. */
import type { Comparison, Expression } from '../ast.ts';
import { add, divide, intersection, modulo, multiply, subtract, union } from '../builtins/operators.ts';
import { literalOf } from '../compile/patterns.ts';
import { numberFromLiteral } from '../value/number.ts';
import {
  addItem,
  compareValues,
  equalValues,
  hasItem,
  isArray,
  isComposite,
  keysOf,
  memberOf,
  newObject,
  newSet,
  putMember,
  type Value,
} from '../value/value.ts';
import { type Compiler, failing, placed } from './compiler.ts';
import { partOf } from './document.ts';
import type { Evaluate, Run } from './machine.ts';

export function arrayOf(compiler: Compiler, items: readonly Expression[]): Evaluate {
  const constants = constantsOf(items);
  if (constants !== undefined) return () => constants;
  const values = items.map((item) => compiler.expression(item));
  return (machine, slots) => {
    const array: Value[] = [];
    for (const value of values) {
      const item = value(machine, slots);
      if (item === undefined) return undefined;
      array.push(item);
    }
    return array;
  };
}

export function setOf(compiler: Compiler, items: readonly Expression[]): Evaluate {
  const values = items.map((item) => compiler.expression(item));
  const build: Evaluate = (machine, slots) => {
    const set = newSet();
    for (const value of values) {
      const item = value(machine, slots);
      if (item === undefined) return undefined;
      addItem(set, item);
    }
    return set;
  };
  if (constantsOf(items) === undefined) return build;
  let kept: Value | undefined;
  return (machine, slots) => (kept ??= build(machine, slots));
}

export function objectOf(
  compiler: Compiler,
  members: readonly { readonly key: Expression; readonly value: Expression }[],
): Evaluate {
  const pairs = members.map((member) => ({
    key: compiler.expression(member.key),
    value: compiler.expression(member.value),
  }));
  const build: Evaluate = (machine, slots) => {
    const object = newObject();
    for (const pair of pairs) {
      const key = pair.key(machine, slots);
      if (key === undefined) return undefined;
      const value = pair.value(machine, slots);
      if (value === undefined) return undefined;
      putMember(object, key, value);
    }
    return object;
  };
  if (constantsOf(members.flatMap(({ key, value }) => [key, value])) === undefined) return build;
  let kept: Value | undefined;
  return (machine, slots) => (kept ??= build(machine, slots));
}

export function operation(
  compiler: Compiler,
  expression: Expression & { readonly kind: 'arithmetic' | 'set-operation' },
): Evaluate {
  const left = compiler.expression(expression.left);
  const right = compiler.expression(expression.right);
  const { source } = compiler.place;
  const apply = operations[expression.operator];
  const plain = expression.operator === '+';
  return (machine, slots) => {
    const a = left(machine, slots);
    const b = right(machine, slots);
    if (a === undefined || b === undefined) return undefined;
    if (plain && typeof a === 'number' && typeof b === 'number') {
      const sum = a + b;
      if (Number.isSafeInteger(sum) && Number.isInteger(a) && Number.isInteger(b)) return sum;
    }
    try {
      return apply(a, b, machine.builtins.strict);
    } catch (error) {
      throw placed(error, source, expression.at, [expression.left, expression.right]);
    }
  };
}

export function membership(
  compiler: Compiler,
  expression: Expression & { readonly kind: 'membership' },
): Evaluate {
  const value = compiler.expression(expression.value);
  const collection = compiler.expression(expression.collection);
  const key = expression.key === undefined ? undefined : compiler.expression(expression.key);
  return (machine, slots) => {
    const wanted = value(machine, slots);
    const items = collection(machine, slots);
    if (items === undefined || !isComposite(items)) return false;
    if (!isArray(items) && items.kind === 'set') {
      return key === undefined && wanted !== undefined && hasItem(items, wanted);
    }
    if (key !== undefined) {
      const name = key(machine, slots);
      const found = name === undefined ? undefined : partOf(items, name);
      // The engine compares what it finds with what it looks for, even when both are undefined.
      return found === undefined || wanted === undefined ? found === wanted : equalValues(found, wanted);
    }
    if (wanted === undefined) return false;
    if (isArray(items)) {
      for (const item of items) if (equalValues(item, wanted)) return true;
      return false;
    }
    for (const name of keysOf(items)) if (equalValues(memberOf(items, name) as Value, wanted)) return true;
    return false;
  };
}

export function minus(compiler: Compiler, expression: Expression & { readonly kind: 'minus' }): Evaluate {
  const { operand } = expression;
  if (operand.kind !== 'number' || operand.text.startsWith('-')) {
    return failing(compiler, expression.at, 'unary - can only be used with numeric literals');
  }
  const value = subtract(0, numberFromLiteral(operand.text));
  return () => value;
}

export function comparison(compiler: Compiler, expression: Comparison): Evaluate {
  const left = compiler.expression(expression.left);
  const right = compiler.expression(expression.right);
  const holds = comparisons[expression.operator];
  return (machine, slots) => {
    const a = left(machine, slots);
    const b = right(machine, slots);
    return a === undefined || b === undefined ? undefined : holds(a, b);
  };
}

export function compares(compiler: Compiler, expression: Comparison): Run {
  const left = compiler.expression(expression.left);
  const right = compiler.expression(expression.right);
  if (expression.operator === '==') {
    return (machine, slots) => {
      const a = left(machine, slots);
      const b = right(machine, slots);
      return a !== undefined && b !== undefined && (a === b || equalValues(a, b));
    };
  }
  const holds = comparisons[expression.operator];
  return (machine, slots) => {
    const a = left(machine, slots);
    const b = right(machine, slots);
    return a !== undefined && b !== undefined && holds(a, b);
  };
}

const comparisons: Readonly<Record<Comparison['operator'], (a: Value, b: Value) => boolean>> = {
  '==': equalValues,
  '!=': (a, b) => !equalValues(a, b),
  '<': (a, b) => compareValues(a, b) < 0,
  '<=': (a, b) => compareValues(a, b) <= 0,
  '>': (a, b) => compareValues(a, b) > 0,
  '>=': (a, b) => compareValues(a, b) >= 0,
};

const operations: Readonly<
  Record<'+' | '-' | '*' | '/' | '%' | '|' | '&', (a: Value, b: Value, strict: boolean) => Value | undefined>
> = { '+': add, '-': subtract, '*': multiply, '/': divide, '%': modulo, '|': union, '&': intersection };

/** The values of scalar literals and arrays of them; undefined when one is anything else. */
function constantsOf(expressions: readonly Expression[]): readonly Value[] | undefined {
  const values: Value[] = [];
  for (const expression of expressions) {
    const value = expression.kind === 'array' ? constantsOf(expression.items) : literalOf(expression);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}
