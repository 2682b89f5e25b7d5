/** Identifiers that look as the real ones do and are the same each time, so that a run can be repeated and compared. */

/** Hexadecimal digits that depend on a text alone. Not a hash for any purpose but telling names apart. */
export function hexOf(text: string, length: number): string {
  let state = 0x811c9dc5;
  const stir = (code: number): void => {
    state = Math.imul(state ^ code, 0x01000193);
    state ^= state >>> 15;
  };
  for (let index = 0; index < text.length; index += 1) stir(text.charCodeAt(index));
  let digits = '';
  while (digits.length < length) {
    stir(digits.length + 1);
    state = Math.imul(state ^ (state >>> 13), 0x5bd1e995);
    digits += (state >>> 0).toString(16).padStart(8, '0');
  }
  return digits.slice(0, length);
}

/** A UUID of version 4 by its looks. */
export function uuidOf(text: string): string {
  const hex = hexOf(text, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
