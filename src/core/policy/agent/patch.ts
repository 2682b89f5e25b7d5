/**
 * JSON Patch (RFC 6902) on the data document, as the agent applies the `ops` of a result: all operations or none
 * (reference/agent-policy.md 1.7).
 *
 * @see https://www.rfc-editor.org/rfc/rfc6902
 */
import {
  copyObject,
  equalValues,
  isArray,
  isObject,
  memberOf,
  newObject,
  putMember,
  type RegoObject,
  type Value,
} from '#core/rego/value/value.ts';

/** Names of a JSON Pointer, escapes resolved. */
type Pointer = readonly string[];

export type PatchOperation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: Pointer; readonly value: Value }
  | { readonly op: 'remove'; readonly path: Pointer }
  | { readonly op: 'move' | 'copy'; readonly from: Pointer; readonly path: Pointer };

/** Reads the operations of a patch; undefined when the value is not a patch. Members of other names are ignored. */
export function patchOf(value: Value): readonly PatchOperation[] | undefined {
  if (!isArray(value)) return undefined;
  const operations: PatchOperation[] = [];
  for (const item of value) {
    const operation = isObject(item) ? operationOf(item) : undefined;
    if (operation === undefined) return undefined;
    operations.push(operation);
  }
  return operations;
}

function operationOf(object: RegoObject): PatchOperation | undefined {
  const op = memberOf(object, 'op');
  const path = pointerOf(memberOf(object, 'path'));
  if (path === undefined) return undefined;
  const value = memberOf(object, 'value');
  const from = pointerOf(memberOf(object, 'from'));
  if (op === 'remove') return { op, path };
  if (op === 'add' || op === 'replace' || op === 'test')
    return value === undefined ? undefined : { op, path, value };
  if (op === 'move' || op === 'copy') return from === undefined ? undefined : { op, from, path };
  return undefined;
}

/** A pointer is empty or starts with a slash, and has no tilde but in `~0` and `~1`. */
function pointerOf(value: Value | undefined): Pointer | undefined {
  if (typeof value !== 'string' || /~(?![01])/.test(value)) return undefined;
  if (value === '') return [];
  if (!value.startsWith('/')) return undefined;
  return value
    .slice(1)
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export type Patched =
  | { readonly kind: 'patched'; readonly value: Value }
  /** The document stays as it was. */
  | { readonly kind: 'failed'; readonly index: number; readonly reason: string };

/** Applies operations in order. The document itself is never changed. */
export function applyPatch(document: Value, operations: readonly PatchOperation[]): Patched {
  let value = document;
  for (const [index, operation] of operations.entries()) {
    const next = applied(value, operation);
    if (typeof next === 'string') return { kind: 'failed', index, reason: next };
    value = next.value;
  }
  return { kind: 'patched', value };
}

/** The document after one operation, or why there is none. */
function applied(document: Value, operation: PatchOperation): { readonly value: Value } | string {
  switch (operation.op) {
    case 'add':
      return changed(document, operation.path, 'add', operation.value);
    case 'replace':
      return changed(document, operation.path, 'replace', operation.value);
    case 'remove':
      return changed(document, operation.path, 'remove');
    case 'test': {
      const found = valueAt(document, operation.path);
      if (found === undefined) return missing(operation.path);
      return equalValues(found, operation.value) ? { value: document } : 'the tested value differs';
    }
    case 'copy': {
      const found = valueAt(document, operation.from);
      return found === undefined ? missing(operation.from) : changed(document, operation.path, 'add', found);
    }
    case 'move': {
      const { from, path } = operation;
      const found = valueAt(document, from);
      if (found === undefined) return missing(from);
      const inside = from.length < path.length && from.every((name, index) => name === path[index]);
      if (inside) return 'a value cannot move into itself';
      if (from.length === 0) return missing(from);
      const without = changed(document, from, 'remove');
      return typeof without === 'string' ? without : changed(without.value, path, 'add', found);
    }
  }
}

type Change = 'add' | 'replace' | 'remove';

function changed(
  document: Value,
  path: Pointer,
  change: Change,
  value?: Value,
): { readonly value: Value } | string {
  const next = changedPart(document, path, change, value);
  return next === undefined ? missing(path) : { value: next };
}

/** Undefined when there is no such place. */
function changedPart(document: Value, path: Pointer, change: Change, value?: Value): Value | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (rest.length > 0) {
    const inner = partNamed(document, name);
    const next = inner === undefined ? undefined : changedPart(inner, rest, change, value);
    return next === undefined ? undefined : withPart(document, name, next);
  }
  if (isObject(document)) {
    if (change !== 'add' && memberOf(document, name) === undefined) return undefined;
    return value === undefined ? withoutMember(document, name) : withPart(document, name, value);
  }
  if (!isArray(document)) return undefined;
  const limit = change === 'add' ? document.length : document.length - 1;
  const index = change === 'add' && name === '-' ? document.length : indexOf(name);
  if (index === undefined || index > limit) return undefined;
  if (value === undefined) return document.toSpliced(index, 1);
  return document.toSpliced(index, change === 'add' ? 0 : 1, value);
}

function valueAt(document: Value, path: Pointer): Value | undefined {
  let value: Value | undefined = document;
  for (const name of path) value = value === undefined ? undefined : partNamed(value, name);
  return value;
}

function partNamed(value: Value, name: string): Value | undefined {
  if (isObject(value)) return memberOf(value, name);
  if (!isArray(value)) return undefined;
  const index = indexOf(name);
  return index === undefined ? undefined : value[index];
}

function withPart(value: Value, name: string, part: Value): Value {
  if (isArray(value)) return value.with(indexOf(name) ?? 0, part);
  const object = isObject(value) ? copyObject(value) : newObject();
  putMember(object, name, part);
  return object;
}

function withoutMember(object: RegoObject, name: string): RegoObject {
  const copy = newObject();
  for (const [key, value] of object.members) if (key !== name) putMember(copy, key, value);
  return copy;
}

/** Digits without leading zeros. */
function indexOf(name: string): number | undefined {
  return /^(?:0|[1-9]\d*)$/.test(name) ? Number(name) : undefined;
}

function missing(path: Pointer): string {
  return `there is no place /${path.map((name) => name.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
}
