/** Strings as Rust sees them: sequences of Unicode code points. */

/** Whether code units and code points differ. */
export function hasSurrogates(text: string): boolean {
  return /[\ud800-\udfff]/.test(text);
}

/** A part by code points; a count beyond the end is fine. */
export function sliceCharacters(text: string, from: number, count: number): string {
  if (!hasSurrogates(text)) return text.slice(from, from + count);
  let position = 0;
  let start: number | undefined;
  for (let at = 0; at < text.length; position += 1) {
    if (position === from) start = at;
    if (position === from + count) return text.slice(start, at);
    at += isHighSurrogate(text, at) ? 2 : 1;
  }
  return start === undefined || count === 0 ? '' : text.slice(start);
}

function isHighSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code <= 0xdbff && at + 1 < text.length;
}

/** Where a text starts in another, in code points, each place; at most `limit` of them. */
export function placesOf(part: string, text: string, limit: number): number[] {
  const places: number[] = [];
  let character = 0;
  for (let at = 0; at < text.length && places.length < limit; character += 1) {
    if (text.startsWith(part, at)) places.push(character);
    at += isHighSurrogate(text, at) ? 2 : 1;
  }
  return places;
}

/** Replaces every occurrence; an empty text occurs before each character and at the end. */
export function replaceText(text: string, old: string, replacement: string): string {
  if (old !== '') return text.includes(old) ? text.split(old).join(replacement) : text;
  let result = replacement;
  for (const character of text) result += character + replacement;
  return result;
}

/** Removes characters for which the test holds from the start, the end or both. */
export function trimCharacters(
  text: string,
  isTrimmed: (character: string) => boolean,
  sides: { readonly start: boolean; readonly end: boolean },
): string {
  const characters = Array.from(text);
  let from = 0;
  let to = characters.length;
  if (sides.start) while (from < to && isTrimmed(characters[from] ?? '')) from += 1;
  if (sides.end) while (to > from && isTrimmed(characters[to - 1] ?? '')) to -= 1;
  return from === 0 && to === characters.length ? text : characters.slice(from, to).join('');
}

/** White_Space of Unicode: with U+0085, without U+FEFF, unlike String.prototype.trim. */
export function isWhiteSpace(character: string): boolean {
  return /^\p{White_Space}$/u.test(character);
}
