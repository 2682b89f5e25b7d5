/**
 * The data document while it is evaluated: base data with the values of rules written into it. Objects on a path that is
 * written are copied once and then changed in place, until one of them is handed out as a value.
 */
import {
  copyObject,
  emptyObject,
  hasItem,
  isArray,
  isComposite,
  isObject,
  memberOf,
  newObject,
  putMember,
  type RegoObject,
  type Value,
} from '../value/value.ts';

export interface Document {
  root: Value;
  /** Objects that nothing else holds, so that they may be changed. */
  readonly own: Set<RegoObject>;
}

export function newDocument(root: Value): Document {
  return { root, own: new Set() };
}

/** The part of a value under an index; undefined where there is none. */
export function partOf(value: Value | undefined, index: Value): Value | undefined {
  if (value === undefined || !isComposite(value)) return undefined;
  if (isArray(value)) {
    return typeof index === 'number' && index >= 0 && Number.isInteger(index) ? value[index] : undefined;
  }
  if (value.kind === 'object') return memberOf(value, index);
  return hasItem(value, index) ? index : undefined;
}

/** The part of a value under names. */
export function partAt(value: Value | undefined, names: readonly string[]): Value | undefined {
  let part = value;
  for (const name of names) {
    if (part === undefined) return undefined;
    if (isComposite(part) && !isArray(part) && part.kind === 'object') part = part.members.get(name);
    else part = partOf(part, name);
  }
  return part;
}

/** Reads a value that may be kept from here on. */
export function readDocument(document: Document, path: readonly string[]): Value | undefined {
  const value = partAt(document.root, path);
  if (value !== undefined && document.own.size > 0 && isComposite(value) && isObject(value))
    document.own.clear();
  return value;
}

/** Sees a value without keeping it. */
export function peekDocument(document: Document, path: readonly Value[]): Value | undefined {
  let part: Value | undefined = document.root;
  for (const key of path) part = partOf(part, key);
  return part;
}

/**
 * Writes a value, with objects on the way where there is nothing yet.
 *
 * @returns false when something on the way is not an object; nothing is written then
 */
export function writeDocument(document: Document, path: readonly Value[], value: Value): boolean {
  if (path.length === 0) return false;
  if (!isObject(document.root)) return false;
  let object = owned(document, document.root);
  document.root = object;
  for (const key of path.slice(0, -1)) {
    const known = memberOf(object, key);
    const next = known === undefined ? emptyObject : known;
    if (!isObject(next)) return false;
    const copy = owned(document, next);
    if (copy !== next) putMember(object, key, copy);
    object = copy;
  }
  putMember(object, path[path.length - 1] as Value, value);
  return true;
}

function owned(document: Document, object: RegoObject): RegoObject {
  if (document.own.has(object)) return object;
  const copy = object === emptyObject ? newObject() : copyObject(object);
  document.own.add(copy);
  return copy;
}

/** A value with a part replaced, as `with` does: what is in the way becomes an object. */
export function withPart(
  value: Value | undefined,
  path: readonly string[],
  part: Value | undefined,
): Value | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return part;
  const object = value !== undefined && isObject(value) ? copyObject(value) : newObject();
  const inner = withPart(memberOf(object, name), rest, part);
  if (inner === undefined) return withoutKey(object, name);
  putMember(object, name, inner);
  return object;
}

function withoutKey(object: RegoObject, name: string): RegoObject {
  const copy = newObject();
  for (const [key, value] of object.members) if (key !== name) putMember(copy, key, value);
  if (object.composites !== undefined) {
    for (const [key, value] of object.composites.values()) putMember(copy, key, value);
  }
  return copy;
}
