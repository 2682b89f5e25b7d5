/**
 * Numbers of Rego as regorus computes with them: integers are exact at any size, everything else is a 64-bit float, and a
 * float result that is an integer up to 2^53 becomes an exact integer.
 *
 * The engine also remembers that `1.0` was read as a float, which we do not: it then prints `%.2f` of it as `1.00` (of `1`
 * as `1`), refuses it as a count of bits to shift by, and adds it to an integer beyond 2^53 as floats add. Minus zero is
 * kept as a value, but is plain zero in a set or as a key.
 */
import type { RegoNumber } from './value.ts';

/** Floats up to here are taken for the integers that they are; beyond, only a `bigint` is exact. */
const maxExact = 2 ** 53;
const maxExactBig = 2n ** 53n;

/** A `number` where that is exact, otherwise the `bigint`. */
export function numberFromBigInt(value: bigint): RegoNumber {
  return value <= maxExactBig && value >= -maxExactBig ? Number(value) : value;
}

/** Whether the value has no fraction; infinities and NaN are not integers. */
export function isInteger(value: RegoNumber): boolean {
  return typeof value === 'bigint' || Number.isInteger(value);
}

export function isZero(value: RegoNumber): boolean {
  return value === 0 || value === 0n;
}

/** The exact integer, or undefined for fractions and for floats beyond 2^53, whose digits mean nothing. */
export function bigIntOf(value: RegoNumber): bigint | undefined {
  if (typeof value === 'bigint') return value;
  return isExact(value) ? BigInt(value) : undefined;
}

function isExact(value: number): boolean {
  return value <= maxExact && value >= -maxExact && Number.isInteger(value);
}

export function addNumbers(a: RegoNumber, b: RegoNumber): RegoNumber {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    // Adding zero turns -0 into 0, which is what an integer result is.
    if ((sum < maxExact && sum > -maxExact) || !isExact(a) || !isExact(b)) return sum + 0;
  }
  const left = bigIntOf(a);
  const right = bigIntOf(b);
  if (left !== undefined && right !== undefined) return numberFromBigInt(left + right);
  return Number(a) + Number(b) + 0;
}

export function subtractNumbers(a: RegoNumber, b: RegoNumber): RegoNumber {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if ((difference < maxExact && difference > -maxExact) || !isExact(a) || !isExact(b))
      return difference + 0;
  }
  const left = bigIntOf(a);
  const right = bigIntOf(b);
  if (left !== undefined && right !== undefined) return numberFromBigInt(left - right);
  return Number(a) - Number(b) + 0;
}

export function multiplyNumbers(a: RegoNumber, b: RegoNumber): RegoNumber {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if ((product < maxExact && product > -maxExact) || !isExact(a) || !isExact(b)) return product + 0;
  }
  const left = bigIntOf(a);
  const right = bigIntOf(b);
  if (left !== undefined && right !== undefined) return numberFromBigInt(left * right);
  return Number(a) * Number(b) + 0;
}

/** Exact when it comes out even, otherwise the nearest float. The divisor must not be zero. */
export function divideNumbers(a: RegoNumber, b: RegoNumber): RegoNumber {
  if (typeof a === 'number' && typeof b === 'number') {
    // Zero divided by a negative integer is the integer zero; a float keeps its sign.
    return Object.is(a, 0) && isExact(b) ? 0 : a / b;
  }
  const left = bigIntOf(a);
  const right = bigIntOf(b);
  if (left !== undefined && right !== undefined && left % right === 0n) return numberFromBigInt(left / right);
  return Number(a) / Number(b);
}

/** The remainder with the sign of the dividend; undefined where an operand is no exact integer. */
export function moduloNumbers(a: RegoNumber, b: RegoNumber): RegoNumber | undefined {
  if (typeof a === 'number' && typeof b === 'number' && isExact(a) && isExact(b)) return (a % b) + 0;
  const left = bigIntOf(a);
  const right = bigIntOf(b);
  return left === undefined || right === undefined ? undefined : numberFromBigInt(left % right);
}

