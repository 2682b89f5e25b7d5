/**
 * A strict inflate (RFC 1951) that never throws and never writes past a limit.
 *
 * It accepts and refuses what zlib does, down to the number of bytes read. Byte offsets count from the start of the
 * source. Written for this room because a reader of untrusted text must say where and why a stream ends, and must
 * stop while inflating, not after.
 */
import { maxDocumentBytes } from './annotation.ts';

/**
 * Why inflating stopped. `truncated`: the source ended. `block-type`: type 3. `stored-length`: a stored block whose
 * length and complement disagree. `code-count`: more than 286 or 30 codes. `code-lengths`: lengths that form no
 * complete prefix code. `repeat`: a repeat of nothing, or past the last code. `end-of-block`: no code for it.
 * `symbol`: bits without a code. `distance`: a copy from before the start. `limit`: the output would pass the limit.
 */
export type InflateFault =
  | 'truncated'
  | 'block-type'
  | 'stored-length'
  | 'code-count'
  | 'code-lengths'
  | 'repeat'
  | 'end-of-block'
  | 'symbol'
  | 'distance'
  | 'limit';

export interface Inflated {
  readonly status: 'ok' | InflateFault;
  /** The output; up to the fault when there is one. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Offset in the source behind the stream's last byte, or behind the byte in which the fault was met. */
  readonly end: number;
}

const lengthBase = Uint16Array.of(
  ...[
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  ],
  ...[227, 258],
);
const lengthExtra = Uint8Array.of(
  ...[0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0],
);
const distanceBase = Uint16Array.of(
  ...[1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073],
  ...[4097, 6145, 8193, 12289, 16385, 24577],
);
const distanceExtra = Uint8Array.of(
  ...[0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13],
);
const codeLengthOrder = Uint8Array.of(16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15);

/** Bits that index the first table; longer codes go on in a second one. */
const literalRoot = 10;
const distanceRoot = 8;

/**
 * An entry is `value << 8 | bits`. A link to a second table is `start << 8 | its bits << 4 | 0` with `linkFlag`; an
 * unused entry is 0. The room covers the worst case of two levels that zlib's `enough` computes, with space to spare.
 */
const linkFlag = 1 << 30;
const literalTable = new Int32Array((1 << literalRoot) + 2048);
const distanceTable = new Int32Array((1 << distanceRoot) + 1024);
const codeLengthTable = new Int32Array(1 << 7);
const lengths = new Uint8Array(320);

/** Builds the tables of a prefix code; false when the lengths are oversubscribed or, save for one code of one bit, incomplete. */
function buildTable(
  table: Int32Array,
  root: number,
  from: number,
  count: number,
  mayBeIncomplete: boolean,
): boolean {
  const counts = new Uint16Array(16);
  for (let symbol = 0; symbol < count; symbol++) counts[lengths[from + symbol]!]!++;
  let longest = 15;
  while (longest > 0 && counts[longest] === 0) longest--;
  table.fill(0, 0, 1 << root);
  if (longest === 0) return mayBeIncomplete;
  let left = 1;
  for (let bits = 1; bits <= 15; bits++) {
    left = (left << 1) - counts[bits]!;
    if (left < 0) return false;
  }
  if (left > 0 && !(mayBeIncomplete && longest === 1)) return false;

  const starts = new Uint16Array(17);
  for (let bits = 1; bits < 16; bits++) starts[bits + 1] = starts[bits]! + counts[bits]!;
  const sorted = new Uint16Array(count);
  for (let symbol = 0; symbol < count; symbol++) {
    const bits = lengths[from + symbol]!;
    if (bits !== 0) sorted[starts[bits]!++] = symbol;
  }

  let code = 0;
  let index = 0;
  let next = 1 << root;
  let linked = -1;
  let linkStart = 0;
  let linkBits = 0;
  for (let bits = 1; bits <= longest; bits++) {
    for (let remaining = counts[bits]!; remaining > 0; remaining--) {
      const entry = (sorted[index++]! << 8) | bits;
      if (bits <= root) {
        for (let at = code; at < 1 << root; at += 1 << bits) table[at] = entry;
      } else {
        const low = code & ((1 << root) - 1);
        if (low !== linked) {
          // As many bits as the codes that share this beginning need.
          linkBits = bits - root;
          for (let free = 1 << linkBits; linkBits + root < longest; free <<= 1) {
            free -= linkBits + root === bits ? remaining : counts[linkBits + root]!;
            if (free <= 0) break;
            linkBits++;
          }
          linked = low;
          linkStart = next;
          next += 1 << linkBits;
          table.fill(0, linkStart, next);
          table[low] = linkFlag | (linkStart << 8) | linkBits;
        }
        const step = 1 << (bits - root);
        for (let at = code >> root; at < 1 << linkBits; at += step) table[linkStart + at] = entry;
      }
      // The next code of this length, counted up from its last bit because deflate packs codes first bit first.
      let bit = 1 << (bits - 1);
      while ((code & bit) !== 0) bit >>= 1;
      code = bit === 0 ? 0 : (code & (bit - 1)) | bit;
    }
  }
  return true;
}

