/**
 * Values of Rego as the evaluator and the builtins see them.
 *
 * A value is a JavaScript primitive wherever that is exact, a plain array for an array, and a hashed container for a set
 * or an object. Values are never changed once they have been handed out. `undefined` is not a value: it is the absence of
 * one. Numbers are read and written in ./number.ts, JSON in ./json.ts, print lines in ./print.ts.
 *
 * Order and equality are those of regorus: null < boolean < number < string < array < set < object
 * (reference/agent-policy.md 5.2; OPA puts objects before sets).
 */

/**
 * An exact integer is a `number` up to 2^53 in magnitude and a `bigint` beyond. A `number` that is not an integer, or is
 * larger than 2^53, is a 64-bit float.
 */
export type RegoNumber = number | bigint;

/** A value without parts. Equal scalars are the same key of a JavaScript Map. */
export type Scalar = null | boolean | RegoNumber | string;

export type RegoArray = readonly Value[];

export interface RegoSet {
  readonly kind: 'set';
  readonly scalars: ReadonlySet<Scalar>;
  /** Arrays, sets and objects by their canonical text. */
  readonly composites: ReadonlyMap<string, Composite> | undefined;
}

export interface RegoObject {
  readonly kind: 'object';
  /** Members with a scalar key, in the order in which they came: read them in Rego's order with `keysOf`. */
  readonly members: ReadonlyMap<Scalar, Value>;
  /** Members whose key is an array, a set or an object, by the canonical text of the key. */
  readonly composites: ReadonlyMap<string, Member> | undefined;
}

export type Member = readonly [key: Value, value: Value];
export type Composite = RegoArray | RegoSet | RegoObject;
export type Value = Scalar | Composite;

export type TypeName = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'set' | 'object';

/** The containers as they are inside: filled by their builder, with what was worked out once kept. */
interface SetInside extends RegoSet {
  readonly scalars: Set<Scalar>;
  composites: Map<string, Composite> | undefined;
  sorted: readonly Value[] | undefined;
  text: string | undefined;
}

interface ObjectInside extends RegoObject {
  readonly members: Map<Scalar, Value>;
  composites: Map<string, Member> | undefined;
  sorted: readonly Value[] | undefined;
  text: string | undefined;
}

export function isComposite(value: Value): value is Composite {
  return typeof value === 'object' && value !== null;
}

export function isArray(value: Value): value is RegoArray {
  return Array.isArray(value);
}

export function isSet(value: Value): value is RegoSet {
  return isComposite(value) && !isArray(value) && value.kind === 'set';
}

export function isObject(value: Value): value is RegoObject {
  return isComposite(value) && !isArray(value) && value.kind === 'object';
}