/**
 * The value of a number literal of a policy, which has the syntax of JSON. Unlike numbers of JSON input, integers written
 * with an exponent stay exact, and fractions are rounded correctly.
 */
export function numberFromLiteral(text: string): RegoNumber {
  return numberFromText(text) ?? Number.NaN;
}

/** Digits beyond this exponent are not built: no literal that large passes, and a unit that large is an error here. */
const maxExponent = 5_000;

/**
 * A number as regorus reads text that it trusts: blanks around it, `_` between digits, a leading `+` and a missing digit
 * before the point are fine. Undefined for anything else.
 */
export function numberFromText(text: string): RegoNumber | undefined {
  const parts = numberShape.exec(text.trim().replaceAll('_', ''));
  if (parts === null) return undefined;
  const [written, sign = '', whole = '', fraction = '', exponentText] = parts;
  if (whole === '' && fraction === '') return undefined;
  if (exponentText === undefined) {
    if (written.includes('.')) return Number(written);
    return whole.length < 16 ? Number(written) + 0 : numberFromBigInt(BigInt(sign === '-' ? written : whole));
  }
  const digits = fraction.replace(/0+$/, '');
  const exponent = Number(exponentText) - digits.length;
  if (exponent < 0 || exponent > maxExponent) return Number(written);
  const value = BigInt(whole + digits) * 10n ** BigInt(exponent);
  return numberFromBigInt(sign === '-' ? -value : value);
}

