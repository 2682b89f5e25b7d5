/** `json.patch` of OPA: RFC 6902 on values, where a path may also be an array and lead into a set. */
import {
  addItem,
  copyObject,
  equalValues,
  isArray,
  isComposite,
  isObject,
  isSet,
  keysOf,
  lookup,
  memberOf,
  newObject,
  putMember,
  type RegoObject,
  setOf,
  itemsOf,
  copySet,
  type Value,
} from '../value/value.ts';
import { arrayArgument, define } from './arguments.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from './builtin.ts';

type Path = readonly Value[];

function pathOf(value: Value | undefined): Path {
  if (value !== undefined && isArray(value)) return value;
  if (typeof value !== 'string') throw new BuiltinError('must be a JSON pointer or an array', 1);
  if (value === '') return [];
  const parts = (value.startsWith('/') ? value.slice(1) : value).split('/');
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The index that a step names in an array; the length of the array for `-`. */
function indexOf(length: number, step: Value): number | undefined {
  if (step === '-') return length;
  const index = typeof step === 'string' && /^(?:0|[1-9]\d*)$/.test(step) ? Number(step) : step;
  return typeof index === 'number' && Number.isInteger(index) && index >= 0 ? index : undefined;
}

function child(value: Value, step: Value): Value | undefined {
  if (!isArray(value)) return lookup(value, step);
  const index = indexOf(value.length, step);
  return index === undefined ? undefined : value[index];
}

function valueAt(root: Value | undefined, path: Path): Value {
  let value = root;
  for (const step of path) value = value === undefined ? undefined : child(value, step);
  if (value === undefined) throw new BuiltinError('patch path does not exist');
  return value;
}

/** A copy of the value where the container at the end of the path was changed. */
function changed(
  value: Value | undefined,
  path: Path,
  change: (container: Value, step: Value) => Value,
): Value {
  const [step, ...rest] = path;
  if (step === undefined || value === undefined) throw new BuiltinError('patch path does not exist');
  if (rest.length === 0) return change(value, step);
  const inner = child(value, step);
  if (inner === undefined) throw new BuiltinError('patch path does not exist');
  return replacedIn(value, step, changed(inner, rest, change));
}

function replacedIn(container: Value, step: Value, item: Value): Value {
  if (isArray(container)) return container.with(indexOf(container.length, step) ?? 0, item);
  if (isSet(container)) {
    const set = setOf(itemsOf(container).filter((other) => !equalValues(other, step)));
    addItem(set, item);
    return set;
  }
  if (!isObject(container)) throw new BuiltinError('patch path does not exist');
  const object = copyObject(container);
  putMember(object, step, item);
  return object;
}

function added(item: Value): (container: Value, step: Value) => Value {
  return (container, step) => {
    if (isArray(container)) {
      const index = indexOf(container.length, step);
      if (index === undefined || index > container.length) throw new BuiltinError('patch index out of range');
      return container.toSpliced(index, 0, item);
    }
    if (isSet(container)) {
      if (!equalValues(step, item)) throw new BuiltinError('patch adds an item under another name to a set');
      const set = copySet(container);
      addItem(set, item);
      return set;
    }
    return replacedIn(container, step, item);
  };
}

function removed(container: Value, step: Value): Value {
  if (!isComposite(container) || child(container, step) === undefined) {
    throw new BuiltinError('patch path does not exist');
  }
  if (isArray(container)) return container.toSpliced(indexOf(container.length, step) ?? 0, 1);
  if (isSet(container)) return setOf(itemsOf(container).filter((item) => !equalValues(item, step)));
  const object = newObject();
  for (const key of keysOf(container)) {
    if (!equalValues(key, step)) putMember(object, key, memberOf(container, key) as Value);
  }
  return object;
}

function withAdded(root: Value | undefined, path: Path, item: Value): Value {
  return path.length === 0 ? item : changed(root, path, added(item));
}

function withReplaced(root: Value | undefined, path: Path, item: Value): Value {
  valueAt(root, path);
  return path.length === 0
    ? item
    : changed(root, path, (container, step) => replacedIn(container, step, item));
}

/** The root itself may be removed, and be there again later. */
function withRemoved(root: Value | undefined, path: Path): Value | undefined {
  if (path.length > 0) return changed(root, path, removed);
  valueAt(root, path);
  return undefined;
}

function apply(root: Value | undefined, operation: RegoObject): Value | undefined {
  const given = memberOf(operation, 'value');
  const value = (): Value => {
    if (given === undefined) throw new BuiltinError('missing value in patch operation', 1);
    return given;
  };
  const path = pathOf(memberOf(operation, 'path'));
  const name = memberOf(operation, 'op');
  switch (typeof name === 'string' ? name : '') {
    case 'add':
      return withAdded(root, path, value());
    case 'remove':
      return withRemoved(root, path);
    case 'replace':
      return withReplaced(root, path, value());
    case 'move': {
      const from = pathOf(memberOf(operation, 'from'));
      const moved = valueAt(root, from);
      return withAdded(withRemoved(root, from), path, moved);
    }
    case 'copy':
      return withAdded(root, path, valueAt(root, pathOf(memberOf(operation, 'from'))));
    case 'test':
      if (equalValues(valueAt(root, path), value())) return root;
      throw new BuiltinError('patch test failed');
    default:
      throw new BuiltinError('unknown patch operation', 1);
  }
}

/** A patch that cannot be applied makes the call undefined, strict or not: regorus calls no patch an error. */
function patched(value: Value, operations: Value, context: BuiltinContext): Value | undefined {
  let result: Value | undefined = value;
  const list = arrayArgument('json.patch', operations, 1);
  context.spend(10 * list.length);
  try {
    for (const operation of list) {
      if (!isObject(operation)) return undefined;
      result = apply(result, operation);
    }
  } catch (error) {
    if (error instanceof BuiltinError) return undefined;
    throw error;
  }
  return result;
}

export const jsonPatchBuiltins: readonly Builtin[] = [
  define({
    name: 'json.patch',
    arity: 2,
    feature: 'opa',
    evaluate: ([value, operations], context) => patched(value, operations, context),
  }),
];
