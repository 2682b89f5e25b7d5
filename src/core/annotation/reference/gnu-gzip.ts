/**
 * How many bytes the program `gzip` writes, computed without it: the screen compares our annotation with
 * `gzip | base64 -w0`, and a browser has no gzip that answers the same everywhere.
 *
 * Follows the steps of GNU gzip 1.12 at its default level 6, reading a document without a name: the same hash chains,
 * the same lazy choice, the same ends of blocks, the same Huffman trees. Only sizes are kept.
 * @see https://git.savannah.gnu.org/cgit/gzip.git/tree/deflate.c
 * @see https://git.savannah.gnu.org/cgit/gzip.git/tree/trees.c
 */
import {
  distanceExtraBits,
  distanceSymbolOf,
  distanceSymbols,
  endOfBlock,
  lengthSymbolOf,
  literalSymbols,
  maxMatch,
  minMatch,
} from '../deflate/symbols.ts';
import { codedBits } from './trees.ts';

/** Level 6 of the program: how far a search goes. */
const goodLength = 8;
const lazyLength = 16;
const niceLength = 128;
const longestChain = 128;

const windowBytes = 32768;
const windowMask = windowBytes - 1;
const leastLookahead = maxMatch + minMatch + 1;
const farthest = windowBytes - leastLookahead;
/** A match of three bytes from farther away is not taken. */
const farForThree = 4096;
const hashMask = 0x7fff;
/** A block ends when it has one symbol less than this, or this many matches. */
const bufferSymbols = 0x8000;
/** So often a block is asked whether it should end because it compresses well. */
const askedEvery = 0x1000;
/** Header and trailer of a member without a name. */
const containerBytes = 18;

/** The size in bytes of what `gzip` makes of the document, header and trailer included. */
export function referenceGzipLength(document: Uint8Array): number {
  const blocks = blockSizes();
  readLikeGzip(document, blocks);
  return containerBytes + Math.ceil(blocks.bits() / 8);
}

interface BlockSizes {
  /** Counts a literal (distance 0) or a match; true when the block should end. `bytes` are those of the block. */
  readonly tally: (distance: number, literalOrLength: number, bytes: number) => boolean;
  /** Ends the block of `bytes` bytes; `stored` when they are still at hand to be stored. */
  readonly end: (bytes: number, stored: boolean) => void;
  readonly bits: () => number;
}

function blockSizes(): BlockSizes {
  const literals = new Int32Array(literalSymbols);
  const distances = new Int32Array(distanceSymbols);
  let symbols = 0;
  let matches = 0;
  let bits = 0;
  return {
    tally: (distance, literalOrLength, bytes) => {
      symbols++;
      if (distance === 0) {
        literals[literalOrLength]!++;
      } else {
        matches++;
        literals[257 + lengthSymbolOf[literalOrLength]!]!++;
        distances[distanceSymbolOf[distance]!]!++;
      }
      if (symbols % askedEvery === 0) {
        let upperBound = symbols * 8;
        distances.forEach((count, symbol) => (upperBound += count * (5 + distanceExtraBits[symbol]!)));
        if (matches < symbols >> 1 && upperBound >> 3 < bytes >> 1) return true;
      }
      return symbols === bufferSymbols - 1 || matches === bufferSymbols;
    },
    end: (bytes, stored) => {
      literals[endOfBlock] = 1;
      const { fixed, dynamic } = codedBits(literals, distances);
      const fixedBytes = (fixed + 7) >> 3;
      const bestBytes = Math.min(fixedBytes, (dynamic + 7) >> 3);
      if (bytes + 4 <= bestBytes && stored) bits = ((bits + 3 + 7) & ~7) + (bytes + 4) * 8;
      else bits += fixedBytes === bestBytes ? fixed : dynamic;
      literals.fill(0);
      distances.fill(0);
      symbols = 0;
      matches = 0;
    },
    bits: () => bits,
  };
}

