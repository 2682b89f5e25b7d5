/** `abs`, `ceil`, `floor`, `round`, `numbers.*` and `rand.intn`. */
import { addNumbers, isInteger, subtractNumbers } from '../value/number.ts';
import { compareNumbers, type RegoNumber, type Value } from '../value/value.ts';
import { define, numberArgument, signed64, strictly, stringArgument } from './arguments.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from './builtin.ts';

/** Longer ranges do not fit the memory of any guest; the native engine dies of them. */
const maxRange = 2 ** 26;

function rounding(name: string, round: (value: number) => number): Builtin {
  return define({
    name,
    arity: 1,
    evaluate: ([value]) => {
      const number = numberArgument(name, value, 0);
      return typeof number === 'bigint' ? number : round(number) + 0;
    },
  });
}

/** Halves go away from zero. */
function roundHalfAway(value: number): number {
  return value < 0 ? -Math.round(-value) : Math.round(value);
}

function range(first: RegoNumber, last: RegoNumber, step: number, context: BuiltinContext): Value {
  const distance = signed64(subtractNumbers(last, first));
  if (distance === undefined) throw new BuiltinError('could not determine number of elements');
  const length = Math.trunc(Math.abs(distance) / step) + 1;
  context.spend(Math.max(0, length));
  // A negative length is a very large one there. A negative step may still fit a short distance.
  if (length > maxRange || length < 0) throw new BuiltinError('capacity overflow', undefined, 'crash');
  const signed = distance >= 0 ? step : -step;
  const values: RegoNumber[] = [];
  let value = first;
  while (signed > 0 ? compareNumbers(value, last) <= 0 : compareNumbers(value, last) >= 0) {
    values.push(value);
    const next = addNumbers(value, signed);
    if (next === value) break;
    value = next;
  }
  return values;
}

function integerEnds(first: RegoNumber, last: RegoNumber, context: BuiltinContext): boolean {
  if (!isInteger(first)) strictly(context, 'operand must be integer', 0);
  if (!isInteger(last)) strictly(context, 'operand must be integer', 1);
  return isInteger(first) && isInteger(last);
}

export const numberBuiltins: readonly Builtin[] = [
  define({
    name: 'abs',
    arity: 1,
    evaluate: ([value]) => {
      const number = numberArgument('abs', value, 0);
      if (typeof number === 'bigint') return number < 0n ? -number : number;
      return Math.abs(number);
    },
  }),
  rounding('ceil', Math.ceil),
  rounding('floor', Math.floor),
  rounding('round', roundHalfAway),
  define({
    name: 'numbers.range',
    arity: 2,
    evaluate: ([from, to], context) => {
      const first = numberArgument('numbers.range', from, 0);
      const last = numberArgument('numbers.range', to, 1);
      return integerEnds(first, last, context) ? range(first, last, 1, context) : undefined;
    },
  }),
  define({
    name: 'numbers.range_step',
    arity: 3,
    evaluate: ([from, to, by], context) => {
      const first = numberArgument('numbers.range_step', from, 0);
      const last = numberArgument('numbers.range_step', to, 1);
      const step = numberArgument('numbers.range_step', by, 2);
      if (!integerEnds(first, last, context)) return undefined;
      if (!isInteger(step) || compareNumbers(step, 0) <= 0) {
        strictly(context, 'step must be a positive integer', 2);
      }
      const increment = signed64(step);
      if (increment === undefined) throw new BuiltinError('could not determine number of elements');
      if (increment === 0) throw new BuiltinError('attempt to divide by zero', undefined, 'crash');
      return range(first, last, increment, context);
    },
  }),
  define({
    name: 'rand.intn',
    arity: 2,
    feature: 'std',
    deterministic: false,
    evaluate: ([key, below], context) => {
      stringArgument('rand.intn', key, 0);
      const limit = signed64(numberArgument('rand.intn', below, 0));
      if (limit === undefined || limit < 0) return undefined;
      return Math.floor(context.random() * limit);
    },
  }),
];
