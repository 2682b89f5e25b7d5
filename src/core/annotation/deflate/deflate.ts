/**
 * A deflate encoder that looks for the smallest output, because the room in a pod's annotations is limited.
 *
 * The cheapest parse needs the costs of symbols, and those follow from the parse: a fixed number of rounds goes from
 * one to the other. Everything is computed with integers, so that the output is the same in every engine.
 */
import { bitWriter } from './bit-writer.ts';
import {
  codedBlock,
  smallestBlock,
  storedBits,
  writeCodedBlock,
  writeStored,
  type CodedBlock,
} from './block.ts';
import { costsOf, type Counts } from './costs.ts';
import { findMatches } from './matches.ts';
import { cheapestParse, countsOf, lazyParse, type Parse, type PricedPart } from './parse.ts';
import { splitTokens } from './split.ts';
import { endOfBlock } from './symbols.ts';

/** How much work to spend. */
export interface Effort {
  readonly rounds: number;
  /** Most candidates looked at for one place. */
  readonly depth: number;
}

/** Most bytes that `deflate` takes: the cost of a longer path may not fit an integer of 32 bits. */
export const maxDeflateBytes = 1 << 20;

interface Plan {
  readonly parse: Parse;
  /** Token indices at which blocks end. */
  readonly ends: readonly number[];
  readonly counts: readonly Counts[];
  /** Size of all blocks. */
  readonly bits: number;
}

/** Rounds that cut the tokens into blocks anew: often at first, then the borders hardly move. */
const splittingRounds: ReadonlySet<number> = new Set([0, 1, 2, 4, 8]);

/**
 * One complete deflate stream for `source`, of at most `maxDeflateBytes`.
 *
 * @param progress called before each round and at the end
 * @throws RangeError when the source is longer: choosing another encoder is up to the caller
 */
export function deflate(
  source: Uint8Array,
  effort: Effort,
  progress?: (done: number, of: number) => void,
): Uint8Array<ArrayBuffer> {
  if (source.length > maxDeflateBytes) throw new RangeError(`${source.length} bytes are too many to deflate`);
  const matches = findMatches(source, effort.depth);
  const random = generator(1);
  const first = lazyParse(source, matches);
  let plan = planOf(first, splitTokens(first.tokens));
  let best = plan;
  let counts = plan.counts;
  for (let round = 0; round < effort.rounds; round++) {
    progress?.(round, effort.rounds);
    const parse = cheapestParse(source, matches, partsOf(plan, counts, source.length));
    const ends = splittingRounds.has(round) ? splitTokens(parse.tokens) : sameEnds(plan, parse);
    const next = planOf(parse, ends);
    if (next.bits < best.bits) best = next;
    // At rest, the search goes on from the best plan with some costs mixed up.
    const atRest = next.bits === plan.bits && counts === plan.counts;
    plan = atRest ? best : next;
    counts = atRest ? mixedUp(best.counts, random) : next.counts;
  }
  progress?.(effort.rounds, effort.rounds);
  return written(source, best);
}

function planOf(parse: Parse, ends: readonly number[]): Plan {
  const counts = ends.map((end, at) => countsOf(parse.tokens, ends[at - 1] ?? 0, end));
  return { parse, ends, counts, bits: counts.reduce((bits, block) => bits + codedBlock(block).bits, 0) };
}

function partsOf(plan: Plan, counts: readonly Counts[], length: number): readonly PricedPart[] {
  return plan.ends.map((end, at) => ({
    end: plan.parse.starts[end] ?? length,
    costs: costsOf(counts[at]!),
  }));
}

/** The ends of another parse that lie at the same offsets of the source, or at the next token. */
function sameEnds(plan: Plan, parse: Parse): readonly number[] {
  const { starts } = parse;
  const ends: number[] = [];
  for (const end of plan.ends.slice(0, -1)) {
    const offset = plan.parse.starts[end]!;
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    if (low > (ends.at(-1) ?? 0) && low < starts.length) ends.push(low);
  }
  return [...ends, starts.length];
}

/** A linear congruential generator: chance that is the same everywhere. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Counts of which about a third are those of another symbol. */
function mixedUp(blocks: readonly Counts[], random: (below: number) => number): readonly Counts[] {
  const mixed = (counts: Int32Array): Int32Array =>
    counts.map((count) => (random(3) === 0 ? counts[random(counts.length)]! : count));
  return blocks.map(({ literals, distances }) => {
    const mixedLiterals = mixed(literals);
    mixedLiterals[endOfBlock] = 1;
    return { literals: mixedLiterals, distances: mixed(distances) };
  });
}

function written(source: Uint8Array, plan: Plan): Uint8Array<ArrayBuffer> {
  const { parse, ends } = plan;
  const writer = bitWriter(plan.bits >> 3);
  let token = 0;
  plan.counts.forEach((counts, at) => {
    const end = ends[at]!;
    const final = at === ends.length - 1;
    const bytes = source.subarray(parse.starts[token] ?? 0, parse.starts[end] ?? source.length);
    const block: CodedBlock = smallestBlock(counts);
    if (storedBits(bytes.length, writer.position()) < block.bits) writeStored(writer, bytes, final);
    else writeCodedBlock(writer, block, parse.tokens.subarray(token, end), final);
    token = end;
  });
  return writer.bytes();
}
