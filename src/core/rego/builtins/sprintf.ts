/**
 * `sprintf` as regorus has it: a few of Go's verbs, with its own idea of signs, widths and of what does not fit the verb
 * (reference/agent-policy.md 5.3; the doubled sign of negative numbers is the engine's).
 */
import { bigIntOf, displayNumber, isInteger } from '../value/number.ts';
import {
  compareNumbers,
  isArray,
  isComposite,
  isNumber,
  itemsOf,
  membersOf,
  type RegoNumber,
  type Value,
} from '../value/value.ts';
import { arrayArgument, define, stringArgument } from './arguments.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from './builtin.ts';

type Width =
  { readonly kind: 'none' } | { readonly kind: 'zeros' | 'cell' | 'decimals'; readonly size: number };

/** Wider cells are no text that anybody wants; the native engine allocates them. */
const maxWidth = 2 ** 24;

/** What a verb makes of a value that is no number: strings and `%v` have text, everything else none. */
export function formatText(value: Value): string {
  if (typeof value === 'string') return value;
  if (isNumber(value)) return displayNumber(value);
  return nested(value);
}

function nested(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (!isComposite(value)) return isNumber(value) ? displayNumber(value) : String(value);
  if (isArray(value)) return `[${value.map(nested).join(', ')}]`;
  if (value.kind === 'set') return `{${itemsOf(value).map(nested).join(', ')}}`;
  return `{${[...membersOf(value)].map(([key, item]) => `${nested(key)}: ${nested(item)}`).join(', ')}}`;
}

/** Reads a format from left to right. */
interface Cursor {
  readonly characters: readonly string[];
  at: number;
}

function next(cursor: Cursor): string | undefined {
  const character = cursor.characters[cursor.at];
  if (character !== undefined) cursor.at += 1;
  return character;
}

function isNumeric(character: string | undefined): boolean {
  return character !== undefined && /^\p{N}$/u.test(character);
}

function digitOf(character: string): number {
  if (character >= '0' && character <= '9') return Number(character);
  throw new BuiltinError('could not get digit from char', undefined, 'crash');
}

/** The verb after `%` and what stands before it. */
function directive(cursor: Cursor): { verb: string; width: Width } {
  const first = next(cursor);
  if (first === undefined) throw new BuiltinError('missing format verb after `%` at end of format string', 0);
  if (first !== '.' && !isNumeric(first)) return { verb: first, width: { kind: 'none' } };
  let size = first === '.' ? 0 : digitOf(first);
  while (isNumeric(cursor.characters[cursor.at])) size = size * 10 + digitOf(next(cursor) ?? '');
  const verb = next(cursor);
  if (verb === undefined) {
    throw new BuiltinError('missing format verb after `%width` at end of format string', 0);
  }
  if (size > maxWidth) throw new BuiltinError('capacity overflow', undefined, 'crash');
  return { verb, width: { kind: widthKinds.get(first) ?? 'cell', size } };
}

const widthKinds: ReadonlyMap<string, 'zeros' | 'decimals'> = new Map([
  ['0', 'zeros'],
  ['.', 'decimals'],
]);

function padded(text: string, width: Width): string {
  if (width.kind === 'zeros') return text.padStart(width.size, '0');
  return width.kind === 'cell' ? text.padStart(width.size) : text;
}

function inRadix(number: RegoNumber, radix: number): string {
  return bigIntOf(number)?.toString(radix) ?? '';
}

/** Scientific notation of Rust: all digits of an integer, the shortest of a float, no sign or zeros in the exponent. */
function scientific(number: RegoNumber): string {
  const digits = bigIntOf(number)?.toString();
  if (digits === undefined) return floatExponent(Number(number));
  const parts = /^(-?)(\d)(\d*)$/.exec(digits);
  const [, sign = '', first = '', rest = ''] = parts ?? [];
  return `${sign}${first}${rest === '' ? '' : `.${rest}`}e${String(rest.length)}`;
}

function floatExponent(number: number): string {
  return Number.isFinite(number) ? number.toExponential().replace('e+', 'e') : displayNumber(number);
}

/** Rounds half away from zero first; an integer has no decimals. */
function withDecimals(number: RegoNumber, decimals: number): string {
  if (typeof number === 'bigint' || bigIntOf(number) !== undefined) return displayNumber(number);
  const factor = 10 ** decimals;
  const shifted = number * factor;
  const rounded = (shifted < 0 ? -Math.round(-shifted) : Math.round(shifted)) / factor;
  if (!Number.isFinite(rounded)) return displayNumber(rounded);
  const sign = rounded < 0 || Object.is(rounded, -0) ? '-' : '';
  const magnitude = Math.abs(rounded);
  if (magnitude >= 1e21)
    return `${sign}${BigInt(magnitude).toString()}${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}`;
  const shown = magnitude.toFixed(Math.min(decimals, 100));
  return sign + shown + '0'.repeat(Math.max(0, decimals - 100));
}

