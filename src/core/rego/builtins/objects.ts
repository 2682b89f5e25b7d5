/** `object.*`. */
import {
  copyObject,
  emptyObject,
  equalValues,
  hasItem,
  isArray,
  isObject,
  isSet,
  keysOf,
  lookup,
  memberOf,
  membersOf,
  newObject,
  putMember,
  type RegoArray,
  type RegoObject,
  setOf,
  type Value,
} from '../value/value.ts';
import { arrayArgument, define, objectArgument, strictly } from './arguments.ts';
import { type Builtin, BuiltinError } from './builtin.ts';

/** `object.filter` and `object.remove`: members whose key is, or is not, among the items or keys of a collection. */
function selection(name: string, kept: boolean): Builtin {
  return define({
    name,
    arity: 2,
    evaluate: ([value, selected]) => {
      const object = objectArgument(name, value, 0);
      const has = membershipOf(name, selected);
      const result = newObject();
      for (const [key, member] of membersOf(object)) if (has(key) === kept) putMember(result, key, member);
      return result;
    },
  });
}

function membershipOf(name: string, collection: Value): (key: Value) => boolean {
  if (isObject(collection)) return (key) => memberOf(collection, key) !== undefined;
  const set = isArray(collection) ? setOf(collection) : collection;
  if (!isSet(set)) throw new BuiltinError(`\`${name}\` requires array/object/set argument`);
  return (key) => hasItem(set, key);
}

function isSubset(whole: Value, part: Value): boolean {
  if (isObject(whole) && isObject(part)) {
    for (const [key, value] of membersOf(part)) {
      const other = memberOf(whole, key);
      if (other === undefined || !isSubset(other, value)) return false;
    }
    return true;
  }
  if (isSet(part) && (isSet(whole) || isArray(whole))) {
    const set = isArray(whole) ? setOf(whole) : whole;
    for (const item of part.scalars) if (!hasItem(set, item)) return false;
    for (const item of part.composites?.values() ?? []) if (!hasItem(set, item)) return false;
    return true;
  }
  if (isArray(whole) && isArray(part)) return isRun(whole, part);
  return equalValues(whole, part);
}

/** Whether an array stands unbroken in another. */
function isRun(whole: RegoArray, part: RegoArray): boolean {
  if (part.length === 0) throw new BuiltinError('window size must be non-zero', undefined, 'crash');
  for (let from = 0; from + part.length <= whole.length; from += 1) {
    if (part.every((item, index) => equalValues(item, whole[from + index] as Value))) return true;
  }
  return false;
}

/** Merges objects member by member; of anything else the second wins. */
function merged(a: Value, b: Value): Value {
  if (!isObject(a) || !isObject(b)) return b;
  const union = copyObject(a);
  for (const [key, value] of membersOf(b)) {
    const other = memberOf(a, key);
    putMember(union, key, other === undefined ? value : merged(other, value));
  }
  return union;
}

function valueAt(object: RegoObject, path: RegoArray): Value | undefined {
  let value: Value | undefined = object;
  for (const key of path) {
    value = lookup(value, key);
    if (value === undefined) return undefined;
  }
  return value;
}

export const objectBuiltins: readonly Builtin[] = [
  selection('object.filter', true),
  selection('object.remove', false),
  define({
    name: 'object.get',
    arity: 3,
    evaluate: ([value, key, otherwise]) => {
      const object = objectArgument('object.get', value, 0);
      // An array is a path, also for an object that has the array as a key.
      const found = isArray(key) ? valueAt(object, key) : memberOf(object, key);
      return found === undefined ? otherwise : found;
    },
  }),
  define({
    name: 'object.keys',
    arity: 1,
    evaluate: ([value]) => setOf(keysOf(objectArgument('object.keys', value, 0))),
  }),
  define({ name: 'object.subset', arity: 2, evaluate: ([whole, part]) => isSubset(whole, part) }),
  define({
    name: 'object.union',
    arity: 2,
    evaluate: ([a, b]) => merged(objectArgument('object.union', a, 0), objectArgument('object.union', b, 1)),
  }),
  define({
    name: 'object.union_n',
    arity: 1,
    evaluate: ([value], context) => {
      let union: Value = emptyObject;
      for (const [index, object] of arrayArgument('object.union_n', value, 0).entries()) {
        if (!isObject(object)) return strictly(context, `item at index ${String(index)} is not an object`, 0);
        union = merged(union, object);
      }
      return union;
    },
  }),
];
