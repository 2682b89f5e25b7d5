/** `graph.*` and `walk` of OPA. */
import {
  addItem,
  isArray,
  isComposite,
  isObject,
  isSet,
  itemsOf,
  memberOf,
  membersOf,
  newSet,
  type RegoObject,
  type Value,
} from '../value/value.ts';
import { define, itemsOfCollection, objectArgument } from './arguments.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from './builtin.ts';

function startsOf(value: Value): readonly Value[] {
  const list = itemsOfCollection(value);
  if (list === undefined) throw new BuiltinError('initial vertices must be array/set', 1);
  return list;
}

/** Nodes that the graph knows and that edges lead to from the given ones. */
function reachable(graph: Value, initial: Value, context: BuiltinContext): Value {
  const edges = objectArgument('graph.reachable', graph, 0);
  const found = newSet();
  const pending = [...startsOf(initial)];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const neighbours = memberOf(edges, node);
    if (neighbours === undefined || !addItem(found, node)) continue;
    const next = itemsOfCollection(neighbours) ?? [];
    context.spend(next.length + 1);
    pending.push(...next);
  }
  return found;
}

/**
 * Every way from the given nodes to where it ends: at a node without edges, before a node that the graph does not know, or
 * where the next node is on the way already.
 */
function reachablePaths(graph: RegoObject, initial: readonly Value[], context: BuiltinContext): Value {
  const paths = newSet();
  const visit = (node: Value, path: readonly Value[]): void => {
    const neighbours = memberOf(graph, node);
    const next = neighbours === null ? [] : neighbours === undefined ? [] : itemsOfCollection(neighbours);
    if (next === undefined) throw new BuiltinError('neighbors of a node must be array/set');
    context.spend(next.length + path.length + 1);
    const isOnPath = newSet();
    for (const step of path) addItem(isOnPath, step);
    const ends = neighbours === undefined || !addItem(isOnPath, node);
    const longer = ends ? path : [...path, node];
    if (ends || next.length === 0) {
      if (longer.length > 0) addItem(paths, longer);
      return;
    }
    for (const neighbour of next) visit(neighbour, longer);
  };
  for (const node of initial) visit(node, []);
  return paths;
}

/** Each part of a value with the path to it, outer parts first. */
function parts(root: Value, context: BuiltinContext): Value {
  const found: Value[] = [];
  const visit = (value: Value, path: readonly Value[]): void => {
    context.spend(path.length + 1);
    found.push([path, value]);
    if (!isComposite(value)) return;
    if (isArray(value)) for (const [index, item] of value.entries()) visit(item, [...path, index]);
    else if (isSet(value)) for (const item of itemsOf(value)) visit(item, [...path, item]);
    else if (isObject(value)) for (const [key, member] of membersOf(value)) visit(member, [...path, key]);
  };
  visit(root, []);
  return found;
}

export const graphBuiltins: readonly Builtin[] = [
  define({
    name: 'graph.reachable',
    arity: 2,
    feature: 'opa',
    evaluate: ([graph, initial], context) => reachable(graph, initial, context),
  }),
  define({
    name: 'graph.reachable_paths',
    arity: 2,
    feature: 'opa',
    evaluate: ([graph, initial], context) =>
      reachablePaths(objectArgument('graph.reachable_paths', graph, 0), startsOf(initial), context),
  }),
  // The evaluator goes through the pairs where a second argument takes them.
  define({ name: 'walk', arity: 1, feature: 'opa', evaluate: ([value], context) => parts(value, context) }),
];
