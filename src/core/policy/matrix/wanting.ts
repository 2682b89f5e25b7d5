/** Changes of an input that would let a statement hold at which an evaluation stopped. Guesses, by the form of the statement. */
import type { Call, Condition, Expression, Literal } from '#core/rego/ast.ts';
import { isJsonObject, type Json, jsonAt } from '../simulate/json.ts';
import { type Context, itemsOf, type JsonPath, placesOf, valueOf } from './places.ts';
import { sampleOf } from './sample.ts';

export interface Change {
  readonly path: JsonPath;
  readonly value: Json;
}

/** Changes that belong together. */
type Changes = readonly Change[];

/** Each item is one way to let the statement hold. */
export function changesFor(literal: Literal, context: Context): readonly Changes[] {
  switch (literal.kind) {
    case 'condition':
      return wanting(literal.condition, true, context);
    case 'not':
      return wanting(literal.condition, false, context);
    case 'every':
      return placesOf(literal.domain, context).map((path) => [{ path, value: emptied(context.input, path) }]);
    case 'some':
    case 'some-in':
      return [];
  }
}

function wanting(condition: Condition, holds: boolean, context: Context): readonly Changes[] {
  switch (condition.kind) {
    case 'assign':
    case 'unify':
      return condition.kind === 'unify' && holds ? making(condition.left, condition.right, context) : [];
    case 'comparison': {
      const { left, right, operator } = condition;
      if (operator === '==' || operator === '!=') {
        const equal = (operator === '==') === holds;
        return equal
          ? making(left, right, context)
          : [...differing(left, context), ...differing(right, context)];
      }
      const rises = (operator === '<' || operator === '<=') === holds;
      return [
        ...bounding(left, right, rises ? -1 : 1, context),
        ...bounding(right, left, rises ? 1 : -1, context),
      ];
    }
    case 'membership': {
      const { value, collection } = condition;
      if (!holds) return differing(value, context);
      const items = itemsOf(valueOf(collection, context));
      const member = valueOf(value, context);
      const added =
        member === undefined
          ? []
          : placesOf(collection, context).flatMap((path): readonly Changes[] => {
              const list = jsonAt(context.input, path);
              return Array.isArray(list) ? [[{ path, value: [...(list as Json[]), member] }]] : [];
            });
      return [...items.slice(0, 3).flatMap((item) => setting(value, item, context)), ...added];
    }
    case 'call':
      return wantingCall(condition, holds, context);
    case 'variable':
    case 'reference':
      return placesOf(condition, context).map((path) => [{ path, value: holds }]);
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'array':
    case 'set':
    case 'object':
    case 'array-comprehension':
    case 'set-comprehension':
    case 'object-comprehension':
    case 'minus':
    case 'arithmetic':
    case 'set-operation':
      return [];
  }
}

/** Makes two expressions equal by changing one of them. */
function making(left: Expression, right: Expression, context: Context): readonly Changes[] {
  const ofLeft = valueOf(left, context);
  const ofRight = valueOf(right, context);
  return [
    ...(ofRight === undefined ? [] : setting(left, ofRight, context)),
    ...(ofLeft === undefined ? [] : setting(right, ofLeft, context)),
  ];
}

