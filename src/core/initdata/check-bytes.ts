/** Documents that are not UTF-8: nobody reads them, but they can be shown, and what the host would measure is known. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { finding } from './finding.ts';
import { panics, rejects, words } from './words.ts';

/** How bytes that are not UTF-8 are most likely meant. */
export interface ForeignEncoding {
  readonly kind: 'utf-16le' | 'utf-16be' | 'unknown';
  /** True when the bytes begin with FF FE or FE FF. */
  readonly marked: boolean;
}

/** UTF-16 is told by its byte order mark or by NULs in every other byte of the beginning. */
export function encodingOf(bytes: Uint8Array): ForeignEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { kind: 'utf-16le', marked: true };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { kind: 'utf-16be', marked: true };
  const head = bytes.subarray(0, 512);
  let even = 0;
  let odd = 0;
  for (const [index, byte] of head.entries()) {
    if (byte !== 0) continue;
    if (index % 2 === 0) even++;
    else odd++;
  }
  const enough = head.length / 4;
  if (head.length >= 4 && odd > enough && even * 8 < odd) return { kind: 'utf-16le', marked: false };
  if (head.length >= 4 && even > enough && odd * 8 < even) return { kind: 'utf-16be', marked: false };
  return { kind: 'unknown', marked: false };
}

/** A text to look at: UTF-16 decoded, otherwise UTF-8 with U+FFFD for what is none. Its offsets are not those of the bytes. */
export function lossyTextOf(bytes: Uint8Array): string {
  const { kind } = encodingOf(bytes);
  return new TextDecoder(kind === 'unknown' ? 'utf-8' : kind, { ignoreBOM: true }).decode(bytes);
}

/** The offset of the first byte that is not UTF-8; undefined when all are. */
export function firstBadByte(bytes: Uint8Array): number | undefined {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return undefined;
}

/** Bytes of the well-formed sequence at an offset; 0 when there is none. Table 3-7 of the Unicode Standard. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  if (lead >= 0xc2 && lead <= 0xdf) return isTail(second) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const low = lead === 0xe0 ? 0xa0 : 0x80;
    const high = lead === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && isTail(bytes[at + 2]) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const low = lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high && isTail(bytes[at + 2]) && isTail(bytes[at + 3]) ? 4 : 0;
  }
  return 0;
}

function isTail(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** Findings about bytes that are not UTF-8. The span lies in what `lossyTextOf` shows. */
export function checkBytes(bytes: Uint8Array): readonly Diagnostic[] {
  const offset = firstBadByte(bytes);
  if (offset === undefined) return [];
  const { kind } = encodingOf(bytes);
  const hex = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  const consumers = [
    rejects(
      'go',
      kind === 'unknown' ? 'invalid UTF-8 byte' : 'files cannot contain NULL bytes; probably using UTF-16',
    ),
    panics('runtime-rs', words.notUtf8),
    rejects('agent', words.notUtf8),
    rejects('aa', words.notUtf8),
    rejects('trustee', words.notUtf8),
    rejects('caa', 'toml: invalid character'),
    rejects('cococtl', `${words.cococtlToml}: invalid character`),
    rejects('contrast'),
  ];
  if (kind !== 'unknown') {
    return [
      finding(
        'initdata/utf16',
        { from: 0, to: 1 },
        `The document is ${kind === 'utf-16le' ? 'UTF-16 LE' : 'UTF-16 BE'}; it has to be UTF-8.`,
        {
          hint: 'Save it as UTF-8 without a byte order mark, or convert it with iconv -f UTF-16 -t UTF-8.',
          consumers,
        },
      ),
    ];
  }
  const at = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, offset)).length;
  return [
    finding(
      'initdata/not-utf8',
      { from: at, to: at + 1 },
      `The document is not UTF-8: byte 0x${hex} at offset ${offset}.`,
      {
        hint: 'Save it as UTF-8. It is shown read-only, with a replacement character for what cannot be read.',
        consumers,
      },
    ),
  ];
}
