/**
 * Sets of code points by a test, made of ranges, Unicode properties and their algebra. Answers for ASCII are worked out
 * once; others are remembered as they come.
 */

export interface CharSet {
  /** The only member, when there is just one. */
  readonly single: number | undefined;
  readonly has: (codePoint: number) => boolean;
  /** Roughly what the set takes of the memory that the native engine allows a compiled pattern. */
  readonly bytes: number;
  /** Number of ranges of a set in ASCII; 0 for others. */
  readonly asciiRanges: number;
}

/** Bytes of a state of the native automaton, of a state with ranges and of each range in it. Measured. */
export const stateBytes = 32;
const rangesBytes = 64;
const rangeBytes = 8;
/** A complement holds nearly all UTF-8 sequences. */
export const complementBytes = 1000;

const asciiSize = 128;
/** Enough for any text in one script; forgotten when full, so that no text makes it grow. */
const maxRemembered = 4096;

/** @param test whether a code point is in the set; called at most once for each while it is remembered */
export function setWhere(test: (codePoint: number) => boolean, bytes: number, asciiRanges = 0): CharSet {
  const ascii = new Int8Array(asciiSize);
  const remembered = new Map<number, boolean>();
  const has = (codePoint: number): boolean => {
    if (codePoint < asciiSize) {
      const known = ascii[codePoint] ?? 0;
      if (known !== 0) return known > 0;
      const found = test(codePoint);
      ascii[codePoint] = found ? 1 : -1;
      return found;
    }
    const known = remembered.get(codePoint);
    if (known !== undefined) return known;
    if (remembered.size >= maxRemembered) remembered.clear();
    const found = test(codePoint);
    remembered.set(codePoint, found);
    return found;
  };
  return { single: undefined, has, bytes, asciiRanges };
}

/** A set in ASCII, of so many ranges. */
export function asciiSet(test: (codePoint: number) => boolean, ranges: number): CharSet {
  return setWhere(test, rangesBytes + rangeBytes * ranges, ranges);
}

export function setOfOne(codePoint: number): CharSet {
  return {
    single: codePoint,
    has: (other) => other === codePoint,
    bytes: stateBytes * utf8Length(codePoint),
    asciiRanges: codePoint < asciiSize ? 1 : 0,
  };
}

export function setOfRange(from: number, to: number): CharSet {
  if (from === to) return setOfOne(from);
  const has = (code: number): boolean => code >= from && code <= to;
  return to < asciiSize ? asciiSet(has, 1) : setWhere(has, rangesBytes * utf8Length(to));
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x1_0000 ? 3 : 4;
}

export function unionOfSets(sets: readonly CharSet[]): CharSet {
  const [first] = sets;
  if (sets.length === 1 && first !== undefined) return first;
  const has = (code: number): boolean => sets.some((set) => set.has(code));
  const ranges = sets.reduce((total, set) => total + set.asciiRanges, 0);
  if (sets.every((set) => set.asciiRanges > 0)) return asciiSet(has, ranges);
  // What is in ASCII hardly counts beside the rest.
  const bytes = sets.reduce((total, set) => total + (set.asciiRanges > 0 ? rangeBytes : set.bytes), 0);
  return setWhere(has, bytes);
}

export function complementOf(set: CharSet, bytes?: number): CharSet {
  return setWhere((code) => !set.has(code), bytes ?? Math.max(complementBytes, set.bytes));
}

export type SetOperator = '&&' | '--' | '~~';

export function combinedSets(a: CharSet, operator: SetOperator, b: CharSet): CharSet {
  const bytes = Math.max(a.bytes, b.bytes);
  switch (operator) {
    case '&&':
      return setWhere((code) => a.has(code) && b.has(code), bytes);
    case '--':
      return setWhere((code) => a.has(code) && !b.has(code), bytes);
    case '~~':
      return setWhere((code) => a.has(code) !== b.has(code), bytes);
  }
}