/** Gives an expression a value, back through the builtins that are easy to undo. */
function setting(expression: Expression, value: Json, context: Context): readonly Changes[] {
  if (expression.kind === 'array') {
    if (!Array.isArray(value)) return [];
    const items = value as readonly Json[];
    if (items.length !== expression.items.length) return [];
    const changes = expression.items.map(
      (item, index) => setting(item, items[index] ?? null, context)[0] ?? [],
    );
    return [changes.flat()];
  }
  if (expression.kind !== 'call') {
    const places = placesOf(expression, context);
    if (places.length > 0) return places.map((path) => [{ path, value }]);
    const source = expression.kind === 'variable' ? context.facts.assigned.get(expression.name) : undefined;
    return source?.kind === 'call' ? setting(source, value, context) : [];
  }
  const [first, second] = expression.parameters;
  if (first === undefined) return [];
  const text = typeof value === 'string' ? value : undefined;
  switch (expression.path.join('.')) {
    case 'lower':
    case 'upper':
    case 'trim_space':
      return setting(first, value, context);
    case 'count':
      return placesOf(first, context).flatMap((path): readonly Changes[] => {
        const sized = typeof value === 'number' ? resized(jsonAt(context.input, path), value) : undefined;
        return sized === undefined ? [] : [[{ path, value: sized }]];
      });
    case 'concat': {
      const separator = valueOf(first, context);
      if (text === undefined || typeof separator !== 'string' || second === undefined) return [];
      return setting(second, separator === '' ? [text] : text.split(separator), context);
    }
    case 'split': {
      const separator = second === undefined ? undefined : valueOf(second, context);
      const parts = itemsOf(value).filter((part) => typeof part === 'string');
      return typeof separator === 'string' ? setting(first, parts.join(separator), context) : [];
    }
    case 'trim_prefix': {
      const prefix = second === undefined ? undefined : valueOf(second, context);
      return text !== undefined && typeof prefix === 'string' ? setting(first, prefix + text, context) : [];
    }
    case 'trim_suffix': {
      const suffix = second === undefined ? undefined : valueOf(second, context);
      return text !== undefined && typeof suffix === 'string' ? setting(first, text + suffix, context) : [];
    }
    default:
      return [];
  }
}

function differing(expression: Expression, context: Context): readonly Changes[] {
  return placesOf(expression, context).flatMap((path): readonly Changes[] => {
    const value = jsonAt(context.input, path);
    if (typeof value === 'string') return [[{ path, value: `${value}x` }]];
    if (typeof value === 'number') return [[{ path, value: value + 1 }]];
    if (typeof value === 'boolean') return [[{ path, value: !value }]];
    return [];
  });
}

/** Moves a number to the near side of a bound, by one. */
function bounding(moved: Expression, bound: Expression, by: 1 | -1, context: Context): readonly Changes[] {
  const limit = valueOf(bound, context);
  return typeof limit === 'number' ? setting(moved, limit + by, context) : [];
}

function wantingCall(call: Call, holds: boolean, context: Context): readonly Changes[] {
  const [first, second] = call.parameters;
  if (first === undefined) return [];
  const name = call.path.join('.');
  if (name === 'is_null') return holds ? setting(first, null, context) : [];
  if (second === undefined) return [];
  if (name === 'regex.match') {
    const pattern = valueOf(first, context);
    if (typeof pattern !== 'string' || !holds) return [];
    const sample = sampleOf(pattern);
    return sample === undefined ? [] : setting(second, sample, context);
  }
  const part = valueOf(second, context);
  const whole = valueOf(first, context);
  if (typeof part !== 'string') {
    const choices = name === 'strings.any_prefix_match' ? itemsOf(part) : [];
    return holds ? choices.slice(0, 2).flatMap((choice) => setting(first, choice, context)) : [];
  }
  const now = typeof whole === 'string' ? whole : '';
  const texts = textsWith(name, holds, now, part);
  return texts.flatMap((text) => setting(first, text, context));
}

function textsWith(name: string, holds: boolean, now: string, part: string): readonly string[] {
  switch (name) {
    case 'startswith': {
      if (!holds) return [`x${now}`];
      let common = 0;
      while (common < part.length && part[common] === now[common]) common += 1;
      return [part + now.slice(common), part];
    }
    case 'endswith':
      return holds ? [now + part, part] : [`${now}x`];
    case 'contains':
      return holds ? [now + part, part] : [now.replaceAll(part, '')];
    default:
      return [];
  }
}

function emptied(input: Json, path: JsonPath): Json {
  return isJsonObject(jsonAt(input, path)) ? {} : [];
}

function resized(value: Json | undefined, size: number): Json | undefined {
  if (!Number.isInteger(size) || size < 0 || size > 256) return undefined;
  if (typeof value === 'string') return value.slice(0, size).padEnd(size, 'x');
  if (isJsonObject(value)) return size === 0 ? {} : undefined;
  if (!Array.isArray(value)) return undefined;
  const items = value as readonly Json[];
  const last = items.at(-1);
  if (size <= items.length) return items.slice(0, size);
  return last === undefined ? undefined : [...items, ...Array<Json>(size - items.length).fill(last)];
}