/** Walks through the source as the program does, in a window of twice 32 KiB that slides by half. */
function readLikeGzip(source: Uint8Array, blocks: BlockSizes): void {
  const window = new Uint8Array(2 * windowBytes);
  /** Newest place of a hash, and the place before each; 0 is none, so a match never starts at place 0. */
  const newest = new Uint16Array(hashMask + 1);
  const older = new Uint16Array(windowBytes);
  let read = 0;
  let place = 0;
  let ahead = 0;
  let atEnd = false;
  let blockStart = 0;
  let matchStart = 0;

  const load = (to: number, most: number): number => {
    const piece = source.subarray(read, read + most);
    window.set(piece, to);
    read += piece.length;
    return piece.length;
  };

  /** Reads on until there is enough ahead for the longest match, or the source ends. */
  const topUp = (): void => {
    for (let count = 1; count > 0 && ahead < leastLookahead && !atEnd; ahead += count) {
      let room = window.length - ahead - place;
      if (place >= windowBytes + farthest) {
        slide();
        room += windowBytes;
      }
      count = load(place + ahead, room);
      if (count > 0) continue;
      atEnd = true;
      window.fill(0, place + ahead, place + ahead + minMatch - 1);
    }
  };

  /** Gives up the older half of the window, and the places in it. */
  const slide = (): void => {
    window.copyWithin(0, windowBytes);
    place -= windowBytes;
    matchStart -= windowBytes;
    blockStart -= windowBytes;
    for (const table of [newest, older]) {
      for (let at = 0; at < table.length; at++) table[at] = Math.max(0, table[at]! - windowBytes);
    }
  };

  /** Enters the place into its chain and returns the newest one before it. */
  const insert = (): number => {
    const hash = ((window[place]! << 10) ^ (window[place + 1]! << 5) ^ window[place + 2]!) & hashMask;
    const before = newest[hash]!;
    older[place & windowMask] = before;
    newest[hash] = place;
    return before;
  };

  const longestMatch = (first: number, atLeast: number): number => {
    let chain = atLeast >= goodLength ? longestChain >> 2 : longestChain;
    let best = atLeast;
    const limit = place > farthest ? place - farthest : 0;
    let candidate = first;
    do {
      if (
        window[candidate + best] === window[place + best] &&
        window[candidate + best - 1] === window[place + best - 1]
      ) {
        let length = 0;
        while (length < maxMatch && window[candidate + length] === window[place + length]) length++;
        if (length > best) {
          matchStart = candidate;
          best = length;
          if (length >= niceLength) break;
        }
      }
      candidate = older[candidate & windowMask]!;
    } while (candidate > limit && --chain !== 0);
    return best;
  };

  ahead = load(0, window.length);
  atEnd = ahead === 0;
  topUp();
  let length = minMatch - 1;
  let literalPending = false;
  while (ahead > 0) {
    const candidate = insert();
    const previousLength = length;
    const previousStart = matchStart;
    length = minMatch - 1;
    if (
      candidate !== 0 &&
      previousLength < lazyLength &&
      place - candidate <= farthest &&
      place <= window.length - leastLookahead
    ) {
      length = Math.min(ahead, longestMatch(candidate, previousLength));
      if (length === minMatch && place - matchStart > farForThree) length--;
    }
    let ends = false;
    if (previousLength >= minMatch && length <= previousLength) {
      ends = blocks.tally(place - 1 - previousStart, previousLength, place - blockStart);
      ahead -= previousLength - 1;
      for (let skipped = previousLength - 2; skipped > 0; skipped--) {
        place++;
        insert();
      }
      literalPending = false;
      length = minMatch - 1;
      place++;
      if (ends) endBlock();
    } else if (literalPending) {
      ends = blocks.tally(0, window[place - 1]!, place - blockStart);
      if (ends) endBlock();
      place++;
      ahead--;
    } else {
      literalPending = true;
      place++;
      ahead--;
    }
    topUp();
  }
  if (literalPending) blocks.tally(0, window[place - 1]!, place - blockStart);
  endBlock();

  function endBlock(): void {
    blocks.end(place - blockStart, blockStart >= 0);
    blockStart = place;
  }
}
