/**
 * Base64 as RFC 4648 section 4 writes it, and a reader that says exactly how a text departs from it: the programs that
 * read an annotation forgive different things, so nothing may be forgiven silently.
 */

/** Characters that people and tools leave in a copied value and that no alphabet has. */
export type WhitespaceKind = 'lf' | 'cr' | 'space' | 'tab' | 'nbsp' | 'zwsp' | 'bom';

export interface Whitespace {
  readonly kind: WhitespaceKind;
  readonly count: number;
  /** Offset of the first one. */
  readonly first: number;
}

/** `standard` has no character of the URL-safe alphabet, `other` has one that no alphabet of base64 knows. */
export type Base64Alphabet = 'standard' | 'url' | 'mixed' | 'other';

/**
 * The signs of equality against what the other characters need; white space does not count. `none` has no character
 * at all, `inside` an equals sign before others, `impossible-length` one character more than whole quanta.
 */
export type Base64Padding = 'ok' | 'missing' | 'partial' | 'excess' | 'inside' | 'impossible-length' | 'none';

export interface Base64Reading {
  /** Against RFC 4648 section 4, which allows no white space. */
  readonly strict: 'ok' | 'empty' | 'non-canonical-bits' | 'error';
  readonly whitespace: readonly Whitespace[];
  /** White space before the first and after the last other character. */
  readonly leadingWhitespace: number;
  readonly trailingWhitespace: number;
  readonly alphabet: Base64Alphabet;
  /** Offset of the first character of the URL-safe alphabet. */
  readonly firstUrlSafe?: number;
  /** Offset and code point of the first character that is neither of an alphabet nor white space nor `=`. */
  readonly firstForeign?: { readonly offset: number; readonly codePoint: number };
  readonly padding: Base64Padding;
  /** Equals signs at the end. */
  readonly paddingCharacters: number;
  /** Offset of the first equals sign. */
  readonly firstPadding?: number;
  /** Offset of the last character that carries bits, when some of those bits are cut off and not zero. */
  readonly nonCanonicalAt?: number;
  /**
   * The bytes after dropping white space, reading both alphabets and repairing the padding. Absent when a character is
   * foreign, an equals sign stands inside, the length is impossible or there is nothing to read.
   */
  readonly bytes?: Uint8Array<ArrayBuffer>;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const equalsSign = 0x3d;

/** Classes of a code unit beyond the 64 values of a symbol. */
const foreign = 64;
const padding = 65;
const urlSafe = 128;

const whitespaceKinds: ReadonlyMap<number, WhitespaceKind> = new Map([
  [0x0a, 'lf'],
  [0x0d, 'cr'],
  [0x20, 'space'],
  [0x09, 'tab'],
  [0xa0, 'nbsp'],
  [0x200b, 'zwsp'],
  [0xfeff, 'bom'],
]);

const classes = makeClasses();
const symbols = Uint8Array.from(alphabet, (character) => character.charCodeAt(0));
const asciiDecoder = new TextDecoder('latin1');

function makeClasses(): Uint8Array {
  const made = new Uint8Array(128).fill(foreign);
  for (let value = 0; value < 64; value++) made[alphabet.charCodeAt(value)] = value;
  made[0x2d] = 62 | urlSafe;
  made[0x5f] = 63 | urlSafe;
  made[equalsSign] = padding;
  return made;
}

interface NativeBase64 {
  readonly toBase64?: () => string;
}

/** Standard alphabet, padded, one line: the same text in every engine. */
export function encodeBase64(bytes: Uint8Array): string {
  const native = (bytes as NativeBase64).toBase64;
  return native === undefined ? encodeBase64ByTable(bytes) : native.call(bytes);
}

/** What `encodeBase64` does in an engine without `Uint8Array.prototype.toBase64`. */
export function encodeBase64ByTable(bytes: Uint8Array): string {
  const { length } = bytes;
  const text = new Uint8Array(Math.ceil(length / 3) * 4);
  let to = 0;
  let at = 0;
  for (; at + 2 < length; at += 3) {
    const quantum = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
    text[to++] = symbols[quantum >> 18]!;
    text[to++] = symbols[(quantum >> 12) & 63]!;
    text[to++] = symbols[(quantum >> 6) & 63]!;
    text[to++] = symbols[quantum & 63]!;
  }
  if (at < length) {
    const quantum = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8);
    text[to++] = symbols[quantum >> 18]!;
    text[to++] = symbols[(quantum >> 12) & 63]!;
    text[to++] = at + 1 < length ? symbols[(quantum >> 6) & 63]! : equalsSign;
    text[to] = equalsSign;
  }
  return asciiDecoder.decode(text);
}

