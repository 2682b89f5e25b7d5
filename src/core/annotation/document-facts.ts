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
  const bad = firstBadByte(bytes);
  return {
    bytes: bytes.length,
    utf8: bad === undefined,
    ...(bad === undefined ? {} : { firstBadByte: bad }),
    bom: bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf,
    nul: has(bytes, 0),
    cr: has(bytes, 0x0d),
    finalNewline: bytes.at(-1) === 0x0a,
  };
}

/** The start of the first sequence that is not UTF-8: overlong forms, surrogates and a cut end are not. */
export function firstBadByte(bytes: Uint8Array): number | undefined {
  const { length } = bytes;
  for (let at = asciiBytes(bytes); at < length;) {
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

/** Four bytes in one number, as many of them as fit; the rest of `bytes` is behind them. */
function wordsOf({ buffer, byteOffset, length }: Uint8Array): Uint32Array {
  return byteOffset % 4 === 0 ? new Uint32Array(buffer, byteOffset, length >> 2) : new Uint32Array(0);
}

/** How many bytes from the start are sure to be ASCII: most documents are nothing else. */
function asciiBytes(bytes: Uint8Array): number {
  const words = wordsOf(bytes);
  let at = 0;
  while (at < words.length && (words[at]! & 0x80808080) === 0) at++;
  return at * 4;
}

/** `bytes.includes(byte)`, some four times as fast. */
function has(bytes: Uint8Array, byte: number): boolean {
  const words = wordsOf(bytes);
  const wanted = byte * 0x01010101;
  for (let at = 0; at < words.length; at++) {
    const difference = words[at]! ^ wanted;
    // Only a byte that is zero borrows into its highest bit without having it.
    if (((difference - 0x01010101) & ~difference & 0x80808080) !== 0) return true;
  }
  return bytes.includes(byte, words.length * 4);
}
