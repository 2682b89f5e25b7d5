/** `units.parse` and `units.parse_bytes`. */
import { multiplyNumbers, numberFromBigInt, numberFromText } from '../value/number.ts';
import type { RegoNumber, Value } from '../value/value.ts';
import { define, strictly, stringArgument } from './arguments.ts';
import { type Builtin, BuiltinError } from './builtin.ts';

/** Case matters; those of SI that OPA lacks are regorus's own. */
const decimalSuffixes: ReadonlyMap<string, number> = new Map([
  ['', 0],
  ...Object.entries({ E: 18, e: 18, P: 15, p: 15, T: 12, t: 12, G: 9, g: 9, M: 6, K: 3, k: 3, m: -3 }),
  ...Object.entries({ Q: 30, R: 27, Y: 24, Z: 21, h: 2, da: 1, d: -1, c: -2 }),
  ...Object.entries({ '\u03bc': -6, n: -9, f: -15, a: -18, z: -21, y: -24, r: -27, q: -30 }),
]);

/** In lower case. */
const binarySuffixes: ReadonlyMap<string, number> = new Map(
  Object.entries({ ki: 10, mi: 20, gi: 30, ti: 40, pi: 50, ei: 60, zi: 70, yi: 80 }),
);

const decimalByteSuffixes: ReadonlyMap<string, number> = new Map(
  Object.entries({ k: 3, m: 6, g: 9, t: 12, p: 15, e: 18, z: 21, y: 24, r: 27, q: 30 }).flatMap(
    ([suffix, exponent]) => [
      [suffix, exponent],
      [`${suffix}b`, exponent],
    ],
  ),
);

const binaryByteSuffixes: ReadonlyMap<string, number> = new Map([
  ['', 0],
  ...[...binarySuffixes].flatMap(([suffix, exponent]): [string, number][] => [
    [suffix, exponent],
    [`${suffix}b`, exponent],
  ]),
]);

interface Quantity {
  readonly number: string;
  readonly suffix: string;
}

/** Everything after the last digit is the suffix. */
function quantityOf(name: string, value: Value): Quantity {
  let text = stringArgument(name, value, 0);
  if (text.length >= 2 && text.startsWith('"') && text.endsWith('"')) text = text.slice(1, -1);
  if (/\p{White_Space}/u.test(text)) throw new BuiltinError('spaces not allowed in resource strings');
  const [suffix = ''] = /[^0-9]*$/.exec(text) ?? [];
  if (suffix.length === text.length) return { number: text, suffix: '' };
  return { number: text.slice(0, text.length - suffix.length), suffix };
}

/** The number with its decimal exponent raised. */
function scaled(number: string, exponent: number): RegoNumber | undefined {
  if (exponent === 0) return numberFromText(number);
  const parts = /^([^eE]*)[eE]([+-]?\d+)$/.exec(number);
  const mantissa = parts?.[1] ?? number;
  if (mantissa === '') return undefined;
  const raised = Number(parts?.[2] ?? 0) + exponent;
  return numberFromText(raised === 0 ? mantissa : `${mantissa}e${String(raised)}`);
}

function rounded(number: RegoNumber): RegoNumber {
  if (typeof number === 'bigint') return number;
  return (number < 0 ? -Math.round(-number) : Math.round(number)) + 0;
}

/** ASCII letters only, as the engine lowers suffixes. */
function lowered(suffix: string): string {
  return suffix.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

export const unitBuiltins: readonly Builtin[] = [
  define({
    name: 'units.parse',
    arity: 1,
    evaluate: ([value]) => {
      const { number, suffix } = quantityOf('units.parse', value);
      const decimal = decimalSuffixes.get(suffix);
      const binary = binarySuffixes.get(lowered(suffix));
      if (decimal === undefined && binary === undefined) return undefined;
      const parsed = decimal === undefined ? numberFromText(number) : scaled(number, decimal);
      if (parsed === undefined) throw new BuiltinError('could not parse number', 0);
      return decimal === undefined ? multiplyNumbers(parsed, powerOfTwo(binary ?? 0)) : parsed;
    },
  }),
  define({
    name: 'units.parse_bytes',
    arity: 1,
    evaluate: ([value], context) => {
      const { number, suffix } = quantityOf('units.parse_bytes', value);
      const binary = binaryByteSuffixes.get(lowered(suffix));
      const decimal = decimalByteSuffixes.get(lowered(suffix));
      if (binary === undefined && decimal === undefined) return undefined;
      const parsed = binary === undefined ? scaled(number, decimal ?? 0) : numberFromText(number);
      if (parsed === undefined) return strictly(context, 'could not parse number');
      return rounded(binary === undefined ? parsed : multiplyNumbers(parsed, powerOfTwo(binary)));
    },
  }),
];

/** Exact, and so a `bigint` beyond 2^53. */
function powerOfTwo(exponent: number): RegoNumber {
  return numberFromBigInt(2n ** BigInt(exponent));
}
