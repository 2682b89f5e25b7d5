/** Where to start a new block: the cheapest cut of a parse, by an estimate of what each block would cost. */
import { smallestBlock, type Tokens } from './block.ts';
import { costBits, emptyCounts, log2, type Counts } from './costs.ts';
import { addCounts, countsOf } from './parse.ts';
import {
  distanceExtraBits,
  distanceSymbols,
  endOfBlock,
  lengthExtraBits,
  literalSymbols,
  maxCodeBits,
} from './symbols.ts';

/** Most pieces that the first cut considers: its work grows with their square. */
const mostPieces = 96;
/** Fewest tokens in such a piece; fewer cannot pay for the description of their codes. */
const leastPiece = 128;

/**
 * Token indices at which blocks end, the last one included.
 *
 * First the best cut of equal pieces, found exactly; then each border moves to where its two blocks cost least.
 */
export function splitTokens(tokens: Tokens): readonly number[] {
  const piece = Math.max(leastPiece, Math.ceil(tokens.length / mostPieces));
  const count = Math.max(1, Math.ceil(tokens.length / piece));
  const best = new Float64Array(count + 1).fill(Infinity);
  const before = new Int32Array(count + 1);
  best[0] = 0;
  for (let from = 0; from < count; from++) {
    const counts = emptyCounts();
    counts.literals[endOfBlock] = 1;
    for (let to = from + 1; to <= count; to++) {
      addCounts(counts, tokens, (to - 1) * piece, Math.min(tokens.length, to * piece));
      const sum = best[from]! + estimatedCost(counts);
      if (sum < best[to]!) {
        best[to] = sum;
        before[to] = from;
      }
    }
  }
  const ends: number[] = [];
  for (let to = count; to > 0; to = before[to]!) ends.push(Math.min(tokens.length, to * piece));
  return mergeBlocks(tokens, moveBorders(tokens, mergeBlocks(tokens, ends.toReversed()), piece));
}

function moveBorders(tokens: Tokens, ends: number[], piece: number): number[] {
  for (let step = piece >> 1; step >= 16; step >>= 1) {
    for (let border = 0; border < ends.length - 1; border++) {
      const from = border === 0 ? 0 : ends[border - 1]!;
      const to = ends[border + 1]!;
      const left = emptyCounts();
      const whole = emptyCounts();
      left.literals[endOfBlock] = 1;
      whole.literals[endOfBlock] = 2;
      addCounts(whole, tokens, from, to);
      const lowest = Math.max(from + 1, ends[border]! - step);
      const highest = Math.min(to - 1, ends[border]! + step);
      let bestCost = Infinity;
      let bestEnd = ends[border]!;
      let done = from;
      for (let end = lowest; end <= highest; end += step) {
        addCounts(left, tokens, done, end);
        done = end;
        const cost = estimatedCost(left) + estimatedCost(difference(whole, left));
        if (cost < bestCost) {
          bestCost = cost;
          bestEnd = end;
        }
      }
      ends[border] = bestEnd;
    }
  }
  return ends;
}

/** Joins neighbours as long as one block for both is smaller, which the estimate cannot always tell. */
function mergeBlocks(tokens: Tokens, ends: number[]): number[] {
  const blocks = ends.map((end, at) => sized(countsOf(tokens, ends[at - 1] ?? 0, end), end));
  for (;;) {
    let bestSaving = 0;
    let bestAt = -1;
    let bestBlock: SizedBlock | undefined;
    for (let at = 0; at + 1 < blocks.length; at++) {
      const left = blocks[at]!;
      const right = blocks[at + 1]!;
      left.joined ??= sized(together(left.counts, right.counts), right.end);
      const saving = left.bits + right.bits - left.joined.bits;
      if (saving > bestSaving) {
        bestSaving = saving;
        bestAt = at;
        bestBlock = left.joined;
      }
    }
    if (bestBlock === undefined) return blocks.map((block) => block.end);
    blocks.splice(bestAt, 2, bestBlock);
    const previous = blocks[bestAt - 1];
    if (previous !== undefined) previous.joined = undefined;
  }
}

interface SizedBlock {
  readonly counts: Counts;
  readonly bits: number;
  readonly end: number;
  /** One block for this and the next, once it was tried. */
  joined: SizedBlock | undefined;
}

function sized(counts: Counts, end: number): SizedBlock {
  return { counts, bits: smallestBlock(counts).bits, end, joined: undefined };
}

function together(left: Counts, right: Counts): Counts {
  const literals = left.literals.map((count, symbol) => count + right.literals[symbol]!);
  literals[endOfBlock] = 1;
  return { literals, distances: left.distances.map((count, symbol) => count + right.distances[symbol]!) };
}

function difference(whole: Counts, part: Counts): Counts {
  return {
    literals: whole.literals.map((count, symbol) => count - part.literals[symbol]!),
    distances: whole.distances.map((count, symbol) => count - part.distances[symbol]!),
  };
}

/** What a dynamic block costs, in 64ths of a bit: its data under an ideal code, and a guess at the description. */
export function estimatedCost(counts: Counts): number {
  let cost = (3 + 14 + 3 * 17) << costBits;
  cost += codeCost(counts.literals, literalSymbols) + codeCost(counts.distances, distanceSymbols);
  let extra = 0;
  for (let symbol = 0; symbol < lengthExtraBits.length; symbol++) {
    extra += counts.literals[257 + symbol]! * lengthExtraBits[symbol]!;
  }
  for (let symbol = 0; symbol < distanceSymbols; symbol++) {
    extra += counts.distances[symbol]! * distanceExtraBits[symbol]!;
  }
  return cost + extra * (1 << costBits);
}

const lengthCounts = new Int32Array(19);

function codeCost(counts: Int32Array, size: number): number {
  let total = 0;
  for (let symbol = 0; symbol < size; symbol++) total += counts[symbol]!;
  if (total === 0) return 0;
  const whole = log2(total);
  lengthCounts.fill(0);
  let cost = 0;
  let zeros = 0;
  let before = -1;
  let repeats = 0;
  for (let symbol = 0; symbol < size; symbol++) {
    const count = counts[symbol]!;
    if (count === 0) {
      zeros++;
      continue;
    }
    const bits = whole - log2(count);
    cost += count * bits;
    if (zeros > 0) {
      cost += zeroRun(zeros);
      zeros = 0;
      before = -1;
    }
    const length = Math.min(maxCodeBits, Math.max(1, (bits + 32) >> costBits));
    // A repeat covers three to six lengths that equal the one before.
    if (length === before && repeats < 3) repeats++;
    else {
      if (repeats === 3 && length === before) {
        lengthCounts[16]!++;
        cost += 2 << costBits;
        repeats = -3;
      }
      repeats = length === before ? repeats : 0;
      lengthCounts[length]!++;
    }
    before = length;
  }
  let written = 0;
  for (const count of lengthCounts) written += count;
  const wholeLengths = log2(Math.max(1, written));
  for (const count of lengthCounts) if (count > 0) cost += count * (wholeLengths - log2(count));
  return cost;
}

/** Symbols and extra bits for a run of unused symbols. */
function zeroRun(zeros: number): number {
  if (zeros < 3) {
    lengthCounts[0]! += zeros;
    return 0;
  }
  lengthCounts[zeros < 11 ? 17 : 18]!++;
  return (zeros < 11 ? 3 : 7) << costBits;
}
