/** How a dynamic block writes down its two codes: run lengths of code lengths, under a code of their own. */
import { codeLengths } from './prefix-code.ts';
import { endOfBlock } from './symbols.ts';

/** The order in which the lengths of the code for lengths are written (RFC 1951 section 3.2.7). */
export const codeLengthOrder = Uint8Array.of(
  ...[16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15],
);

/** Extra bits of the symbols 16 (repeat), 17 (zeros) and 18 (many zeros). */
export const repeatExtraBits = Uint8Array.of(2, 3, 7);
const repeatFrom = Uint8Array.of(3, 3, 11);
const repeatTo = Uint8Array.of(6, 10, 138);

export interface CodeDescription {
  /** Codes written of each alphabet; unused ones at the end are left out. */
  readonly literals: number;
  readonly distances: number;
  /** `symbol | extra << 8` in order. */
  readonly tokens: Uint16Array;
  /** Lengths of the code for `tokens`, and how many of them are written. */
  readonly lengths: Uint8Array;
  readonly lengthsWritten: number;
  /** Size in bits, from the count of literals to the last token. */
  readonly bits: number;
}

/** First guess of what the 19 symbols cost; short runs of equal lengths are the usual case. */
const firstCosts = Uint8Array.of(5, 6, 6, 5, 4, 4, 3, 3, 3, 3, 4, 4, 5, 5, 6, 7, 3, 4, 3);

/** The shortest description found for two codes. */
export function describeCodes(literalLengths: Uint8Array, distanceLengths: Uint8Array): CodeDescription {
  const literals = Math.max(endOfBlock + 1, usedLength(literalLengths));
  const distances = Math.max(1, usedLength(distanceLengths));
  const all = new Uint8Array(literals + distances);
  all.set(literalLengths.subarray(0, literals));
  all.set(distanceLengths.subarray(0, distances), literals);

  let best: CodeDescription | undefined;
  let costs = firstCosts;
  // Costs and runs settle after a few turns.
  for (let turn = 0; turn < 4; turn++) {
    const tokens = cheapestRuns(all, costs);
    const counts = new Int32Array(19);
    for (const token of tokens) counts[token & 0xff]!++;
    const lengths = codeLengths(counts, 7);
    // A lone code of one bit would be incomplete, which zlib refuses here: give it a partner.
    if (counts.filter((count) => count > 0).length === 1) lengths[counts[0] === 0 ? 0 : 1] = 1;
    let lengthsWritten = 19;
    while (lengthsWritten > 4 && lengths[codeLengthOrder[lengthsWritten - 1]!] === 0) lengthsWritten--;
    let bits = 14 + 3 * lengthsWritten;
    counts.forEach((count, symbol) => {
      bits += count * (lengths[symbol]! + (symbol < 16 ? 0 : repeatExtraBits[symbol - 16]!));
    });
    if (best !== undefined && bits >= best.bits) break;
    best = { literals, distances, tokens, lengths, lengthsWritten, bits };
    costs = lengths.map((length) => (length === 0 ? 7 : length));
  }
  return best!;
}

function usedLength(lengths: Uint8Array): number {
  let used = lengths.length;
  while (used > 0 && lengths[used - 1] === 0) used--;
  return used;
}

/** A shortest path over the lengths, where an edge is one length or one run. */
function cheapestRuns(all: Uint8Array, costs: Uint8Array): Uint16Array {
  const reached = new Int32Array(all.length + 1).fill(0x7fffffff);
  const tokenTo = new Uint16Array(all.length + 1);
  const stepTo = new Uint8Array(all.length + 1);
  reached[0] = 0;
  const offer = (from: number, step: number, token: number, cost: number): void => {
    const sum = reached[from]! + cost;
    if (sum >= reached[from + step]!) return;
    reached[from + step] = sum;
    tokenTo[from + step] = token;
    stepTo[from + step] = step;
  };
  for (let at = 0; at < all.length; at++) {
    const value = all[at]!;
    offer(at, 1, value, costs[value]!);
    let run = 1;
    while (run < 138 && all[at + run] === value) run++;
    const first = value === 0 ? 1 : 0;
    for (let repeat = first; repeat < 3; repeat++) {
      if (repeat === 0 ? at === 0 || all[at - 1] !== value : value !== 0) continue;
      const to = Math.min(run, repeatTo[repeat]!);
      // A run costs the same at any length, so only one that leaves enough for another is worth cutting short.
      const from = Math.max(repeatFrom[repeat]!, to - 10);
      const cost = costs[16 + repeat]! + repeatExtraBits[repeat]!;
      for (let length = from; length <= to; length++) {
        offer(at, length, (16 + repeat) | ((length - repeatFrom[repeat]!) << 8), cost);
      }
    }
  }
  const tokens: number[] = [];
  for (let at = all.length; at > 0; at -= stepTo[at]!) tokens.push(tokenTo[at]!);
  return Uint16Array.from(tokens.toReversed());
}

/**
 * Counts in which neighbours that differ little are equal: their codes get equal lengths, which cost less to describe
 * than they lose in the data.
 */
export function smoothedCounts(counts: Int32Array): Int32Array {
  const smoothed = counts.slice();
  let from = 0;
  while (from < counts.length) {
    let sum = counts[from]!;
    let to = from + 1;
    if (sum === 0) {
      from = to;
      continue;
    }
    // A stretch goes on while the next count is within four of the mean so far.
    while (
      to < counts.length &&
      counts[to]! > 0 &&
      Math.abs(counts[to]! * (to - from) - sum) < 4 * (to - from)
    ) {
      sum += counts[to++]!;
    }
    if (to - from >= 4)
      smoothed.fill(Math.max(1, Math.floor((sum + ((to - from) >> 1)) / (to - from))), from, to);
    from = to;
  }
  return smoothed;
}
