import { decodeUtf8 } from '#core/text/utf8.ts';
import { readBase64 } from './base64.ts';
import { startsGzip } from './gzip.ts';
import { inflate } from './inflate.ts';

/** What some decoded bytes are, told by their beginning, or for deflate and text by all of them. */
export type DecodedKind =
  | 'gzip'
  | 'gzip-unknown-method'
  | 'zlib'
  | 'raw-deflate'
  | 'bzip2'
  | 'zstd'
  | 'xz'
  | 'disk-image'
  | 'text-toml'
  | 'text-rego'
  | 'text-base64'
  | 'text'
  | 'empty'
  | 'unknown';

const deflateMethod = 8;

const signatures: readonly (readonly [kind: DecodedKind, start: readonly number[]])[] = [
  ['disk-image', [0x69, 0x6e, 0x69, 0x74, 0x64, 0x61, 0x74, 0x61]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
];

/** Enough to tell text from noise by, and a bound on the work for a long value. */
const inspectedBytes = 64 * 1024;
/** A shorter run of letters is a word rather than an encoding. */
const leastBase64 = 16;

export function kindOf(bytes: Uint8Array): DecodedKind {
  if (bytes.length === 0) return 'empty';
  if (startsGzip(bytes))
    return bytes[2] === undefined || bytes[2] === deflateMethod ? 'gzip' : 'gzip-unknown-method';
  const text = textOf(bytes);
  const signature = signatures.find(([, start]) => start.every((byte, at) => bytes[at] === byte));
  // Text may start with the letters of a signature; binary content has bytes that no text has.
  if (signature !== undefined && text === undefined) return signature[0];
  if (text !== undefined) return kindOfText(text);
  if (startsZlib(bytes) && inflates(bytes, 2, 4)) return 'zlib';
  return inflates(bytes, 0, 0) ? 'raw-deflate' : 'unknown';
}

/** True for a zlib header without a preset dictionary (RFC 1950). */
function startsZlib(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  return (
    (first & 15) === deflateMethod &&
    first >> 4 <= 7 &&
    ((first << 8) | second) % 31 === 0 &&
    (second & 0x20) === 0
  );
}

function inflates(bytes: Uint8Array, from: number, trailer: number): boolean {
  const { status, end, bytes: output } = inflate(bytes, from);
  return status === 'ok' && end + trailer === bytes.length && output.length > 0;
}

/** The text of bytes that are UTF-8 without control characters other than tab and line ends; its beginning if long. */
function textOf(bytes: Uint8Array): string | undefined {
  const text = decodeUtf8(bytes.length <= inspectedBytes ? bytes : bytes.subarray(0, lastBoundary(bytes)));
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return text === undefined || /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text) ? undefined : text;
}

/** The last start of a character at or before `inspectedBytes`. */
function lastBoundary(bytes: Uint8Array): number {
  let at = inspectedBytes;
  while (at > inspectedBytes - 4 && (bytes[at]! & 0xc0) === 0x80) at--;
  return at;
}

function kindOfText(text: string): DecodedKind {
  const plain = text.replace(/^\ufeff/, '');
  if (/^package\s+\S/m.test(withoutComments(plain).trimStart().split('\n', 1)[0] ?? '')) return 'text-rego';
  if (
    /^[ \t]*(?:"?version"?|"?algorithm"?|"?data"?)[ \t]*=|^[ \t]*\[[^\]\n]+\][ \t]*(?:#.*)?\r?$/m.test(plain)
  )
    return 'text-toml';
  const compact = plain.trim();
  if (compact.length >= leastBase64 && /^[\w+/\r\n-]+={0,2}$/.test(compact)) {
    if (readBase64(compact).bytes !== undefined) return 'text-base64';
  }
  return 'text';
}

/** Rego may have comments before its package. */
function withoutComments(text: string): string {
  return text.replace(/^\s*(?:#[^\n]*(?:\n|$)\s*)*/, '');
}
