/** `intersection` and `union` of sets of sets, and regorus's own names for the operators. */
import { readableJson } from '../value/json.ts';
import { intersectionOf, unionOf } from '../value/set.ts';
import { emptySet, isSet, itemsOf, type RegoSet, type Value } from '../value/value.ts';
import { define, setArgument } from './arguments.ts';
import { type Builtin, BuiltinError } from './builtin.ts';

function setsOf(name: string, value: Value): readonly RegoSet[] {
  const sets = itemsOf(setArgument(name, value, 0));
  if (!sets.every(isSet)) {
    throw new BuiltinError(`\`${name}\` expects set of sets. Got \`${readableJson(value)}\``);
  }
  return sets;
}

function operator(name: string, join: (a: RegoSet, b: RegoSet) => RegoSet): Builtin {
  return define({
    name,
    arity: 2,
    evaluate: ([a, b]) => join(setArgument(name, a, 0), setArgument(name, b, 1)),
  });
}

export const setBuiltins: readonly Builtin[] = [
  define({
    name: 'intersection',
    arity: 1,
    evaluate: ([value]) => {
      const [first = emptySet, ...rest] = setsOf('intersection', value);
      return rest.reduce(intersectionOf, first);
    },
  }),
  define({
    name: 'union',
    arity: 1,
    evaluate: ([value]) => setsOf('union', value).reduce(unionOf, emptySet),
  }),
  operator('__builtin_sets.intersection', intersectionOf),
  operator('__builtin_sets.union', unionOf),
];