/**
 * Bytes of the first output buffer, which doubles when it is full. Not guessed from the length of the source: that would
 * be paid again for each member of a file with thousands of them.
 */
const firstRoom = 16 * 1024;

/** The same bytes with room for `needed` of them, at most `limit`. */
function larger(output: Uint8Array<ArrayBuffer>, needed: number, limit: number): Uint8Array<ArrayBuffer> {
  const room = new Uint8Array(Math.min(limit, Math.max(needed, output.length * 2)));
  room.set(output);
  return room;
}

/**
 * Inflates one deflate stream that starts at `from` and reports where it ends.
 *
 * @param limit most bytes of output; a stream that would pass it stops there with `limit`
 */
export function inflate(source: Uint8Array, from = 0, limit: number = maxDocumentBytes): Inflated {
  const sourceEnd = source.length;
  let at = Math.min(from, sourceEnd);
  let output = new Uint8Array(Math.min(limit, firstRoom));
  let written = 0;
  /** Bits read ahead, the next one lowest, and their number; never more than 32. */
  let held = 0;
  let count = 0;

  const stop = (status: Inflated['status']): Inflated => ({
    status,
    bytes: output.subarray(0, written),
    end: at - (count >> 3),
  });

  /** False when the source ends before `bits`, at most 16, are held. */
  const need = (bits: number): boolean => {
    while (count < bits) {
      if (at >= sourceEnd) return false;
      held |= source[at++]! << count;
      count += 8;
    }
    return true;
  };

  const take = (bits: number): number => {
    const value = held & ((1 << bits) - 1);
    held >>>= bits;
    count -= bits;
    return value;
  };

  for (let final = false; !final;) {
    if (!need(3)) return stop('truncated');
    final = take(1) === 1;
    const type = take(2);

    if (type === 3) return stop('block-type');
    if (type === 0) {
      take(count & 7);
      at -= count >> 3;
      held = 0;
      count = 0;
      if (at + 4 > sourceEnd) {
        at = sourceEnd;
        return stop('truncated');
      }
      const length = source[at]! | (source[at + 1]! << 8);
      const complement = source[at + 2]! | (source[at + 3]! << 8);
      at += 4;
      if ((length ^ complement) !== 0xffff) return stop('stored-length');
      const available = Math.min(length, sourceEnd - at, limit - written);
      if (written + available > output.length) output = larger(output, written + available, limit);
      output.set(source.subarray(at, at + available), written);
      written += available;
      at += available;
      if (available < length) return stop(at >= sourceEnd ? 'truncated' : 'limit');
      continue;
    }

    if (type === 1) {
      lengths.fill(8, 0, 144);
      lengths.fill(9, 144, 256);
      lengths.fill(7, 256, 280);
      lengths.fill(8, 280, 288);
      lengths.fill(5, 288, 320);
      buildTable(literalTable, literalRoot, 0, 288, false);
      buildTable(distanceTable, distanceRoot, 288, 32, false);
    } else {
      if (!need(14)) return stop('truncated');
      const literals = take(5) + 257;
      const distances = take(5) + 1;
      const codeLengths = take(4) + 4;
      if (literals > 286 || distances > 30) return stop('code-count');
      lengths.fill(0, 0, 19);
      for (let i = 0; i < codeLengths; i++) {
        if (!need(3)) return stop('truncated');
        lengths[codeLengthOrder[i]!] = take(3);
      }
      if (!buildTable(codeLengthTable, 7, 0, 19, false)) return stop('code-lengths');
      const total = literals + distances;
      for (let i = 0; i < total;) {
        need(7);
        const entry = codeLengthTable[held & 127]!;
        if ((entry & 15) > count) return stop('truncated');
        take(entry & 15);
        const symbol = entry >> 8;
        if (symbol < 16) {
          lengths[i++] = symbol;
          continue;
        }
        const extra = symbol === 16 ? 2 : symbol === 17 ? 3 : 7;
        if (!need(extra)) return stop('truncated');
        const repeat = take(extra) + (symbol === 18 ? 11 : 3);
        if (i + repeat > total || (symbol === 16 && i === 0)) return stop('repeat');
        lengths.fill(symbol === 16 ? lengths[i - 1]! : 0, i, i + repeat);
        i += repeat;
      }
      if (lengths[256] === 0) return stop('end-of-block');
      if (!buildTable(literalTable, literalRoot, 0, literals, true)) return stop('code-lengths');
      if (!buildTable(distanceTable, distanceRoot, literals, distances, true)) return stop('code-lengths');
    }

    // Variables that closures share live in memory: the loop that does the work has copies of its own.
    let to = written;
    let next = at;
    let ahead = held;
    let bitsAhead = count;
    let room = output;
    let fault: InflateFault | undefined;
    for (;;) {
      // No code has more than 15 bits: what is ahead is filled up when it might not hold one.
      if (bitsAhead < 15) {
        while (bitsAhead <= 24 && next < sourceEnd) {
          ahead |= source[next++]! << bitsAhead;
          bitsAhead += 8;
        }
      }
      let entry = literalTable[ahead & ((1 << literalRoot) - 1)]!;
      if ((entry & linkFlag) !== 0) {
        entry =
          literalTable[((entry & ~linkFlag) >> 8) + ((ahead >>> literalRoot) & ((1 << (entry & 15)) - 1))]!;
      }
      let bits = entry & 15;
      if (bits > bitsAhead || bitsAhead === 0) {
        fault = 'truncated';
        break;
      }
      if (bits === 0) {
        fault = 'symbol';
        break;
      }
      ahead >>>= bits;
      bitsAhead -= bits;
      const symbol = entry >> 8;
      if (symbol < 256) {
        if (to >= room.length) {
          if (to >= limit) {
            fault = 'limit';
            break;
          }
          room = larger(room, to + 1, limit);
        }
        room[to++] = symbol;
        continue;
      }
      if (symbol === 256) break;
      if (symbol > 285) {
        fault = 'symbol';
        break;
      }
      if (bitsAhead < 20) {
        while (bitsAhead <= 24 && next < sourceEnd) {
          ahead |= source[next++]! << bitsAhead;
          bitsAhead += 8;
        }
      }
      bits = lengthExtra[symbol - 257]!;
      if (bits > bitsAhead) {
        fault = 'truncated';
        break;
      }
      const length = lengthBase[symbol - 257]! + (ahead & ((1 << bits) - 1));
      ahead >>>= bits;
      bitsAhead -= bits;

      entry = distanceTable[ahead & ((1 << distanceRoot) - 1)]!;
      if ((entry & linkFlag) !== 0) {
        entry =
          distanceTable[((entry & ~linkFlag) >> 8) + ((ahead >>> distanceRoot) & ((1 << (entry & 15)) - 1))]!;
      }
      bits = entry & 15;
      if (bits > bitsAhead || bitsAhead === 0) {
        fault = 'truncated';
        break;
      }
      if (bits === 0) {
        fault = 'symbol';
        break;
      }
      ahead >>>= bits;
      bitsAhead -= bits;
      const distanceSymbol = entry >> 8;
      if (distanceSymbol > 29) {
        fault = 'symbol';
        break;
      }
      bits = distanceExtra[distanceSymbol]!;
      while (bits > bitsAhead && next < sourceEnd) {
        ahead |= source[next++]! << bitsAhead;
        bitsAhead += 8;
      }
      if (bits > bitsAhead) {
        fault = 'truncated';
        break;
      }
      const distance = distanceBase[distanceSymbol]! + (ahead & ((1 << bits) - 1));
      ahead >>>= bits;
      bitsAhead -= bits;
      if (distance > to) {
        fault = 'distance';
        break;
      }

      const wanted = to + length;
      const end = Math.min(wanted, limit);
      if (end > room.length) room = larger(room, end, limit);
      if (distance >= length && length > 24) {
        room.copyWithin(to, to - distance, end - distance);
        to = end;
      } else {
        for (; to < end; to++) room[to] = room[to - distance]!;
      }
      if (end < wanted) {
        fault = 'limit';
        break;
      }
    }
    written = to;
    at = next;
    held = ahead;
    count = bitsAhead;
    output = room;
    if (fault !== undefined) return stop(fault);
  }
  return stop('ok');
}
