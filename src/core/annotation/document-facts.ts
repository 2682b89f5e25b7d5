/** What can be said of a document's bytes before anybody parses them. */
export interface DocumentFacts {
  readonly bytes: number;
  readonly utf8: boolean;
  /** Offset of the first byte that belongs to no UTF-8 character. */
  readonly firstBadByte?: number;
  readonly bom: boolean;
  readonly nul: boolean;
  /** A carriage return, with or without a line feed. */
  readonly cr: boolean;
  readonly finalNewline: boolean;
}

export function documentFacts(bytes: Uint8Array): DocumentFacts {
  const { ascii, nul, cr } = bytesSeen(bytes);
  const bad = ascii ? undefined : firstBadByte(bytes);
  return {
    bytes: bytes.length,
    utf8: bad === undefined,
    ...(bad === undefined ? {} : { firstBadByte: bad }),
    bom: bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf,
    nul,
    cr,
    finalNewline: bytes.at(-1) === 0x0a,
  };
}

/** The start of the first sequence that is not UTF-8: overlong forms, surrogates and a cut end are not. */
export function firstBadByte(bytes: Uint8Array): number | undefined {
  const { length } = bytes;
  for (let at = 0; at < length;) {
    const first = bytes[at]!;
    if (first < 0x80) {
      at++;
      continue;
    }
    const following =
      first >= 0xc2 && first < 0xe0
        ? 1
        : first >= 0xe0 && first < 0xf0
          ? 2
          : first >= 0xf0 && first < 0xf5
            ? 3
            : 0;
    const second = bytes[at + 1] ?? 0;
    const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
    const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
    if (following === 0 || second < lowest || second > highest) return at;
    for (let next = 2; next <= following; next++) {
      const byte = bytes[at + next] ?? 0;
      if (byte < 0x80 || byte > 0xbf) return at;
    }
    at += following + 1;
  }
  return undefined;
}

const highBits = 0x80808080;
const lowBits = 0x01010101;
const carriageReturns = 0x0d0d0d0d;

/** One pass over the bytes, four of them at a time: most documents are ASCII, and long ones would be felt. */
function bytesSeen(bytes: Uint8Array): {
  readonly ascii: boolean;
  readonly nul: boolean;
  readonly cr: boolean;
} {
  const { buffer, byteOffset, length } = bytes;
  const words = byteOffset % 4 === 0 ? new Uint32Array(buffer, byteOffset, length >> 2) : new Uint32Array(0);
  let high = 0;
  let nul = 0;
  let cr = 0;
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const difference = word ^ carriageReturns;
    high |= word;
    // Only a byte that is zero borrows into its highest bit without having it.
    nul |= (word - lowBits) & ~word;
    cr |= (difference - lowBits) & ~difference;
  }
  const rest = bytes.subarray(words.length * 4);
  return {
    ascii: (high & highBits) === 0 && rest.every((byte) => byte < 0x80),
    nul: (nul & highBits) !== 0 || rest.includes(0),
    cr: (cr & highBits) !== 0 || rest.includes(0x0d),
  };
}
