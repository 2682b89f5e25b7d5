/** How builtins check their arguments, with the words of regorus. */
import type { BuiltinFeature } from '../profile.ts';
import { readableJson } from '../value/json.ts';
import { isInteger } from '../value/number.ts';
import {
  isArray,
  isNumber,
  isObject,
  isSet,
  itemsOf,
  type RegoArray,
  type RegoNumber,
  type RegoObject,
  type RegoSet,
  type Value,
} from '../value/value.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from './builtin.ts';

export interface Definition {
  readonly name: string;
  readonly arity: number;
  readonly feature?: BuiltinFeature;
  readonly deterministic?: boolean;
  /** The name in messages, where the engine confuses it with another. */
  readonly called?: string;
  readonly evaluate: (args: Arguments, context: BuiltinContext) => Value | undefined;
}

/** As many values as the builtin has arguments; missing trailing ones of no builtin are ever read. */
export type Arguments = readonly [Value, Value, Value, Value];

export function define(definition: Definition): Builtin {
  const { name, arity, evaluate, called = name } = definition;
  return {
    name,
    arity: { min: arity, max: arity },
    feature: definition.feature ?? 'core',
    deterministic: definition.deterministic ?? true,
    evaluate: (args, context) => {
      if (args.length !== arity) {
        const expected = arity === 1 ? '1 argument' : `${String(arity)} arguments`;
        const blamed = args.length > arity ? args.length - 1 : undefined;
        throw new BuiltinError(`\`${called}\` expects ${expected}`, blamed);
      }
      return evaluate(args as Arguments, context);
    },
  };
}

export function stringArgument(name: string, value: Value, index: number): string {
  if (typeof value === 'string') return value;
  throw new BuiltinError(
    `\`${name}\` expects string argument. Got \`${readableJson(value)}\` instead`,
    index,
  );
}

export function numberArgument(name: string, value: Value, index: number): RegoNumber {
  if (isNumber(value)) return value;
  throw new BuiltinError(
    `\`${name}\` expects numeric argument. Got \`${readableJson(value)}\` instead`,
    index,
  );
}

export function arrayArgument(name: string, value: Value, index: number): RegoArray {
  if (isArray(value)) return value;
  throw new BuiltinError(`\`${name}\` expects array argument. Got \`${readableJson(value)}\` instead`, index);
}

export function setArgument(name: string, value: Value, index: number): RegoSet {
  if (isSet(value)) return value;
  throw new BuiltinError(`\`${name}\` expects set argument. Got \`${readableJson(value)}\` instead`, index);
}

export function objectArgument(name: string, value: Value, index: number): RegoObject {
  if (isObject(value)) return value;
  throw new BuiltinError(
    `\`${name}\` expects object argument. Got \`${readableJson(value)}\` instead`,
    index,
  );
}

/** Strings of an array, or of a set in ascending order. */
export function stringsArgument(name: string, value: Value, index: number): readonly string[] {
  const items = itemsOfCollection(value);
  if (items === undefined) throw new BuiltinError(`\`${name}\` expects array/set of strings.`, index);
  for (const [position, item] of items.entries()) {
    if (typeof item !== 'string') {
      const which = String(position);
      throw new BuiltinError(
        `\`${name}\` expects string collection. Element ${which} is not a string.`,
        index,
      );
    }
  }
  return items as readonly string[];
}

/** Items of an array or a set; undefined for anything else. */
export function itemsOfCollection(value: Value): readonly Value[] | undefined {
  if (isArray(value)) return value;
  return isSet(value) ? itemsOf(value) : undefined;
}

const minSigned64 = -(2 ** 63);

/**
 * A number as a signed 64-bit integer: undefined for fractions and for what does not fit. A big one is only near to its
 * value, which is enough to compare it with lengths and positions.
 */
export function signed64(value: RegoNumber): number | undefined {
  if (typeof value === 'bigint') {
    return value >= -(2n ** 63n) && value < 2n ** 63n ? Number(value) : undefined;
  }
  return isInteger(value) && value >= minSigned64 && value <= -minSigned64 ? value : undefined;
}

/** What strict evaluation reports and otherwise is undefined even where the engine does not call it an error. */
export function strictly(context: BuiltinContext, message: string, argument?: number): undefined {
  if (context.strict) throw new BuiltinError(message, argument);
  return undefined;
}
