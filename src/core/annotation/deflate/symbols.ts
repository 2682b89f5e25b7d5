/** The alphabets of deflate (RFC 1951 section 3.2.5) as tables from values to symbols. */

export const literalSymbols = 286;
export const distanceSymbols = 30;
export const endOfBlock = 256;
export const minMatch = 3;
export const maxMatch = 258;
export const maxDistance = 32768;
/** Longest code of a literal, length or distance. */
export const maxCodeBits = 15;

export const lengthExtraBits = Uint8Array.of(
  ...[0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0],
);
export const distanceExtraBits = Uint8Array.of(
  ...[0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13],
);

/** First length and first distance of each symbol; the rest of the value goes into the extra bits. */
export const lengthBase = basesOf(lengthExtraBits, minMatch);
export const distanceBase = basesOf(distanceExtraBits, 1);
// The longest match has a symbol of its own, though the one before could hold it.
lengthBase[28] = maxMatch;

/** Length to `symbol - 257`. */
export const lengthSymbolOf = symbolsOf(lengthBase, maxMatch);
/** Distance to its symbol. */
export const distanceSymbolOf = symbolsOf(distanceBase, maxDistance);

function basesOf(extraBits: Uint8Array, first: number): Uint16Array {
  const bases = new Uint16Array(extraBits.length);
  let next = first;
  extraBits.forEach((bits, symbol) => {
    bases[symbol] = next;
    next += 1 << bits;
  });
  return bases;
}

function symbolsOf(bases: Uint16Array, last: number): Uint8Array {
  const table = new Uint8Array(last + 1);
  bases.forEach((base, symbol) => table.fill(symbol, base, bases[symbol + 1] ?? last + 1));
  return table;
}
