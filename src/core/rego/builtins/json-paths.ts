/** `json.filter` and `json.remove`: parts of an object by paths such as `a/b/0`. */
import { valueFromJson } from '../value/json.ts';
import {
  addItem,
  emptyObject,
  hasItem,
  isArray,
  isComposite,
  isObject,
  keysOf,
  lookup,
  memberOf,
  membersOf,
  newObject,
  newSet,
  putMember,
  type RegoObject,
  sizeOf,
  type Value,
} from '../value/value.ts';
import { unorderedItems } from '../value/set.ts';
import { define, itemsOfCollection, objectArgument } from './arguments.ts';
import { type Builtin, BuiltinError } from './builtin.ts';

/** The paths as a tree of objects, with the member null: null where a path ends. */
function treeOf(name: string, paths: Value): RegoObject {
  const list = itemsOfCollection(paths);
  if (list === undefined) throw new BuiltinError(`\`${name}\` requires set/array argument`);
  const root = newObject();
  for (const path of list) {
    if (typeof path !== 'string' && !isArray(path)) {
      throw new BuiltinError(
        `\`${name}\` requires path to be '/' separated string or array of path components.`,
        1,
      );
    }
    growTree(root, typeof path === 'string' ? path.split('/') : path);
  }
  return root;
}

function growTree(root: RegoObject, path: readonly Value[]): void {
  let node = root;
  for (const part of path) {
    let next = memberOf(node, part);
    if (next === undefined) putMember(node, part, (next = newObject()));
    // The end of another path, named null in an array: nothing grows from there.
    if (!isObject(next)) return;
    node = next;
  }
  putMember(node, null, null);
}

function isEnd(tree: Value): boolean {
  return isObject(tree) && memberOf(tree, null) === null;
}

function kept(value: Value | undefined, tree: Value): Value | undefined {
  if (!isObject(tree) || sizeOf(tree) === 0 || (sizeOf(tree) === 1 && isEnd(tree))) return value;
  if (value === undefined || !isComposite(value)) return undefined;
  if (isArray(value)) {
    const items: Value[] = [];
    for (const [key, branch] of membersOf(tree)) {
      const index = typeof key === 'string' ? valueFromJson(key) : undefined;
      if (index?.kind !== 'value') continue;
      const item = kept(lookup(value, index.value), branch);
      if (item !== undefined) items.push(item);
    }
    return items;
  }
  if (value.kind === 'set') {
    const items = newSet();
    for (const [key, branch] of membersOf(tree)) {
      const item = hasItem(value, key) ? kept(key, branch) : undefined;
      if (item !== undefined) addItem(items, item);
    }
    return items;
  }
  const members = newObject();
  for (const [key, branch] of membersOf(tree)) {
    const member = kept(memberOf(value, key), branch);
    if (member !== undefined) putMember(members, key, member);
  }
  return members;
}

function removed(value: Value, tree: Value | undefined): Value | undefined {
  if (tree === undefined || !isObject(tree) || sizeOf(tree) === 0) return value;
  if (isEnd(tree) || !isComposite(value)) return undefined;
  if (isArray(value)) {
    const items: Value[] = [];
    for (const [index, item] of value.entries()) {
      const rest = removed(item, memberOf(tree, String(index)));
      if (rest !== undefined) items.push(rest);
    }
    return items;
  }
  if (value.kind === 'set') {
    const items = newSet();
    for (const item of unorderedItems(value)) {
      const rest = removed(item, memberOf(tree, item));
      if (rest !== undefined) addItem(items, rest);
    }
    return items;
  }
  const members = newObject();
  for (const key of keysOf(value)) {
    const rest = removed(memberOf(value, key) as Value, memberOf(tree, key));
    if (rest !== undefined) putMember(members, key, rest);
  }
  return members;
}

export const jsonPathBuiltins: readonly Builtin[] = [
  define({
    name: 'json.filter',
    arity: 2,
    evaluate: ([value, paths]) => {
      const object = objectArgument('json.filter', value, 0);
      const tree = treeOf('json.filter', paths);
      return sizeOf(tree) === 0 ? emptyObject : kept(object, tree);
    },
  }),
  define({
    name: 'json.remove',
    arity: 2,
    evaluate: ([value, paths]) =>
      removed(objectArgument('json.remove', value, 0), treeOf('json.remove', paths)),
  }),
];