export function isNumber(value: Value): value is RegoNumber {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** An empty set to be filled with `addItem`. It must not be shared before it is full. */
export function newSet(): RegoSet {
  const set: SetInside = {
    kind: 'set',
    scalars: new Set(),
    composites: undefined,
    sorted: undefined,
    text: undefined,
  };
  return set;
}

/** Adds to a set that is still being built. Returns false when an equal item was there. */
export function addItem(set: RegoSet, item: Value): boolean {
  const inside = set as SetInside;
  inside.sorted = undefined;
  inside.text = undefined;
  if (!isComposite(item)) {
    const before = inside.scalars.size;
    inside.scalars.add(item);
    return inside.scalars.size !== before;
  }
  inside.composites ??= new Map();
  const text = canonicalText(item);
  if (inside.composites.has(text)) return false;
  inside.composites.set(text, item);
  return true;
}

export function setOf(items: Iterable<Value>): RegoSet {
  const set = newSet();
  for (const item of items) addItem(set, item);
  return set;
}

/** An empty object to be filled with `putMember`. It must not be shared before it is full. */
export function newObject(): RegoObject {
  return objectFromMap(new Map());
}

/** An object over a map of scalar keys that nobody changes from here on; `bigint` keys must lie beyond 2^53. */
export function objectFromMap(members: Map<Scalar, Value>): RegoObject {
  const object: ObjectInside = {
    kind: 'object',
    members,
    composites: undefined,
    sorted: undefined,
    text: undefined,
  };
  return object;
}

/** Sets a member of an object that is still being built; the last value of a key stands. */
export function putMember(object: RegoObject, key: Value, value: Value): void {
  const inside = object as ObjectInside;
  inside.sorted = undefined;
  inside.text = undefined;
  if (!isComposite(key)) {
    inside.members.set(key, value);
    return;
  }
  inside.composites ??= new Map();
  inside.composites.set(canonicalText(key), [key, value]);
}

/** The last of several equal keys wins, as in the engine. */
export function objectOf(members: Iterable<Member>): RegoObject {
  const object = newObject();
  for (const [key, value] of members) putMember(object, key, value);
  return object;
}

/** A copy that may be filled further with `putMember`. */
export function copyObject(object: RegoObject): RegoObject {
  const copy = objectFromMap(new Map(object.members)) as ObjectInside;
  if (object.composites !== undefined) copy.composites = new Map(object.composites);
  return copy;
}

/** A copy that may be filled further with `addItem`. */
export function copySet(set: RegoSet): RegoSet {
  const copy: SetInside = {
    kind: 'set',
    scalars: new Set(set.scalars),
    composites: set.composites === undefined ? undefined : new Map(set.composites),
    sorted: undefined,
    text: undefined,
  };
  return copy;
}

export const emptySet: RegoSet = newSet();
export const emptyObject: RegoObject = newObject();

export function hasItem(set: RegoSet, item: Value): boolean {
  if (!isComposite(item)) return set.scalars.has(item);
  return set.composites !== undefined && set.composites.has(canonicalText(item));
}

/** The value of a key, or undefined when the object has no such key. */
export function memberOf(object: RegoObject, key: Value): Value | undefined {
  if (!isComposite(key)) return object.members.get(key);
  return object.composites?.get(canonicalText(key))?.[1];
}

/**
 * What a reference step finds: an element by its index, an item of a set by itself, a member by its key. Undefined where
 * there is none, also for values that have no parts.
 */
export function lookup(value: Value, key: Value): Value | undefined {
  if (!isComposite(value)) return undefined;
  if (isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  if (value.kind === 'object') return memberOf(value, key);
  return hasItem(value, key) ? key : undefined;
}

/** Number of items or members. */
export function sizeOf(collection: Composite): number {
  if (isArray(collection)) return collection.length;
  const own = collection.kind === 'set' ? collection.scalars.size : collection.members.size;
  return own + (collection.composites?.size ?? 0);
}

/** Units from here on may stand for characters in another order than their own. */
const notByUnits = /[\ud800-\uffff]/;

function sortInPlace(values: Value[]): readonly Value[] {
  if (values.length < 2) return values;
  // Comparing by code units is several times faster and nearly always the same.
  const native = values.every((value) => typeof value === 'string' && !notByUnits.test(value));
  return native ? (values as string[]).sort(compareUnits) : values.sort(compareValues);
}

function compareUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Items in ascending order. Worked out once per set. */
export function itemsOf(set: RegoSet): readonly Value[] {
  const inside = set as SetInside;
  if (inside.sorted !== undefined) return inside.sorted;
  const items: Value[] = [...inside.scalars];
  if (inside.composites !== undefined) items.push(...inside.composites.values());
  inside.sorted = sortInPlace(items);
  return inside.sorted;
}

/** Keys in ascending order. Worked out once per object. */
export function keysOf(object: RegoObject): readonly Value[] {
  const inside = object as ObjectInside;
  if (inside.sorted !== undefined) return inside.sorted;
  const keys: Value[] = [...inside.members.keys()];
  if (inside.composites !== undefined) for (const [key] of inside.composites.values()) keys.push(key);
  inside.sorted = sortInPlace(keys);
  return inside.sorted;
}

/** Members in ascending order of their keys. */
export function* membersOf(object: RegoObject): Generator<Member, void, undefined> {
  for (const key of keysOf(object)) {
    const value = memberOf(object, key);
    if (value !== undefined) yield [key, value];
  }
}

export function typeNameOf(value: Value): TypeName {
  if (typeof value === 'string') return 'string';
  if (isNumber(value)) return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (value === null) return 'null';
  return isArray(value) ? 'array' : value.kind;
}

const ranks: Readonly<Record<TypeName, number>> = {
  null: 0,
  boolean: 1,
  number: 2,
  string: 3,
  array: 4,
  set: 5,
  object: 6,
};

/**
 * Negative, zero or positive as `a` comes before, with or after `b`. Total, but for NaN and for floats beyond 2^53, which
 * the engine compares with big integers by their nearest float and so finds equal to several of them.
 */
export function compareValues(a: Value, b: Value): number {
  if (a === b) return 0;
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  const rank = ranks[typeNameOf(a)] - ranks[typeNameOf(b)];
  if (rank !== 0) return rank;
  if (typeof a === 'boolean') return a ? 1 : -1;
  if (!isComposite(a) || !isComposite(b)) return 0;
  if (isObject(a) && isObject(b)) return compareObjects(a, b);
  return compareSequences(isSet(a) ? itemsOf(a) : (a as RegoArray), isSet(b) ? itemsOf(b) : (b as RegoArray));
}

export function equalValues(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (!isComposite(a) || !isComposite(b)) {
    return typeof a !== typeof b && isNumber(a) && isNumber(b) && compareNumbers(a, b) === 0;
  }
  if (isArray(a)) {
    if (!isArray(b) || a.length !== b.length) return false;
    for (let index = 0; index < a.length; index += 1) {
      if (!equalValues(a[index] as Value, b[index] as Value)) return false;
    }
    return true;
  }
  if (isArray(b) || a.kind !== b.kind || sizeOf(a) !== sizeOf(b)) return false;
  if (a.kind === 'set') return b.kind === 'set' && sameItems(a, b);
  return b.kind === 'object' && sameMembers(a, b);
}

function sameItems(a: RegoSet, b: RegoSet): boolean {
  for (const item of a.scalars) if (!b.scalars.has(item)) return false;
  if (a.composites !== undefined) {
    for (const text of a.composites.keys()) if (b.composites?.has(text) !== true) return false;
  }
  return true;
}

function sameMembers(a: RegoObject, b: RegoObject): boolean {
  for (const [key, value] of a.members) {
    const other = b.members.get(key);
    if (other === undefined || !equalValues(value, other)) return false;
  }
  if (a.composites !== undefined) {
    for (const [text, [, value]] of a.composites) {
      const other = b.composites?.get(text);
      if (other === undefined || !equalValues(value, other[1])) return false;
    }
  }
  return true;
}

function compareSequences(a: readonly Value[], b: readonly Value[]): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index += 1) {
    const order = compareValues(a[index] as Value, b[index] as Value);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareObjects(a: RegoObject, b: RegoObject): number {
  const keysA = keysOf(a);
  const keysB = keysOf(b);
  const shared = Math.min(keysA.length, keysB.length);
  for (let index = 0; index < shared; index += 1) {
    const keyA = keysA[index] as Value;
    const keyB = keysB[index] as Value;
    const order =
      compareValues(keyA, keyB) || compareValues(memberOf(a, keyA) as Value, memberOf(b, keyB) as Value);
    if (order !== 0) return order;
  }
  return keysA.length - keysB.length;
}

const maxExact = 2 ** 53;

/** NaN compares as equal to every number, as in the engine. */
export function compareNumbers(a: RegoNumber, b: RegoNumber): number {
  if (typeof a !== typeof b) {
    // A float beyond 2^53 meets a big integer as a float; a smaller number is exact and JavaScript compares it exactly.
    if (typeof a === 'number' && Math.abs(a) > maxExact) b = Number(b);
    else if (typeof b === 'number' && Math.abs(b) > maxExact) a = Number(a);
  }
  if (a < b) return -1;
  return a > b ? 1 : 0;
}

/** By code points, which is also the order of the UTF-8 bytes. */
export function compareStrings(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index += 1) {
    let unitA = a.charCodeAt(index);
    let unitB = b.charCodeAt(index);
    if (unitA !== unitB) {
      // Surrogates stand for code points above all that one unit can hold.
      if (unitA >= 0xd800 && unitB >= 0xd800) {
        unitA = unitA >= 0xe000 ? unitA - 0x800 : unitA + 0x2000;
        unitB = unitB >= 0xe000 ? unitB - 0x800 : unitB + 0x2000;
      }
      return unitA - unitB;
    }
  }
  return a.length - b.length;
}

/** A text that is the same for equal values and different for others: the hash key of composite values. */
export function canonicalText(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (!isComposite(value)) return String(value);
  if (isArray(value)) {
    let text = '[';
    for (const item of value) text += canonicalText(item) + ',';
    return text + ']';
  }
  const inside = value as SetInside | ObjectInside;
  return (inside.text ??= value.kind === 'set' ? setText(value) : objectText(value));
}

function setText(set: RegoSet): string {
  let text = '<';
  for (const item of itemsOf(set)) text += canonicalText(item) + ',';
  return text + '>';
}

function objectText(object: RegoObject): string {
  let text = '{';
  for (const key of keysOf(object)) {
    text += canonicalText(key) + ':' + canonicalText(memberOf(object, key) as Value) + ',';
  }
  return text + '}';
}
