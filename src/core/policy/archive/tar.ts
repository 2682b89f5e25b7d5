/**
 * Tar archives, entry by entry: POSIX ustar with the extensions that Go and GNU tar write for long names and sizes.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html
 */
import { BrokenTarError, type ByteReader } from './byte-reader.ts';

export interface TarEntry {
  /** Without `./` at its beginning. */
  readonly path: string;
  readonly kind: 'file' | 'link' | 'other';
  /** Bytes of its content; 0 for links. */
  readonly size: number;
  /** Of a link, where it leads. */
  readonly target: string;
  /** Where its content begins in the archive. */
  readonly offset: number;
  /** Its content, before the next entry is asked for; undefined when it is larger than `most`. */
  readonly read: (most: number) => Promise<Uint8Array | undefined>;
}

const blockBytes = 512;
/** Names in extension headers are paths: none is longer. */
const maxExtensionBytes = 1024 * 1024;

/** True for the first bytes of a tar archive. */
export function isTarHeader(block: Uint8Array): boolean {
  return block.length >= blockBytes && checksumOf(block) === octal(block, 148, 8);
}

/**
 * The entries of an archive. Ends at its end, or where it is cut off; throws a `BrokenTarError` where something is no
 * header, and what the reader throws.
 */
export async function* tarEntries(reader: ByteReader): AsyncGenerator<TarEntry, void, undefined> {
  let offset = 0;
  let longer: { path?: string; target?: string; size?: number } = {};
  for (;;) {
    const header = await reader.take(blockBytes);
    if (header.length < blockBytes || header.every((byte) => byte === 0)) return;
    offset += blockBytes;
    if (!isTarHeader(header)) throw new BrokenTarError(offset - blockBytes);
    const type = String.fromCharCode(header[156] ?? 0);
    const size = longer.size ?? sizeOf(header);
    if (type === 'x' || type === 'g' || type === 'L' || type === 'K') {
      if (size > maxExtensionBytes) throw new BrokenTarError(offset - blockBytes);
      const content = await reader.take(size);
      await reader.skip(paddingOf(size));
      offset += size + paddingOf(size);
      if (type === 'x') longer = { ...longer, ...paxOf(content) };
      else if (type === 'L') longer = { ...longer, path: textOf(content, 0, content.length) };
      else if (type === 'K') longer = { ...longer, target: textOf(content, 0, content.length) };
      continue;
    }
    const isLink = type === '1' || type === '2';
    const length = isLink ? 0 : size;
    let left = length;
    const entry: TarEntry = {
      path: (longer.path ?? pathOf(header)).replace(/^(\.?\/)+/, ''),
      kind: isLink ? 'link' : type === '0' || type === '\0' || type === '7' ? 'file' : 'other',
      size: length,
      target: longer.target ?? textOf(header, 157, 100),
      offset,
      async read(most) {
        if (left !== length || length > most) return undefined;
        left = 0;
        return (await reader.take(length)).slice();
      },
    };
    longer = {};
    yield entry;
    const rest = left + paddingOf(length);
    if ((await reader.skip(rest)) < rest) return;
    offset += length + paddingOf(length);
  }
}

function paddingOf(size: number): number {
  return (blockBytes - (size % blockBytes)) % blockBytes;
}

function pathOf(header: Uint8Array): string {
  const name = textOf(header, 0, 100);
  const prefix = textOf(header, 257, 5) === 'ustar' ? textOf(header, 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** Octal digits, or a number in base 256 where they do not reach. */
function sizeOf(header: Uint8Array): number {
  const [first = 0] = header.subarray(124, 125);
  if ((first & 0x80) === 0) return octal(header, 124, 12);
  return header.subarray(125, 136).reduce((sum, byte) => sum * 256 + byte, first & 0x7f);
}

function octal(header: Uint8Array, at: number, length: number): number {
  const digits = textOf(header, at, length).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : 0;
}

/** The sum of all bytes, those of the checksum itself taken for blanks. */
function checksumOf(header: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < blockBytes; index += 1) {
    sum += index >= 148 && index < 156 ? 0x20 : (header[index] ?? 0);
  }
  return sum;
}

/** Records of `length key=value`. */
function paxOf(content: Uint8Array): { path?: string; target?: string; size?: number } {
  const found: { path?: string; target?: string; size?: number } = {};
  let at = 0;
  while (at < content.length) {
    const space = content.indexOf(0x20, at);
    const length = space < 0 ? 0 : Number(textOf(content, at, space - at));
    if (!Number.isInteger(length) || length <= 0) break;
    const record = textOf(content, space + 1, at + length - space - 2);
    const cut = record.indexOf('=');
    const value = record.slice(cut + 1);
    const name = record.slice(0, Math.max(0, cut));
    if (name === 'path') found.path = value;
    else if (name === 'linkpath') found.target = value;
    else if (name === 'size' && /^\d{1,15}$/.test(value)) found.size = Number(value);
    at += length;
  }
  return found;
}

const decoder = new TextDecoder();

function textOf(bytes: Uint8Array, at: number, length: number): string {
  const field = bytes.subarray(at, at + length);
  const end = field.indexOf(0);
  return decoder.decode(end < 0 ? field : field.subarray(0, end));
}