const numberShape = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** Decimal digits without an exponent, as Rust displays numbers: `inf`, `-inf` and `NaN` for what has none. */
export function displayNumber(value: RegoNumber): string {
  if (typeof value === 'bigint') return value.toString();
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  const text = Object.is(value, -0) ? '-0' : String(value);
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (parts === null) return text;
  const [, sign = '', first = '', rest = '', exponentText = ''] = parts;
  const exponent = Number(exponentText);
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${first}${rest}`;
  return sign + (first + rest).padEnd(exponent + 1, '0');
}

/** A number as serde_json reads it, or the words with which it refuses it. */
export type SerdeNumber =
  | { readonly kind: 'number'; readonly value: RegoNumber; readonly end: number }
  | { readonly kind: 'refused'; readonly message: string; readonly at: number };

const maxUnsigned = 2n ** 64n - 1n;
const minSigned = -(2n ** 63n);
/** The most digits that always fit 64 bits, and the most that may. */
const surelyFits = 19;

/**
 * Reads a number of JSON text at `from` as serde_json does: integers up to 64 bits are exact, everything else becomes a
 * float by a fast way that is not always correctly rounded.
 *
 * @see https://github.com/serde-rs/json/blob/master/src/de.rs
 */
export function readSerdeNumber(text: string, from: number): SerdeNumber {
  let at = from;
  const negative = text.charCodeAt(at) === 0x2d;
  if (negative) at += 1;
  const wholeFrom = at;
  while (isDigit(text, at)) at += 1;
  const wholeTo = at;
  if (wholeTo === wholeFrom) return refusal(text, at, 'invalid number');
  if (text.charCodeAt(wholeFrom) === 0x30 && wholeTo > wholeFrom + 1)
    return refusal(text, wholeFrom + 1, 'invalid number');
  const next = text.charCodeAt(at) | 0x20;
  if (text.charCodeAt(at) !== 0x2e && next !== 0x65) {
    const value = wholeTo - wholeFrom < 16 ? Number(text.slice(wholeFrom, wholeTo)) : undefined;
    if (value !== undefined) return { kind: 'number', value: negative ? -value : value, end: at };
    const big = BigInt(text.slice(from, wholeTo));
    if (big <= maxUnsigned && big >= minSigned)
      return { kind: 'number', value: numberFromBigInt(big), end: at };
  }
  return readFloat(text, negative, wholeFrom, wholeTo);
}

function readFloat(text: string, negative: boolean, wholeFrom: number, wholeTo: number): SerdeNumber {
  let { significand, taken } = takeDigits(0n, text, wholeFrom, wholeTo);
  let exponent = wholeTo - wholeFrom - taken;
  // A whole part that still fits 64 bits but is too small for i64 becomes a float of all its digits.
  let at = wholeTo;
  if (text.charCodeAt(at) === 0x2e) {
    at += 1;
    const fractionFrom = at;
    while (isDigit(text, at)) at += 1;
    if (at === fractionFrom) return refusal(text, at, 'invalid number');
    ({ significand, taken } = takeDigits(significand, text, fractionFrom, at));
    const before = exponent;
    exponent -= taken;
    // The recorded version takes an exponent that returns to zero for a missing fraction.
    if (exponent === 0 && before > 0 && taken === at - fractionFrom)
      return refusal(text, at, 'invalid number');
  }
  if ((text.charCodeAt(at) | 0x20) === 0x65) {
    at += 1;
    const sign = text.charCodeAt(at);
    if (sign === 0x2b || sign === 0x2d) at += 1;
    const exponentFrom = at;
    while (isDigit(text, at)) at += 1;
    if (at === exponentFrom) return refusal(text, at, 'invalid number');
    const written = Number(text.slice(exponentFrom, at));
    exponent += sign === 0x2d ? -written : written;
  }
  const value = floatFromParts(significand, exponent);
  if (value === undefined) return { kind: 'refused', message: 'number out of range', at };
  return { kind: 'number', value: negative ? -value : value, end: at };
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

function refusal(text: string, at: number, message: string): SerdeNumber {
  return { kind: 'refused', message: at >= text.length ? 'EOF while parsing a value' : message, at };
}

/** Appends digits to a significand for as long as it fits 64 bits. */
function takeDigits(
  start: bigint,
  text: string,
  from: number,
  to: number,
): { significand: bigint; taken: number } {
  if (start === 0n && to - from <= surelyFits)
    return { significand: BigInt(text.slice(from, to)), taken: to - from };
  let significand = start;
  for (let at = from; at < to; at += 1) {
    const next = significand * 10n + BigInt(text.charCodeAt(at) - 0x30);
    if (next > maxUnsigned) return { significand, taken: at - from };
    significand = next;
  }
  return { significand, taken: to - from };
}

/** One multiplication or division by a power of ten, so rounded twice; undefined when it is too large for a float. */
function floatFromParts(significand: bigint, exponent: number): number | undefined {
  let value = Number(significand);
  let left = exponent;
  while (left < -308) {
    if (value === 0) return 0;
    value /= 1e308;
    left += 308;
  }
  if (left < 0) return value / powerOfTen(-left);
  if (left > 308) return value === 0 ? 0 : undefined;
  value *= powerOfTen(left);
  return Number.isFinite(value) ? value : undefined;
}

function powerOfTen(exponent: number): number {
  return Number(`1e${String(exponent)}`);
}

/**
 * The text of a number in JSON as the engine writes it: it displays all digits, reads them back as serde_json does, and
 * writes the result, so integers beyond 64 bits become floats.
 *
 * @returns undefined for a number that cannot be serialised, such as an infinity
 */
export function jsonNumber(value: RegoNumber): string | undefined {
  if (typeof value === 'number') {
    if (isExact(value)) return Object.is(value, -0) ? '-0.0' : String(value);
    if (!Number.isFinite(value)) return undefined;
    const text = String(value);
    // Up to 15 digits and few decimals the reading back is exact.
    if (text.length <= 16 && !text.includes('e') && Math.abs(value) >= 1e-5) return text;
  }
  const read = readSerdeNumber(displayNumber(value), 0);
  if (read.kind === 'refused') return undefined;
  return typeof read.value === 'bigint' ? read.value.toString() : floatText(read.value, value);
}

/** Shortest digits; an exponent below 1e-5 and from 1e16 on. */
function floatText(value: number, written: RegoNumber): string {
  if (isExact(value) && isInteger(written)) return Object.is(value, -0) ? '-0.0' : String(value);
  const [mantissa = '', exponentText = ''] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent < -5 || exponent >= 16) return `${mantissa}e${exponentText}`;
  const text = String(value);
  return text.includes('.') ? text : `${text}.0`;
}
