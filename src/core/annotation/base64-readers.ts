/**
 * How the programs that read annotations decode base64: what they get of it, and the words of their error.
 *
 * They work on the bytes of the value, so offsets here are bytes of its UTF-8 form.
 * @see https://github.com/golang/go/blob/master/src/encoding/base64/base64.go
 * @see https://docs.rs/base64/0.22.1/src/base64/engine/general_purpose/decode_suffix.rs.html
 */
import { readBase64 } from './base64.ts';

const equalsSign = 0x3d;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const noValue = 255;
const values = new Uint8Array(256).fill(noValue);
Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/').forEach((symbol, value) => {
  values[symbol.charCodeAt(0)] = value;
});

/** What a reader got before it stopped; `error` is absent when it read all. */
export interface Base64Delivery {
  readonly bytes: Uint8Array;
  readonly error?: string;
}

/** `base64.StdEncoding.DecodeString` of Go, which skips line feeds and carriage returns. */
export function decodeAsGo(source: Uint8Array): Base64Delivery {
  const { bytes, corruptAt } = goDecode(source);
  return corruptAt === undefined ? { bytes } : { bytes, error: illegal(corruptAt) };
}

function illegal(offset: number): string {
  return `illegal base64 data at input byte ${offset}`;
}

/** The size of the decoder's buffer: an error names the offset in the current piece, not in the whole value. */
const streamBuffer = 1024;

/** `base64.NewDecoder` of Go, which reads in pieces, drops line ends first, and hands out what came before an error. */
export function streamAsGo(source: Uint8Array): Base64Delivery {
  const bytes = new Uint8Array(((source.length * 3) >> 2) + 3);
  let written = 0;
  let held = new Uint8Array(0);
  let at = 0;
  const delivery = (error: string | undefined): Base64Delivery => ({
    bytes: bytes.subarray(0, written),
    ...(error === undefined ? {} : { error }),
  });
  for (;;) {
    while (held.length < 4 && at < source.length) {
      const piece = source.subarray(at, at + streamBuffer - held.length);
      at += piece.length;
      const kept = piece.filter((byte) => byte !== lineFeed && byte !== carriageReturn);
      const joined = new Uint8Array(held.length + kept.length);
      joined.set(held);
      joined.set(kept, held.length);
      held = joined;
    }
    if (held.length < 4) return delivery(held.length > 0 ? 'unexpected EOF' : undefined);
    const whole = held.length & ~3;
    const { bytes: decoded, corruptAt } = goDecode(held.subarray(0, whole));
    bytes.set(decoded, written);
    written += decoded.length;
    if (corruptAt !== undefined) return delivery(illegal(corruptAt));
    held = held.slice(whole);
  }
}

/** Quanta of four symbols one after the other; nothing may follow a padded one. */
function goDecode(source: Uint8Array): { readonly bytes: Uint8Array; readonly corruptAt?: number } {
  const bytes = new Uint8Array(((source.length * 3) >> 2) + 3);
  let written = 0;
  let at = 0;
  const skipLineEnds = (): void => {
    while (source[at] === lineFeed || source[at] === carriageReturn) at++;
  };
  const corrupt = (corruptAt: number): ReturnType<typeof goDecode> => ({
    bytes: bytes.subarray(0, written),
    corruptAt,
  });
  while (at < source.length) {
    let bits = 0;
    let symbols = 0;
    let padded = false;
    while (symbols < 4) {
      if (at === source.length) {
        if (symbols === 0) return { bytes: bytes.subarray(0, written) };
        return corrupt(at - symbols);
      }
      const byte = source[at++]!;
      const value = values[byte]!;
      if (value !== noValue) {
        bits = (bits << 6) | value;
        symbols++;
        continue;
      }
      if (byte === lineFeed || byte === carriageReturn) continue;
      if (byte !== equalsSign || symbols < 2) return corrupt(at - 1);
      if (symbols === 2) {
        skipLineEnds();
        if (at === source.length) return corrupt(source.length);
        if (source[at] !== equalsSign) return corrupt(at - 1);
        at++;
      }
      skipLineEnds();
      padded = true;
      break;
    }
    bits <<= 6 * (4 - symbols);
    bytes[written++] = bits >> 16;
    if (symbols > 2) bytes[written++] = bits >> 8;
    if (symbols > 3) bytes[written++] = bits;
    if (padded && at < source.length) return corrupt(at);
  }
  return { bytes: bytes.subarray(0, written) };
}

/** `base64::engine::general_purpose::STANDARD.decode` of Rust: all or nothing. */
export function decodeAsRust(text: string, source: Uint8Array): Base64Delivery {
  const reading = readBase64(text);
  if (reading.strict === 'ok' && reading.bytes !== undefined) return { bytes: reading.bytes };
  const error = rustError(source);
  return { bytes: new Uint8Array(0), ...(error === undefined ? {} : { error }) };
}

function rustError(source: Uint8Array): string | undefined {
  const symbol = (at: number): string => `Invalid symbol ${source[at] ?? 0}, offset ${at}.`;
  const { length } = source;
  const rest = length % 4;
  const last = source[length - 1] ?? 0;
  if (rest === 1 && last !== equalsSign && values[last] === noValue) return symbol(length - 1);
  // The last quantum may hold padding and is looked at apart; before it nothing but symbols may stand.
  const suffix = Math.max(0, length - rest - (rest === 0 ? 4 : 0));
  for (let at = 0; at < suffix; at++) if (values[source[at]!] === noValue) return symbol(at);
  let symbols = 0;
  let firstPadding = -1;
  for (let at = suffix; at < length; at++) {
    const byte = source[at]!;
    if (byte === equalsSign) {
      if (at - suffix < 2) return symbol(at);
      if (firstPadding < 0) firstPadding = at;
      continue;
    }
    if (firstPadding >= 0) return symbol(firstPadding);
    if (values[byte] === noValue) return symbol(at);
    symbols++;
  }
  if (length > 0 && symbols < 2) return `Invalid input length: ${suffix + symbols}`;
  const padding = firstPadding < 0 ? 0 : length - firstPadding;
  if ((symbols + padding) % 4 !== 0) return 'Invalid padding';
  const lastSymbol = suffix + symbols - 1;
  const spare = symbols === 2 ? 15 : symbols === 3 ? 3 : 0;
  if ((values[source[lastSymbol] ?? 0]! & spare) !== 0) {
    return `Invalid last symbol ${source[lastSymbol] ?? 0}, offset ${lastSymbol}.`;
  }
  return undefined;
}
