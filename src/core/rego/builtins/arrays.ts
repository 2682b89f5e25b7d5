/** `array.*`. */
import { isInteger } from '../value/number.ts';
import { arrayArgument, define, numberArgument, signed64 } from './arguments.ts';
import type { Builtin } from './builtin.ts';

export const arrayBuiltins: readonly Builtin[] = [
  define({
    name: 'array.concat',
    arity: 2,
    evaluate: ([a, b]) => {
      const head = arrayArgument('array.concat', a, 0);
      return head.concat(arrayArgument('array.concat', b, 1));
    },
  }),
  define({
    name: 'array.reverse',
    arity: 1,
    evaluate: ([array]) => arrayArgument('array.reverse', array, 0).toReversed(),
  }),
  define({
    name: 'array.slice',
    arity: 3,
    evaluate: ([value, from, to]) => {
      const array = arrayArgument('array.slice', value, 0);
      const start = numberArgument('array.slice', from, 1);
      const stop = numberArgument('array.slice', to, 2);
      if (!isInteger(start) || !isInteger(stop)) return undefined;
      const first = signed64(start);
      const last = signed64(stop);
      if (first === undefined || last === undefined) return undefined;
      return array.slice(Math.max(0, first), Math.max(0, last));
    },
  }),
];
