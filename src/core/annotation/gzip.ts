/**
 * A strict reader of the gzip container (RFC 1952): every member, every header field, every check.
 *
 * Programs that read Init-Data differ in what they do with several members and with bytes behind the last one, so
 * nothing is skipped: what is there is reported with its offset.
 */
import { maxDocumentBytes } from './annotation.ts';
import { crc32 } from './crc32.ts';
import { inflate, type InflateFault } from './inflate.ts';

export type MemberStatus =
  | 'ok'
  | 'truncated-header'
  | 'truncated-body'
  | 'truncated-trailer'
  | 'bad-crc'
  | 'bad-isize'
  | 'bad-crc-and-isize'
  | 'bad-header-crc'
  | 'deflate-error'
  | 'unknown-method'
  /** The stream would inflate past the limit, which is ours. */
  | 'too-long';

/** The fields behind the two magic bytes; a field is absent when its flag is not set. */
export interface GzipHeader {
  readonly method: number;
  readonly flags: number;
  /** Seconds since 1970, 0 for none. */
  readonly mtime: number;
  readonly xfl: number;
  readonly os: number;
  readonly extra?: Uint8Array;
  /** ISO 8859-1, as the RFC has it. */
  readonly name?: string;
  readonly comment?: string;
  readonly headerCrc?: 'ok' | 'wrong';
  /** A flag bit that the RFC reserves is set: some readers refuse it. */
  readonly reservedFlags: boolean;
}

export interface GzipMember {
  /** Offset of the first magic byte. */
  readonly start: number;
  /** Offset behind the last byte that belongs to the member or was needed to see the fault. */
  readonly end: number;
  readonly status: MemberStatus;
  /** Absent when the source ends before the fixed ten bytes do. */
  readonly header?: GzipHeader;
  /** Offset of the deflate data. */
  readonly body?: number;
  /** What went wrong while inflating. */
  readonly fault?: InflateFault;
  /** The output; only a part of it for the truncated states, `deflate-error` and `too-long`. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Present once the trailer was read. */
  readonly crcOk?: boolean;
  readonly isizeOk?: boolean;
}

export interface GzipReading {
  /** At least one, for anything that starts with the magic bytes. Reading stops behind a member that has no end. */
  readonly members: readonly GzipMember[];
  /** Offset behind the last member. */
  readonly end: number;
  /** Bytes behind the last member that start no further one. */
  readonly trailingBytes: number;
  readonly trailingAllZero: boolean;
}

/** The flag bits of a header. */
export const gzipFlag = { text: 1, headerCrc: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 } as const;

const fixedHeaderBytes = 10;
const trailerBytes = 8;
const deflateMethod = 8;
const latin1 = new TextDecoder('latin1');

/** True when a gzip member may start at `at`. */
export function startsGzip(source: Uint8Array, at = 0): boolean {
  return source[at] === 0x1f && source[at + 1] === 0x8b;
}

/**
 * Reads all members of `source`. Never throws.
 *
 * @param limit most bytes that all members together may inflate to
 */
export function readGzip(source: Uint8Array, limit: number = maxDocumentBytes): GzipReading {
  const members: GzipMember[] = [];
  let end = 0;
  let left = limit;
  while (startsGzip(source, end)) {
    const member = readMember(source, end, left);
    members.push(member);
    end = member.end;
    left -= member.bytes.length;
    if (!hasEnd(member.status)) break;
  }
  const broken = members.some((member) => !hasEnd(member.status));
  const trailing = broken ? source.subarray(source.length) : source.subarray(end);
  return {
    members,
    end,
    trailingBytes: trailing.length,
    trailingAllZero: trailing.length > 0 && trailing.every((byte) => byte === 0),
  };
}

/** True for the states in which the whole member was found, so that the next byte is behind it. */
export function hasEnd(status: MemberStatus): boolean {
  switch (status) {
    case 'ok':
    case 'bad-crc':
    case 'bad-isize':
    case 'bad-crc-and-isize':
    case 'bad-header-crc':
      return true;
    case 'truncated-header':
    case 'truncated-body':
    case 'truncated-trailer':
    case 'deflate-error':
    case 'unknown-method':
    case 'too-long':
      return false;
  }
}

