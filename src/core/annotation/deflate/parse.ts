import { emptyCounts, type Costs, type Counts } from './costs.ts';
import type { Matches } from './matches.ts';
import type { Tokens } from './block.ts';
import { distanceSymbolOf, endOfBlock, lengthSymbolOf, minMatch } from './symbols.ts';

/** Part of the source with costs of its own; parts follow each other without a gap. */
export interface PricedPart {
  /** Offset in the source behind the part. */
  readonly end: number;
  readonly costs: Costs;
}

/** A parse of the whole source: the tokens in order, and the offset at which each starts. */
export interface Parse {
  readonly tokens: Tokens;
  readonly starts: Uint32Array;
}

/**
 * The cheapest way to write the source, by a shortest path over its bytes: an edge is a literal, or a match of any
 * length that the matches allow. An edge costs what the part in which it starts says.
 */
export function cheapestParse(source: Uint8Array, matches: Matches, parts: readonly PricedPart[]): Parse {
  const { length } = source;
  const { starts, pairs } = matches;
  const unreached = 0x7fffffff;
  const reached = new Int32Array(length + 1).fill(unreached);
  /** The token that arrives at each offset. */
  const arrival = new Uint32Array(length + 1);
  reached[0] = 0;
  let from = 0;
  for (const { end, costs } of parts) {
    const { literal, length: lengthCost, distance: distanceCost } = costs;
    for (; from < end; from++) {
      const here = reached[from]!;
      const byte = source[from]!;
      const asLiteral = here + literal[byte]!;
      if (asLiteral < reached[from + 1]!) {
        reached[from + 1] = asLiteral;
        arrival[from + 1] = byte << 9;
      }
      const first = starts[from]!;
      let at = starts[from + 1]!;
      if (at === first) continue;
      // Where the next byte is reached as cheaply, a shorter match from there does what a long one does from here:
      // keep the longest of each distance, and three bytes, which have no shorter match.
      const pruned = reached[from + 1]! <= here;
      // From the longest match down, as a farther one may be cheaper even for a length that a nearer one has.
      let bestCost = unreached;
      let bestPair = 0;
      let pair = pairs[--at]!;
      let to = pair & 511;
      for (;;) {
        const distance = pair >>> 9;
        const cost = distanceCost[distanceSymbolOf[distance]!]!;
        if (cost <= bestCost) {
          bestCost = cost;
          bestPair = distance << 9;
        }
        let next = 0;
        let least = minMatch;
        if (at > first) {
          next = pairs[--at]!;
          least = (next & 511) + 1;
        }
        const base = here + bestCost;
        const last = pruned ? to : least;
        for (let long = to; long >= last; long--) {
          const sum = base + lengthCost[long]!;
          if (sum < reached[from + long]!) {
            reached[from + long] = sum;
            arrival[from + long] = bestPair | long;
          }
        }
        if (next === 0) {
          if (pruned) {
            const sum = base + lengthCost[minMatch]!;
            if (sum < reached[from + minMatch]!) {
              reached[from + minMatch] = sum;
              arrival[from + minMatch] = bestPair | minMatch;
            }
          }
          break;
        }
        pair = next;
        to = least - 1;
      }
    }
  }
  return parseOf(arrival);
}

/** Follows the arrivals back from the end. */
function parseOf(arrival: Uint32Array): Parse {
  const last = arrival.length - 1;
  let count = 0;
  for (let at = last; at > 0; at -= Math.max(1, arrival[at]! & 511)) count++;
  const tokens = new Uint32Array(count);
  const starts = new Uint32Array(count);
  for (let at = last; at > 0;) {
    const token = arrival[at]!;
    at -= Math.max(1, token & 511);
    tokens[--count] = token;
    starts[count] = at;
  }
  return { tokens, starts };
}

/** A match of three bytes from farther away usually costs more than three literals. */
const farForThree = 4096;
const farForFour = 16384;

/** A parse that takes the longest match unless the next byte starts a longer one: where the rounds begin. */
export function lazyParse(source: Uint8Array, matches: Matches): Parse {
  const arrival = new Uint32Array(source.length + 1);
  const { starts, pairs } = matches;
  const longestAt = (at: number): number => {
    if (at >= source.length || starts[at + 1] === starts[at]) return 0;
    const pair = pairs[starts[at + 1]! - 1]!;
    const length = pair & 511;
    const distance = pair >>> 9;
    return (length === 3 && distance > farForThree) || (length === 4 && distance > farForFour) ? 0 : pair;
  };
  for (let at = 0; at < source.length;) {
    const here = longestAt(at);
    const next = longestAt(at + 1);
    if ((here & 511) < minMatch || (next & 511) > (here & 511)) {
      at++;
      arrival[at] = source[at - 1]! << 9;
    } else {
      at += here & 511;
      arrival[at] = here;
    }
  }
  return parseOf(arrival);
}

/** Counts of the tokens from `from` to before `to`, and one end of block. */
export function countsOf(tokens: Tokens, from: number, to: number): Counts {
  const counts = emptyCounts();
  addCounts(counts, tokens, from, to);
  counts.literals[endOfBlock] = 1;
  return counts;
}

export function addCounts(counts: Counts, tokens: Tokens, from: number, to: number): void {
  const { literals, distances } = counts;
  for (let at = from; at < to; at++) {
    const token = tokens[at]!;
    const length = token & 511;
    if (length === 0) {
      literals[token >>> 9]!++;
    } else {
      literals[257 + lengthSymbolOf[length]!]!++;
      distances[distanceSymbolOf[token >>> 9]!]!++;
    }
  }
}