/** Exponents of the binary format up to here are zero and numbers next to it, which are not put in scientific notation. */
const leastScientific = 2 ** -990;

function general(number: RegoNumber): string {
  const float = typeof number === 'number' && Number.isFinite(number) ? number : undefined;
  if (float === undefined) {
    throw new BuiltinError('cannot print large float using g format specified');
  }
  return Math.abs(float) < leastScientific ? displayNumber(float) : floatExponent(float);
}

function formatNumber(verb: string, number: RegoNumber, width: Width): string | undefined {
  const sign = compareNumbers(number, 0) < 0 ? '-' : '';
  switch (verb) {
    case 'e':
      return scientific(number);
    case 'E':
      return scientific(number).replace('e', 'E');
    case 'f':
    case 'F':
      return width.kind === 'decimals'
        ? withDecimals(number, width.size)
        : padded(displayNumber(number), width);
    case 'g':
      return sign + general(number);
    case 'G':
      return sign + general(number).replace('e', 'E');
    default:
      return isInteger(number) ? formatInteger(verb, number, sign, width) : undefined;
  }
}

function formatInteger(verb: string, number: RegoNumber, sign: string, width: Width): string | undefined {
  switch (verb) {
    case 'b':
      return sign + inRadix(number, 2);
    case 'c':
      return characterOf(number);
    case 'd':
      return sign + padded(displayNumber(number), width);
    case 'o':
      return sign + padded(`0O${inRadix(number, 8)}`, width);
    case 'O':
      return sign + padded(`0o${inRadix(number, 8)}`, width);
    case 'x':
      return sign + padded(inRadix(number, 16), width);
    case 'X':
      return sign + padded(inRadix(number, 16).toUpperCase(), width);
    default:
      return undefined;
  }
}

function characterOf(number: RegoNumber): string {
  const value = bigIntOf(number);
  const code = value === undefined || value < 0n || value >= 2n ** 64n ? -1 : Number(value & 0xffff_ffffn);
  if (code < 0 || code > 0x10_ffff || (code >= 0xd800 && code <= 0xdfff)) {
    throw new BuiltinError(`invalid value ${displayNumber(number)} for format verb c.`, 1);
  }
  return String.fromCodePoint(code);
}

function format(verb: string, value: Value, width: Width, cursor: Cursor): string {
  if (verb === 's' || verb === 'v') return formatText(value);
  if (isNumber(value)) {
    const text = formatNumber(verb, value, width);
    if (text !== undefined) return text;
    throw new BuiltinError(`number specified for format verb ${verb}.`, 1);
  }
  if (verb === '+' && next(cursor) === 'v') {
    throw new BuiltinError('Go-syntax fields names format verm %#v is not supported.', 1);
  }
  if (verb === 'T' || verb === '#' || verb === 'q' || verb === 'p') {
    throw new BuiltinError('Go-syntax format verbs %#v. %q, %p and %T are not supported.', 1);
  }
  return '';
}

function sprintf(text: string, values: readonly Value[], context: BuiltinContext): string {
  const cursor: Cursor = { characters: Array.from(text), at: 0 };
  let result = '';
  let used = 0;
  for (let read = next(cursor); read !== undefined; read = next(cursor)) {
    if (read !== '%') {
      result += read;
    } else if (cursor.characters[cursor.at] === '%') {
      cursor.at += 1;
      result += '%';
    } else {
      const { verb, width } = directive(cursor);
      const value = values[used];
      if (value === undefined) {
        throw new BuiltinError(`no argument specified for format verb ${String(used)}`, 1);
      }
      used += 1;
      const formatted = format(verb, value, width, cursor);
      context.spend(formatted.length);
      result += formatted;
    }
  }
  if (used < values.length) {
    throw new BuiltinError(
      `extra arguments (${String(values.length)}) specified for ${String(used)} format verbs.`,
      1,
    );
  }
  return result;
}

export const sprintfBuiltins: readonly Builtin[] = [
  define({
    name: 'sprintf',
    arity: 2,
    evaluate: ([text, values], context) => {
      const pattern = stringArgument('sprintf', text, 0);
      return sprintf(pattern, arrayArgument('sprintf', values, 1), context);
    },
  }),
];
