/** `graph.reachable` and the retired functions on collections that only OPA has. */
import { differenceOf } from '../value/set.ts';
import { addItem, isArray, isSet, memberOf, newSet, type Value } from '../value/value.ts';
import { define, itemsOfCollection, objectArgument, setArgument } from './arguments.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from './builtin.ts';

function items(name: string, value: Value, index: number): readonly Value[] {
  const list = itemsOfCollection(value);
  if (list === undefined) throw new BuiltinError(`\`${name}\` expects array/set argument`, index);
  return list;
}

/** Nodes that the graph knows and that edges lead to from the given ones. */
function reachable(graph: Value, initial: Value, context: BuiltinContext): Value {
  const edges = objectArgument('graph.reachable', graph, 0);
  const found = newSet();
  const pending = [...items('graph.reachable', initial, 1)];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const neighbours = memberOf(edges, node);
    if (neighbours === undefined || !addItem(found, node)) continue;
    const next = itemsOfCollection(neighbours) ?? [];
    context.spend(next.length + 1);
    pending.push(...next);
  }
  return found;
}

export const collectionBuiltins: readonly Builtin[] = [
  define({
    name: 'graph.reachable',
    arity: 2,
    feature: 'opa',
    evaluate: ([graph, initial], context) => reachable(graph, initial, context),
  }),
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
];
