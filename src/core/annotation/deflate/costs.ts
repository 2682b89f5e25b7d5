/**
 * What a symbol costs, in 64ths of a bit. Integers only: two engines may disagree on the last digit of a logarithm,
 * and then on the parse and so on the bytes.
 */
import {
  distanceExtraBits,
  distanceSymbols,
  lengthExtraBits,
  lengthSymbolOf,
  literalSymbols,
  maxMatch,
  minMatch,
} from './symbols.ts';

export const costBits = 6;
export const oneBit = 1 << costBits;

const tableBits = 12;
const log2Table = makeLog2Table();

/** log2 of 4096 to 8191, less 12, in 64ths, rounded down: squaring doubles the logarithm, each carry is a digit. */
function makeLog2Table(): Uint8Array {
  const table = new Uint8Array(1 << tableBits);
  for (let at = 0; at < table.length; at++) {
    // A fraction of 24 bits squared stays below 2^53, exact in a double.
    let mantissa = (table.length + at) * 2 ** (24 - tableBits);
    let digits = 0;
    for (let bit = 0; bit < costBits; bit++) {
      mantissa = Math.floor((mantissa * mantissa) / 2 ** 24);
      digits <<= 1;
      if (mantissa >= 2 ** 25) {
        mantissa = Math.floor(mantissa / 2);
        digits |= 1;
      }
    }
    table[at] = digits;
  }
  return table;
}

/** log2 of a positive integer below 2^31 in 64ths of a bit. */
export function log2(value: number): number {
  const exponent = 31 - Math.clz32(value);
  const index = exponent > tableBits ? value >>> (exponent - tableBits) : value << (tableBits - exponent);
  return (exponent << costBits) + log2Table[index - (1 << tableBits)]!;
}

/** How often each symbol occurs in a block. */
export interface Counts {
  readonly literals: Int32Array;
  readonly distances: Int32Array;
}

export function emptyCounts(): Counts {
  return { literals: new Int32Array(literalSymbols), distances: new Int32Array(distanceSymbols) };
}

/** What each choice costs in one block, extra bits included. */
export interface Costs {
  /** By byte. */
  readonly literal: Int32Array;
  /** By length. */
  readonly length: Int32Array;
  /** By distance symbol. */
  readonly distance: Int32Array;
}

/** The costs under an ideal code for the counts; a symbol that does not occur costs as if it occurred half a time. */
export function costsOf(counts: Counts): Costs {
  const literals = symbolCosts(counts.literals);
  const distances = symbolCosts(counts.distances);
  const length = new Int32Array(maxMatch + 1);
  for (let value = minMatch; value <= maxMatch; value++) {
    const symbol = lengthSymbolOf[value]!;
    length[value] = literals[257 + symbol]! + (lengthExtraBits[symbol]! << costBits);
  }
  for (let symbol = 0; symbol < distanceSymbols; symbol++) {
    distances[symbol] = distances[symbol]! + (distanceExtraBits[symbol]! << costBits);
  }
  return { literal: literals.subarray(0, 256), length, distance: distances };
}

function symbolCosts(counts: Int32Array): Int32Array {
  let total = 0;
  for (const count of counts) total += count;
  const whole = log2(Math.max(1, total));
  return counts.map((count) => (count === 0 ? whole + oneBit : Math.max(1, whole - log2(count))));
}