function readMember(source: Uint8Array, start: number, limit: number): GzipMember {
  const nothing = new Uint8Array(0);
  const head = readHeader(source, start);
  if (head === undefined) {
    return { start, end: source.length, status: 'truncated-header', bytes: nothing };
  }
  const { header, body } = head;
  if (header.method !== deflateMethod) {
    return { start, end: start + fixedHeaderBytes, status: 'unknown-method', header, bytes: nothing };
  }
  if (body === undefined) {
    return { start, end: source.length, status: 'truncated-header', header, bytes: nothing };
  }

  const { status: inflated, bytes, end: bodyEnd } = inflate(source, body, limit);
  if (inflated !== 'ok') {
    const status =
      inflated === 'truncated' ? 'truncated-body' : inflated === 'limit' ? 'too-long' : 'deflate-error';
    return { start, end: bodyEnd, status, header, body, fault: inflated, bytes };
  }
  const end = bodyEnd + trailerBytes;
  if (end > source.length) {
    return { start, end: source.length, status: 'truncated-trailer', header, body, bytes };
  }
  const crcOk = uint32(source, bodyEnd) === crc32(bytes);
  const isizeOk = uint32(source, bodyEnd + 4) === bytes.length;
  return { start, end, status: checkedStatus(header, crcOk, isizeOk), header, body, bytes, crcOk, isizeOk };
}

function checkedStatus(header: GzipHeader, crcOk: boolean, isizeOk: boolean): MemberStatus {
  if (!crcOk) return isizeOk ? 'bad-crc' : 'bad-crc-and-isize';
  if (!isizeOk) return 'bad-isize';
  return header.headerCrc === 'wrong' ? 'bad-header-crc' : 'ok';
}

/** The header; without `body` when the source ends inside an optional field, `undefined` when before them. */
function readHeader(
  source: Uint8Array,
  start: number,
): { readonly header: GzipHeader; readonly body?: number } | undefined {
  if (start + fixedHeaderBytes > source.length) return undefined;
  const flags = source[start + 3]!;
  const fixed = {
    method: source[start + 2]!,
    flags,
    mtime: uint32(source, start + 4),
    xfl: source[start + 8]!,
    os: source[start + 9]!,
    reservedFlags: (flags & gzipFlag.reserved) !== 0,
  };
  if (fixed.method !== deflateMethod) return { header: fixed };
  let at = start + fixedHeaderBytes;
  let header: GzipHeader = fixed;
  if ((flags & gzipFlag.extra) !== 0) {
    if (at + 2 > source.length) return { header };
    const end = at + 2 + (source[at]! | (source[at + 1]! << 8));
    if (end > source.length) return { header };
    header = { ...header, extra: source.slice(at + 2, end) };
    at = end;
  }
  for (const field of ['name', 'comment'] as const) {
    if ((flags & gzipFlag[field]) === 0) continue;
    const end = source.indexOf(0, at);
    if (end < 0) return { header };
    header = { ...header, [field]: latin1Text(source.subarray(at, end)) };
    at = end + 1;
  }
  if ((flags & gzipFlag.headerCrc) !== 0) {
    if (at + 2 > source.length) return { header };
    const stored = source[at]! | (source[at + 1]! << 8);
    const right = (crc32(source.subarray(start, at)) & 0xffff) === stored;
    header = { ...header, headerCrc: right ? 'ok' : 'wrong' };
    at += 2;
  }
  return { header, body: at };
}

/** Byte by byte: the decoder that the web calls latin1 is windows-1252, which differs from 0x80 to 0x9f. */
function latin1Text(bytes: Uint8Array): string {
  if (bytes.every((byte) => byte < 0x80)) return latin1.decode(bytes);
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function uint32(source: Uint8Array, at: number): number {
  return (source[at]! | (source[at + 1]! << 8) | (source[at + 2]! << 16) | (source[at + 3]! << 24)) >>> 0;
}
