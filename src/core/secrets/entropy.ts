import type { Span } from '#core/text/span.ts';

/** Shorter strings are too often names. */
const leastLength = 32;
/** Longer ones are data, such as a compressed document, and not keys. */
const mostLength = 1024;

// The lookbehind keeps the search from starting again at every letter of a shorter word.
const words = /(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_=-]{32,}/g;

/**
 * Long strings that look random. Left out: digests and image digests, KBS and other URIs, sealed secrets, UUIDs, paths
 * and names with words in them, base64 of texts and public keys, and everything too long to be a key.
 *
 * @param known places to leave out, in order: PEM blocks, whose content is known
 */
export function* entropicStringsIn(text: string, known: readonly Span[]): Generator<Span> {
  let next = 0;
  for (const match of text.matchAll(words)) {
    while ((known[next]?.to ?? Infinity) <= match.index) next++;
    if ((known[next]?.from ?? Infinity) <= match.index) continue;
    const word = match[0];
    if (word.length > mostLength || !looksRandom(word) || isHarmlessPlace(text, match.index, word)) continue;
    yield { from: match.index, to: match.index + word.length };
  }
}

function looksRandom(word: string): boolean {
  if (word.length < leastLength) return false;
  if (/^[0-9a-fA-F]+$/.test(word)) return isHexKey(word);
  const core = word.replace(/=+$/, '');
  if (core.includes('=') || /(?:^|[/_-])[a-z]{3,}[/_-]/i.test(core)) return false;
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/].filter((set) => set.test(core)).length;
  return classes === 3 && digitShare(core) > 0.04 && bitsPerCharacter(core) > 4.2 && caseChanges(core) > 0.2;
}

/** Hex of a digest length is a digest far more often than a key; only other lengths are suspicious. */
function isHexKey(word: string): boolean {
  const digestLengths = [32, 40, 56, 64, 96, 128];
  return (
    !digestLengths.includes(word.length) && word.length <= 256 && bitsPerCharacter(word.toLowerCase()) > 3.2
  );
}

function isHarmlessPlace(text: string, from: number, word: string): boolean {
  const before = text.slice(Math.max(0, from - 24), from);
  if (/sha(?:256|384|512)[:-]$|sealed\.$|[./@]$|:\/\/\S*$|ssh-(?:rsa|ed25519) $/.test(before)) return true;
  const after = text.charAt(from + word.length);
  return (
    after === '.' ||
    after === '@' ||
    /^(?:sha(?:256|384|512)-|H4sI|AAAA[A-Z]3Nza|MII|MFkw|MCow|MHYw|LS0tLS1)/.test(word)
  );
}

function digitShare(word: string): number {
  let digits = 0;
  for (let index = 0; index < word.length; index++) {
    const code = word.charCodeAt(index);
    if (code >= 0x30 && code <= 0x39) digits++;
  }
  return digits / word.length;
}

/** Camel-case names change case a few times, random text at every other letter. */
function caseChanges(word: string): number {
  let changes = 0;
  for (let index = 1; index < word.length; index++) {
    if (isUpper(word.charCodeAt(index - 1)) !== isUpper(word.charCodeAt(index))) changes++;
  }
  return changes / word.length;
}

function isUpper(code: number): boolean {
  return code >= 0x41 && code <= 0x5a;
}

/** Shannon entropy of the characters. */
function bitsPerCharacter(word: string): number {
  const counts = new Map<number, number>();
  for (let index = 0; index < word.length; index++) {
    const code = word.charCodeAt(index);
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  let bits = 0;
  for (const count of counts.values()) bits -= (count / word.length) * Math.log2(count / word.length);
  return bits;
}
