/** `array.flatten` and the retired functions on collections and types that only OPA has. */
import { differenceOf } from '../value/set.ts';
import { addItem, isArray, isObject, isSet, newSet, type Value } from '../value/value.ts';
import { define, itemsOfCollection, setArgument } from './arguments.ts';
import { type Builtin, BuiltinError } from './builtin.ts';

function items(name: string, value: Value, index: number): readonly Value[] {
  const list = itemsOfCollection(value);
  if (list === undefined) throw new BuiltinError(`\`${name}\` expects array/set argument`, index);
  return list;
}

/** A retired function that gives back a value of its one type. */
function cast(name: string, has: (value: Value) => boolean): Builtin {
  return define({
    name: `cast_${name}`,
    arity: 1,
    feature: 'opa',
    evaluate: ([value]) => {
      if (has(value)) return value;
      throw new BuiltinError(`\`cast_${name}\` expects ${name} argument`, 0);
    },
  });
}

export const collectionBuiltins: readonly Builtin[] = [
  define({
    name: 'array.flatten',
    arity: 1,
    feature: 'opa',
    evaluate: ([value]) => {
      if (!isArray(value)) throw new BuiltinError('`array.flatten` expects array argument', 0);
      return value.flatMap((item) => (isArray(item) ? item : [item]));
    },
  }),
  define({
    name: 'all',
    arity: 1,
    feature: 'opa',
    evaluate: ([value]) => items('all', value, 0).every((item) => item === true),
  }),
  define({
    name: 'any',
    arity: 1,
    feature: 'opa',
    evaluate: ([value]) => items('any', value, 0).includes(true),
  }),
  define({
    name: 'set_diff',
    arity: 2,
    feature: 'opa',
    evaluate: ([a, b]) => differenceOf(setArgument('set_diff', a, 0), setArgument('set_diff', b, 1)),
  }),
  define({
    name: 'cast_array',
    arity: 1,
    feature: 'opa',
    evaluate: ([value]) => items('cast_array', value, 0),
  }),
  define({
    name: 'cast_set',
    arity: 1,
    feature: 'opa',
    evaluate: ([value]) => {
      if (isSet(value)) return value;
      const set = newSet();
      for (const item of items('cast_set', value, 0)) addItem(set, item);
      return set;
    },
  }),
  cast('boolean', (value) => typeof value === 'boolean'),
  cast('null', (value) => value === null),
  cast('object', isObject),
  cast('string', (value) => typeof value === 'string'),
];
