/** `count`, `max`, `min`, `product`, `sort` and `sum`. */
import { readableJson } from '../value/json.ts';
import { addNumbers, multiplyNumbers } from '../value/number.ts';
import {
  compareValues,
  isComposite,
  isSet,
  itemsOf,
  type RegoNumber,
  sizeOf,
  type Value,
} from '../value/value.ts';
import { define, itemsOfCollection, numberArgument, strictly } from './arguments.ts';
import { type Builtin, BuiltinError } from './builtin.ts';

function collection(name: string, value: Value): readonly Value[] {
  const items = itemsOfCollection(value);
  if (items !== undefined) return items;
  throw new BuiltinError(`\`${name}\` requires array/set argument. Got \`${readableJson(value)}\`.`, 0);
}

function extreme(name: string, sign: 1 | -1): Builtin {
  return define({
    name,
    arity: 1,
    evaluate: ([value]) => {
      const items = collection(name, value);
      let best = items[0];
      for (const item of items) if (best !== undefined && sign * compareValues(item, best) > 0) best = item;
      return best;
    },
  });
}

function fold(name: string, start: RegoNumber, join: (a: RegoNumber, b: RegoNumber) => RegoNumber): Builtin {
  return define({
    name,
    arity: 1,
    evaluate: ([value]) => {
      let total = start;
      for (const item of collection(name, value)) total = join(total, numberArgument(name, item, 0));
      return total;
    },
  });
}

export const aggregateBuiltins: readonly Builtin[] = [
  define({
    name: 'count',
    arity: 1,
    evaluate: ([value], context) => {
      // Length in UTF-16 code units, as regorus counts.
      if (typeof value === 'string') return value.length;
      if (isComposite(value)) return sizeOf(value);
      return strictly(
        context,
        `\`count\` requires array/object/set/string argument. Got \`${readableJson(value)}\`.`,
        0,
      );
    },
  }),
  extreme('max', 1),
  extreme('min', -1),
  fold('product', 1, multiplyNumbers),
  fold('sum', 0, addNumbers),
  define({
    name: 'sort',
    arity: 1,
    evaluate: ([value]) =>
      isSet(value) ? itemsOf(value) : collection('sort', value).toSorted(compareValues),
  }),
];
