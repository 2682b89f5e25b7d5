/** What bytes are when they are not UTF-8. */

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

/** The first place in bytes that is not UTF-8. */
export interface Utf8Error {
  readonly offset: number;
  /** Bytes that belong to no character; undefined when the bytes end inside one. As Rust counts them. */
  readonly length: number | undefined;
}

/** The first place that is not UTF-8; undefined when all is. */
export function utf8ErrorOf(bytes: Uint8Array): Utf8Error | undefined {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      at++;
      continue;
    }
    const need = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4) return { offset: at, length: 1 };
    for (let step = 1; step < need; step++) {
      const byte = bytes[at + step];
      if (byte === undefined) return { offset: at, length: undefined };
      if (!continues(lead, step, byte)) return { offset: at, length: step };
    }
    at += need;
  }
  return undefined;
}

/** Table 3-7 of the Unicode Standard: no overlong forms, no surrogates, nothing above U+10FFFF. */
function continues(lead: number, step: number, byte: number): boolean {
  const low = step > 1 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = step > 1 ? 0xbf : lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  return byte >= low && byte <= high;
}

/** True when a text that is formally UTF-8 is UTF-16 of plain Latin letters: a NUL beside each of them. */
export function looksLikeUtf16(text: string): boolean {
  const head = text.slice(0, 64);
  const nuls = head.split('\0').length - 1;
  return head.length >= 4 && nuls * 2 >= head.length - 1 && nuls * 2 <= head.length + 1;
}
