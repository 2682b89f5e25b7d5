/** `bits.*`, on integers of any size. */
import { readableJson } from '../value/json.ts';
import { bigIntOf, isInteger, numberFromBigInt } from '../value/number.ts';
import type { Value } from '../value/value.ts';
import { define, numberArgument, strictly } from './arguments.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from './builtin.ts';

/** A shift takes a 32-bit count; beyond this one the result would not fit the memory of any guest. */
const maxCount = 2n ** 32n;
const maxShift = 2n ** 24n;

/** The operand as an integer; undefined where the engine has none for it. */
function operand(name: string, value: Value, index: number, context: BuiltinContext): bigint | undefined {
  const number = numberArgument(name, value, index);
  if (!isInteger(number)) {
    return strictly(context, `\`${name}\` expects integer arguments. Got \`${readableJson(value)}\``, index);
  }
  return bigIntOf(number);
}

function binary(
  name: string,
  join: (a: bigint, b: bigint, context: BuiltinContext) => bigint | undefined,
): Builtin {
  return define({
    name,
    arity: 2,
    evaluate: ([left, right], context) => {
      numberArgument(name, left, 0);
      numberArgument(name, right, 1);
      const a = operand(name, left, 0, context);
      const b = operand(name, right, 1, context);
      if (a === undefined || b === undefined) return undefined;
      const result = join(a, b, context);
      return result === undefined ? undefined : numberFromBigInt(result);
    },
  });
}

function shift(name: string, move: (value: bigint, count: bigint) => bigint): Builtin {
  return binary(name, (value, count, context) => {
    if (count < 0n) {
      return strictly(
        context,
        `\`${name}\` expects non-negative integer arguments. Got \`${String(count)}\``,
        1,
      );
    }
    return count < maxCount ? move(value, count) : undefined;
  });
}

export const bitBuiltins: readonly Builtin[] = [
  binary('bits.and', (a, b) => a & b),
  binary('bits.or', (a, b) => a | b),
  binary('bits.xor', (a, b) => a ^ b),
  define({
    name: 'bits.negate',
    arity: 1,
    evaluate: ([value], context) => {
      const number = operand('bits.negate', value, 0, context);
      return number === undefined ? undefined : numberFromBigInt(~number);
    },
  }),
  shift('bits.lsh', (value, count) => {
    if (value === 0n) return 0n;
    if (count > maxShift) throw new BuiltinError('memory allocation failed', undefined, 'crash');
    return value << count;
  }),
  shift('bits.rsh', (value, count) => value >> count),
];
