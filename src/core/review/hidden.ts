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

// oxlint-disable-next-line no-control-regex, no-misleading-character-class -- these characters are what is looked for
const pattern =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]|\r(?!\n)|[\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;

/** Every such character in order, the first few hundred of many. Linear in the text. */
export function hiddenCharactersIn(text: string): readonly HiddenCharacter[] {
  const found: HiddenCharacter[] = [];
  for (const match of text.matchAll(pattern)) {
    if (found.length === mostListed) break;
    const codePoint = match[0].codePointAt(0) ?? 0;
    const [kind, name] = namedAs(codePoint);
    found.push({ span: { from: match.index, to: match.index + match[0].length }, codePoint, kind, name });
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
