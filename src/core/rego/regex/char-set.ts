/**
 * Sets of code points by a test, made of ranges, Unicode properties and their algebra. Answers for ASCII are worked out
 * once; others are remembered as they come.
 */

export interface CharSet {
  /** The only member, when there is just one. */
  readonly single: number | undefined;
  readonly has: (codePoint: number) => boolean;
  /** Roughly how many states of a byte automaton the set takes in the native engine. */
  readonly states: number;
}

const asciiSize = 128;
/** Enough for any text in one script; forgotten when full, so that no text makes it grow. */
const maxRemembered = 4096;

/** @param test whether a code point is in the set; called at most once for each while it is remembered */
export function setWhere(test: (codePoint: number) => boolean, states: number): CharSet {
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
  return { single: undefined, has, states };
}

export function setOfOne(codePoint: number): CharSet {
  return { single: codePoint, has: (other) => other === codePoint, states: utf8Length(codePoint) };
}

export function setOfRange(from: number, to: number): CharSet {
  const states = to < asciiSize ? 1 : 2 * utf8Length(to);
  return { single: from === to ? from : undefined, has: (code) => code >= from && code <= to, states };
}

export const noCharacter: CharSet = { single: undefined, has: () => false, states: 1 };

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x1_0000 ? 3 : 4;
}

export function unionOfSets(sets: readonly CharSet[]): CharSet {
  const [first = noCharacter] = sets;
  if (sets.length < 2) return first;
  const ascii = sets.every((set) => set.states === 1);
  const states = ascii ? 1 : sets.reduce((total, set) => total + set.states, 0);
  return setWhere((code) => sets.some((set) => set.has(code)), states);
}

export function complementOf(set: CharSet): CharSet {
  // What lies beyond ASCII takes the states of all UTF-8 sequences.
  return setWhere((code) => !set.has(code), set.states + 6);
}

export type SetOperator = '&&' | '--' | '~~';

export function combinedSets(a: CharSet, operator: SetOperator, b: CharSet): CharSet {
  const states = Math.max(a.states, b.states);
  switch (operator) {
    case '&&':
      return setWhere((code) => a.has(code) && b.has(code), states);
    case '--':
      return setWhere((code) => a.has(code) && !b.has(code), states);
    case '~~':
      return setWhere((code) => a.has(code) !== b.has(code), states);
  }
}
