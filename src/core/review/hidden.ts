/** Characters that a reader of a file does not see, or that make him read it in another order. */
import type { HiddenCharacter } from './review.ts';

/** A file full of them is listed as far as anyone would look. */
const mostListed = 500;

const names: ReadonlyMap<number, readonly [kind: HiddenCharacter['kind'], name: string]> = new Map([
  [0x00ad, ['invisible', 'soft hyphen']],
  [0x034f, ['invisible', 'combining grapheme joiner']],
  [0x061c, ['bidirectional', 'Arabic letter mark']],
  [0x115f, ['invisible', 'Hangul choseong filler']],
  [0x1160, ['invisible', 'Hangul jungseong filler']],
  [0x180e, ['invisible', 'Mongolian vowel separator']],
  [0x200b, ['invisible', 'zero-width space']],
  [0x200c, ['invisible', 'zero-width non-joiner']],
  [0x200d, ['invisible', 'zero-width joiner']],
  [0x200e, ['bidirectional', 'left-to-right mark']],
  [0x200f, ['bidirectional', 'right-to-left mark']],
  [0x2028, ['space', 'line separator']],
  [0x2029, ['space', 'paragraph separator']],
  [0x202a, ['bidirectional', 'left-to-right embedding']],
  [0x202b, ['bidirectional', 'right-to-left embedding']],
  [0x202c, ['bidirectional', 'pop directional formatting']],
  [0x202d, ['bidirectional', 'left-to-right override']],
  [0x202e, ['bidirectional', 'right-to-left override']],
  [0x2060, ['invisible', 'word joiner']],
  [0x2061, ['invisible', 'function application']],
  [0x2062, ['invisible', 'invisible times']],
  [0x2063, ['invisible', 'invisible separator']],
  [0x2064, ['invisible', 'invisible plus']],
  [0x2066, ['bidirectional', 'left-to-right isolate']],
  [0x2067, ['bidirectional', 'right-to-left isolate']],
  [0x2068, ['bidirectional', 'first strong isolate']],
  [0x2069, ['bidirectional', 'pop directional isolate']],
  [0x2800, ['invisible', 'Braille blank']],
  [0x3164, ['invisible', 'Hangul filler']],
  [0xfeff, ['invisible', 'byte order mark']],
  [0xffa0, ['invisible', 'halfwidth Hangul filler']],
]);

/** First and last code points of what is looked for above ASCII. */
const ranges: readonly (readonly [from: number, to: number])[] = [
  [0x7f, 0xa0],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x1680, 0x1680],
  [0x180e, 0x180e],
  [0x2000, 0x200f],
  [0x2028, 0x202f],
  [0x205f, 0x206f],
  [0x2800, 0x2800],
  [0x3000, 0x3000],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
];

const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Every such character in order, the first few hundred of many. Linear in the text. */
export function hiddenCharactersIn(text: string): readonly HiddenCharacter[] {
  const found: HiddenCharacter[] = [];
  for (let at = 0; at < text.length && found.length < mostListed; at++) {
    const unit = text.charCodeAt(at);
    if (unit === tab || unit === lineFeed || (unit >= 0x20 && unit < 0x7f)) continue;
    if (unit === carriageReturn && text.charCodeAt(at + 1) === lineFeed) continue;
    const codePoint = text.codePointAt(at) ?? 0;
    const to = at + (codePoint > 0xffff ? 2 : 1);
    if (codePoint < 0x20 || ranges.some(([first, last]) => codePoint >= first && codePoint <= last)) {
      const [kind, name] = namedAs(codePoint);
      found.push({ span: { from: at, to }, codePoint, kind, name });
    }
    at = to - 1;
  }
  return found;
}

function namedAs(codePoint: number): readonly [HiddenCharacter['kind'], string] {
  const known = names.get(codePoint);
  if (known !== undefined) return known;
  if (codePoint === 0x0d) return ['control', 'carriage return without line feed'];
  if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0))
    return ['control', `control character ${hex(codePoint)}`];
  if (codePoint >= 0xe0000) return ['invisible', `tag or variation ${hex(codePoint)}`];
  if (codePoint >= 0xfe00 && codePoint <= 0xfe0f) return ['invisible', 'variation selector'];
  if (codePoint >= 0x1d173) return ['invisible', `musical formatting ${hex(codePoint)}`];
  if (codePoint >= 0x206a && codePoint <= 0x206f)
    return ['bidirectional', `deprecated formatting ${hex(codePoint)}`];
  if (codePoint >= 0xfff9) return ['invisible', `annotation character ${hex(codePoint)}`];
  return ['space', codePoint === 0xa0 ? 'no-break space' : `unusual space ${hex(codePoint)}`];
}

function hex(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}
