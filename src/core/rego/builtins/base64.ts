/** Base64 as the engine's library takes it: exact padding, no trailing bits, no white space, its words for what is wrong. */

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
export const standardAlphabet = `${digits}+/`;
export const urlAlphabet = `${digits}-_`;

export type Decoded =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly message: string };

const padding = 0x3d;

export function encodeBase64(bytes: Uint8Array, alphabet: string, padded: boolean): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1];
    const third = bytes[at + 2];
    const group = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    text += alphabet.charAt(group >> 18) + alphabet.charAt((group >> 12) & 63);
    if (second !== undefined) text += alphabet.charAt((group >> 6) & 63);
    else if (padded) text += '=';
    if (third !== undefined) text += alphabet.charAt(group & 63);
    else if (padded) text += '=';
  }
  return text;
}

function refused(message: string, at: number): Decoded {
  return { kind: 'refused', message: `${message} at ${String(at)}` };
}

/** @param text the encoded text as UTF-8 */
export function decodeBase64(text: Uint8Array, alphabet: string, padded: boolean): Decoded {
  const rest = text.length % 4;
  if (padded ? rest !== 0 : rest === 1) return refused('invalid length', text.length - rest);
  let end = text.length;
  if (padded) while (end > text.length - 2 && text[end - 1] === padding) end -= 1;
  const bytes = new Uint8Array(Math.floor((end * 6) / 8));
  let bits = 0;
  let pending = 0;
  let written = 0;
  for (let at = 0; at < end; at += 1) {
    const code = text[at] ?? 0;
    const digit = code < 0x80 ? alphabet.indexOf(String.fromCharCode(code)) : -1;
    // Padding is legal nowhere but at the end of a group of four, and the last group was cut off above.
    if (digit === -1)
      return refused(padded && code === padding ? 'invalid padding length' : 'invalid symbol', at);
    pending = (pending << 6) | digit;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[written] = (pending >> bits) & 0xff;
      written += 1;
    }
    pending &= (1 << bits) - 1;
  }
  if (pending !== 0) return refused('non-zero trailing bits', end - 1);
  return { kind: 'bytes', bytes };
}