/** Reads any text. Never throws; offsets are UTF-16 code units of `text`. */
export function readBase64(text: string): Base64Reading {
  const { length } = text;
  const bytes = new Uint8Array(((length * 3) >> 2) + 3);
  const whitespace = new Map<WhitespaceKind, { count: number; first: number }>();
  let written = 0;
  let quantum = 0;
  let characters = 0;
  let leading = 0;
  let trailing = 0;
  let equals = 0;
  let equalsInside = false;
  let firstUrlSafe = -1;
  let firstForeign = -1;
  let firstPadding = -1;
  let last = -1;

  for (let at = 0; at < length; at++) {
    if ((characters & 3) === 0 && equals === 0) {
      // Nearly all of nearly every value is whole quanta of the standard alphabet: four symbols a turn.
      const from = at;
      for (; at + 3 < length; at += 4) {
        const first = text.charCodeAt(at);
        const second = text.charCodeAt(at + 1);
        const third = text.charCodeAt(at + 2);
        const fourth = text.charCodeAt(at + 3);
        if ((first | second | third | fourth) >= 128) break;
        const high = (classes[first]! << 6) | classes[second]!;
        const low = (classes[third]! << 6) | classes[fourth]!;
        // A class beyond the 64 values sets a bit above its six.
        if (((high | low) & ~0xfff) !== 0 || ((classes[second]! | classes[fourth]!) & ~63) !== 0) break;
        bytes[written] = high >> 4;
        bytes[written + 1] = (high << 4) | (low >> 8);
        bytes[written + 2] = low;
        written += 3;
      }
      if (at > from) {
        characters += at - from;
        last = at - 1;
        trailing = 0;
        if (at >= length) break;
      }
    }
    const unit = text.charCodeAt(at);
    const value = unit < 128 ? classes[unit]! : foreign;
    if (value === padding) {
      if (firstPadding < 0) firstPadding = at;
      equals++;
      trailing = 0;
      continue;
    }
    if (value === foreign) {
      const kind = whitespaceKinds.get(unit);
      if (kind !== undefined) {
        const seen = whitespace.get(kind);
        if (seen === undefined) whitespace.set(kind, { count: 1, first: at });
        else seen.count++;
        if (characters + equals === 0) leading++;
        trailing++;
        continue;
      }
      if (firstForeign < 0) firstForeign = at;
    } else if (value >= urlSafe) {
      if (firstUrlSafe < 0) firstUrlSafe = at;
    }
    if (equals > 0) {
      equalsInside = true;
      equals = 0;
    }
    trailing = 0;
    last = at;
    characters++;
    quantum = (quantum << 6) | (value & 63);
    if ((characters & 3) === 0) {
      bytes[written++] = quantum >> 16;
      bytes[written++] = quantum >> 8;
      bytes[written++] = quantum;
      quantum = 0;
    }
  }

  const rest = characters & 3;
  const spare = rest === 2 ? quantum & 15 : rest === 3 ? quantum & 3 : 0;
  if (rest === 2) bytes[written++] = quantum >> 4;
  if (rest === 3) {
    bytes[written++] = quantum >> 10;
    bytes[written++] = quantum >> 2;
  }
  const kind = paddingOf(characters, equals, equalsInside);
  const readable = firstForeign < 0 && kind !== 'inside' && kind !== 'impossible-length' && kind !== 'none';
  const alphabetFound: Base64Alphabet =
    firstForeign >= 0 ? 'other' : firstUrlSafe < 0 ? 'standard' : /[+/]/.test(text) ? 'mixed' : 'url';
  const clean = whitespace.size === 0 && alphabetFound === 'standard' && kind === 'ok';
  return {
    strict: length === 0 ? 'empty' : !clean ? 'error' : spare === 0 ? 'ok' : 'non-canonical-bits',
    whitespace: Array.from(whitespace, ([name, seen]) => ({ kind: name, ...seen })),
    leadingWhitespace: leading,
    trailingWhitespace: trailing,
    alphabet: alphabetFound,
    padding: kind,
    paddingCharacters: equals,
    ...(firstUrlSafe < 0 ? {} : { firstUrlSafe }),
    ...(firstForeign < 0
      ? {}
      : { firstForeign: { offset: firstForeign, codePoint: text.codePointAt(firstForeign) ?? 0 } }),
    ...(firstPadding < 0 ? {} : { firstPadding }),
    ...(spare === 0 || !readable ? {} : { nonCanonicalAt: last }),
    ...(readable ? { bytes: bytes.slice(0, written) } : {}),
  };
}

function paddingOf(characters: number, equals: number, inside: boolean): Base64Padding {
  if (inside) return 'inside';
  if (characters + equals === 0) return 'none';
  const rest = characters & 3;
  if (rest === 1) return 'impossible-length';
  const needed = (4 - rest) & 3;
  if (equals === needed) return 'ok';
  if (equals === 0) return 'missing';
  return equals < needed ? 'partial' : 'excess';
}
