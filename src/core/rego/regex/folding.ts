/** Letters that differ in case alone, by the simple case folding of Unicode. */
import { asciiSet, type CharSet, setWhere } from './char-set.ts';

/** Beyond the last code point that has a case. */
const caseEnd = 0x1_e944;

let orbits: ReadonlyMap<number, readonly number[]> | undefined;

/** A key that code points of the same folding share, found through their upper case. */
function foldingKey(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  const upper = singleOf(character.toUpperCase()) ?? character;
  const lower = singleOf(upper.toLowerCase());
  return (lower ?? singleOf(character.toLowerCase()) ?? character).codePointAt(0) ?? codePoint;
}

function singleOf(text: string): string | undefined {
  const codePoint = text.codePointAt(0);
  return codePoint !== undefined && text.length === (codePoint > 0xffff ? 2 : 1) ? text : undefined;
}

/** Both dotless and dotted i fold to themselves, though case mapping leads to i. */
const unfolded: ReadonlySet<number> = new Set([0x130, 0x131]);

/** Worked out when a pattern first ignores case beyond ASCII: some ten milliseconds. */
function allOrbits(): ReadonlyMap<number, readonly number[]> {
  const byKey = new Map<number, number[]>();
  for (let code = 0x41; code < caseEnd; code += 1) {
    if ((code >= 0x3400 && code < 0xa000) || (code >= 0xac00 && code < 0xe000) || unfolded.has(code))
      continue;
    const key = foldingKey(code);
    const orbit = byKey.get(key);
    if (orbit === undefined) byKey.set(key, [code]);
    else orbit.push(code);
  }
  const found = new Map<number, readonly number[]>();
  for (const orbit of byKey.values()) {
    if (orbit.length > 1) for (const code of orbit) found.set(code, orbit);
  }
  return found;
}

/** All code points that fold as this one does, itself included. */
export function foldingsOf(codePoint: number): readonly number[] {
  if (codePoint < 0x80) return asciiFoldings(codePoint);
  return (orbits ??= allOrbits()).get(codePoint) ?? [codePoint];
}

function asciiFoldings(code: number): readonly number[] {
  const letter = code | 0x20;
  if (letter < 0x61 || letter > 0x7a) return [code];
  const cases = [letter, letter & ~0x20];
  // The Kelvin sign and the long s are letters of this alphabet in other clothes.
  if (letter === 0x6b) return [...cases, 0x212a];
  return letter === 0x73 ? [...cases, 0x17f] : cases;
}

/** The set with every letter in all its cases; in ASCII alone when Unicode is switched off. */
export function foldedSet(set: CharSet, unicode: boolean): CharSet {
  if (!unicode) {
    const has = (code: number): boolean => (code < 0x80 ? asciiCases(code) : [code]).some(set.has);
    return setWhere(has, set.bytes, 2 * set.asciiRanges);
  }
  const has = (code: number): boolean => foldingsOf(code).some(set.has);
  if (set.asciiRanges === 0) return setWhere(has, set.bytes + foldedBytes);
  // k and s have a letter beyond ASCII.
  if ([0x4b, 0x53, 0x6b, 0x73].some(set.has)) return setWhere(has, set.bytes + foldedBytes);
  return asciiSet(has, 2 * set.asciiRanges);
}

/** Measured. */
const foldedBytes = 160;

function asciiCases(code: number): readonly number[] {
  const letter = code | 0x20;
  return letter < 0x61 || letter > 0x7a ? [code] : [letter, letter & ~0x20];
}
