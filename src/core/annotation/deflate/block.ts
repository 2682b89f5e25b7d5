/** Sizes and bits of one block: stored, with the fixed codes, or with its own. */
import type { BitWriter } from './bit-writer.ts';
import {
  codeLengthOrder,
  describeCodes,
  repeatExtraBits,
  smoothedCounts,
  type CodeDescription,
} from './code-description.ts';
import type { Counts } from './costs.ts';
import { codeLengths, codeWords } from './prefix-code.ts';
import {
  distanceBase,
  distanceExtraBits,
  distanceSymbolOf,
  endOfBlock,
  lengthBase,
  lengthExtraBits,
  lengthSymbolOf,
  maxCodeBits,
} from './symbols.ts';

/** A choice of the parse: `distance << 9 | length`, or a literal byte with length 0. */
export type Tokens = Uint32Array;

const fixedLiteralLengths = new Uint8Array(288).fill(8).fill(9, 144, 256).fill(7, 256, 280);
const fixedDistanceLengths = new Uint8Array(32).fill(5);

/** How a block with codes is best written. `description` is absent for the fixed codes. */
export interface CodedBlock {
  readonly literalLengths: Uint8Array;
  readonly distanceLengths: Uint8Array;
  readonly description?: CodeDescription;
  /** Size in bits, the three bits of its head included. */
  readonly bits: number;
}

/** The better of the fixed codes and the codes made for the counts, which include the end of the block. */
export function codedBlock(counts: Counts): CodedBlock {
  const fixed = {
    literalLengths: fixedLiteralLengths,
    distanceLengths: fixedDistanceLengths,
    bits: 3 + dataBits(counts, fixedLiteralLengths, fixedDistanceLengths),
  };
  const exact = dynamicBlock(counts, counts.literals, counts.distances);
  return exact.bits < fixed.bits ? exact : fixed;
}

/** As `codedBlock`, but also tries codes that are worse for the data and cheaper to describe: twice the work. */
export function smallestBlock(counts: Counts): CodedBlock {
  const exact = codedBlock(counts);
  const smooth = dynamicBlock(counts, smoothedCounts(counts.literals), smoothedCounts(counts.distances));
  return smooth.bits < exact.bits ? smooth : exact;
}

function dynamicBlock(counts: Counts, literals: Int32Array, distances: Int32Array): CodedBlock {
  const literalLengths = codeLengths(literals, maxCodeBits);
  const distanceLengths = codeLengths(distances, maxCodeBits);
  const description = describeCodes(literalLengths, distanceLengths);
  const bits = 3 + description.bits + dataBits(counts, literalLengths, distanceLengths);
  return { literalLengths, distanceLengths, description, bits };
}

function dataBits(counts: Counts, literalLengths: Uint8Array, distanceLengths: Uint8Array): number {
  let bits = 0;
  counts.literals.forEach((count, symbol) => {
    bits += count * (literalLengths[symbol]! + (symbol > endOfBlock ? lengthExtraBits[symbol - 257]! : 0));
  });
  counts.distances.forEach((count, symbol) => {
    bits += count * (distanceLengths[symbol]! + distanceExtraBits[symbol]!);
  });
  return bits;
}

export function writeCodedBlock(writer: BitWriter, block: CodedBlock, tokens: Tokens, final: boolean): void {
  const { literalLengths, distanceLengths, description } = block;
  writer.write(final ? 1 : 0, 1);
  writer.write(description === undefined ? 1 : 2, 2);
  if (description !== undefined) writeDescription(writer, description);
  const literalWords = codeWords(literalLengths);
  const distanceWords = codeWords(distanceLengths);
  for (const token of tokens) {
    const length = token & 511;
    if (length === 0) {
      const byte = token >>> 9;
      writer.write(literalWords[byte]!, literalLengths[byte]!);
      continue;
    }
    const distance = token >>> 9;
    const lengthSymbol = lengthSymbolOf[length]!;
    writer.write(literalWords[257 + lengthSymbol]!, literalLengths[257 + lengthSymbol]!);
    writer.write(length - lengthBase[lengthSymbol]!, lengthExtraBits[lengthSymbol]!);
    const distanceSymbol = distanceSymbolOf[distance]!;
    writer.write(distanceWords[distanceSymbol]!, distanceLengths[distanceSymbol]!);
    writer.write(distance - distanceBase[distanceSymbol]!, distanceExtraBits[distanceSymbol]!);
  }
  writer.write(literalWords[endOfBlock]!, literalLengths[endOfBlock]!);
}

function writeDescription(writer: BitWriter, description: CodeDescription): void {
  writer.write(description.literals - 257, 5);
  writer.write(description.distances - 1, 5);
  writer.write(description.lengthsWritten - 4, 4);
  for (const symbol of codeLengthOrder.subarray(0, description.lengthsWritten)) {
    writer.write(description.lengths[symbol]!, 3);
  }
  const words = codeWords(description.lengths);
  for (const token of description.tokens) {
    const symbol = token & 0xff;
    writer.write(words[symbol]!, description.lengths[symbol]!);
    if (symbol >= 16) writer.write(token >> 8, repeatExtraBits[symbol - 16]!);
  }
}

const longestStored = 65535;

/** Size in bits of `length` bytes stored from the bit `at` of the stream on, in as many blocks as they need. */
export function storedBits(length: number, at: number): number {
  const blocks = Math.max(1, Math.ceil(length / longestStored));
  const padding = (8 - ((at + 3) & 7)) & 7;
  // Behind the first block the stream is at a byte, so three bits and five of padding head each further one.
  return 3 + padding + 32 + (blocks - 1) * 40 + length * 8;
}

export function writeStored(writer: BitWriter, bytes: Uint8Array, final: boolean): void {
  let from = 0;
  do {
    const piece = bytes.subarray(from, from + longestStored);
    from += piece.length;
    writer.write(final && from >= bytes.length ? 1 : 0, 3);
    writer.align();
    writer.write(piece.length, 16);
    writer.write(~piece.length & 0xffff, 16);
    for (const byte of piece) writer.write(byte, 8);
  } while (from < bytes.length);
}
