/**
 * The disk image in which a host hands Init-Data to the guest: eight magic bytes, the length of the gzip stream as a
 * little-endian integer of 64 bits, the stream, and zeros up to a whole sector.
 *
 * The room writes it as both host runtimes do and reads it as the kata-agent does. What the stream is made of belongs
 * to `core/annotation`. In the findings of this room a span counts bytes of the image.
 */
import { maxDocumentBytes } from '#core/annotation/annotation.ts';
import { readGzip, startsGzip, type GzipMember } from '#core/annotation/gzip.ts';
import { diagnostic, type ConsumerOutcome, type Diagnostic } from '#core/diagnostics/diagnostic.ts';

const magic = Uint8Array.of(0x69, 0x6e, 0x69, 0x74, 0x64, 0x61, 0x74, 0x61);
const headBytes = 16;
export const sectorBytes = 512;

/** The agent reserves memory for the length it reads: Rust panics where that is no size of an array. */
const longestRustArray = 2n ** 63n - 1n;

/** Why the agent's reader fails, by what it met. */
export type ImageErrorKind =
  'early-eof' | 'gzip-header' | 'gzip-truncated' | 'gzip-checksum' | 'gzip-corrupt' | 'too-long';

/** What the agent makes of the device. */
export type AgentResult =
  | { readonly kind: 'ok' }
  /** The device is skipped and the guest starts without Init-Data. */
  | { readonly kind: 'not-detected' }
  | { readonly kind: 'error'; readonly error: ImageErrorKind; readonly message?: string }
  | { readonly kind: 'panic'; readonly message: string };

export interface ImageReading {
  readonly agent: AgentResult;
  /** What the length field says. */
  readonly length?: bigint;
  /** Bytes behind the head. */
  readonly available: number;
  /** The bytes that the length covers; absent when they are not there. */
  readonly stream?: Uint8Array;
  readonly member?: GzipMember;
  /** The document, when the agent gets one. */
  readonly document?: Uint8Array;
  /** Bytes inside the length that the agent does not look at. */
  readonly ignoredBytes: number;
  /** Bytes behind the length. */
  readonly paddingBytes: number;
  readonly paddingAllZero: boolean;
  readonly wholeSectors: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The image of a gzip stream, padded with zeros to a multiple of 512 bytes.
 * @see kata-containers: src/runtime/virtcontainers/hypervisor.go (prepareInitdataImage)
 */
export function writeImage(gzip: Uint8Array): Uint8Array<ArrayBuffer> {
  const image = new Uint8Array(Math.ceil((headBytes + gzip.length) / sectorBytes) * sectorBytes);
  image.set(magic);
  new DataView(image.buffer).setBigUint64(magic.length, BigInt(gzip.length), true);
  image.set(gzip, headBytes);
  return image;
}

/** True when the agent would take the device for one with Init-Data. */
export function startsImage(bytes: Uint8Array): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

/**
 * Reads any bytes as the agent reads a block device. Never throws.
 * @see kata-containers: src/agent/src/initdata.rs (read_initdata)
 */
export function readImage(bytes: Uint8Array): ImageReading {
  const available = Math.max(0, bytes.length - headBytes);
  const wholeSectors = bytes.length > 0 && bytes.length % sectorBytes === 0;
  const none = { available, ignoredBytes: 0, paddingBytes: 0, paddingAllZero: true, wholeSectors };
  if (!startsImage(bytes)) {
    const agent: AgentResult = { kind: 'not-detected' };
    return { ...none, agent, diagnostics: [notDetected(bytes)] };
  }
  if (bytes.length < headBytes) {
    const agent: AgentResult = { kind: 'error', error: 'early-eof', message: 'early eof' };
    return {
      ...none,
      agent,
      diagnostics: [lengthFinding(bytes, agent, 'The image ends inside its length field.')],
    };
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(magic.length, true);
  if (length > BigInt(available)) {
    const agent: AgentResult =
      length > longestRustArray
        ? { kind: 'panic', message: 'capacity overflow' }
        : { kind: 'error', error: 'early-eof', message: 'early eof' };
    const message = `The length field says ${length} bytes, but ${available} follow.${swapped(bytes, available)}`;
    return { ...none, agent, length, diagnostics: [lengthFinding(bytes, agent, message)] };
  }

  const end = headBytes + Number(length);
  const stream = bytes.subarray(headBytes, end);
  const padding = bytes.subarray(end);
  const { members } = readGzip(stream, maxDocumentBytes);
  const member = members[0];
  const agent = agentResult(stream, member);
  const found = {
    agent,
    length,
    available,
    stream,
    ...(member === undefined ? {} : { member }),
    ...(agent.kind === 'ok' && member !== undefined ? { document: member.bytes } : {}),
    ignoredBytes: agent.kind === 'ok' && member !== undefined ? stream.length - member.end : 0,
    paddingBytes: padding.length,
    paddingAllZero: padding.every((byte) => byte === 0),
    wholeSectors,
  };
  return { ...found, diagnostics: streamFindings(found, bytes) };
}

/** The words of the decoder that the agent uses, async-compression over flate2. */
function agentResult(stream: Uint8Array, member: GzipMember | undefined): AgentResult {
  if (member === undefined) {
    return stream.length < 10 && isStartOfGzip(stream)
      ? { kind: 'error', error: 'gzip-truncated', message: 'unexpected end of file' }
      : { kind: 'error', error: 'gzip-header', message: 'Invalid gzip header' };
  }
  switch (member.status) {
    case 'ok':
    case 'bad-header-crc':
      return { kind: 'ok' };
    case 'unknown-method':
      return { kind: 'error', error: 'gzip-header', message: 'Invalid gzip header' };
    case 'truncated-header':
    case 'truncated-body':
    case 'truncated-trailer':
      return { kind: 'error', error: 'gzip-truncated', message: 'unexpected end of file' };
    case 'bad-crc':
    case 'bad-crc-and-isize':
      return { kind: 'error', error: 'gzip-checksum', message: 'CRC computed does not match' };
    case 'bad-isize':
      return { kind: 'error', error: 'gzip-checksum', message: 'amount of bytes read does not match' };
    case 'deflate-error':
      return { kind: 'error', error: 'gzip-corrupt' };
    case 'too-long':
      return { kind: 'error', error: 'too-long' };
  }
}

/** True for no bytes, or the first magic byte alone. */
function isStartOfGzip(stream: Uint8Array): boolean {
  return stream.length === 0 || startsGzip(stream) || (stream.length === 1 && stream[0] === 0x1f);
}

function outcomeOf(agent: AgentResult): readonly ConsumerOutcome[] {
  switch (agent.kind) {
    case 'ok':
      return [{ consumer: 'agent', outcome: 'accepts' }];
    case 'not-detected':
      return [{ consumer: 'agent', outcome: 'ignores' }];
    case 'panic':
      return [{ consumer: 'agent', outcome: 'panics', message: agent.message }];
    case 'error':
      return [
        {
          consumer: 'agent',
          outcome: 'rejects',
          ...(agent.message === undefined ? {} : { message: agent.message }),
        },
      ];
  }
}

function notDetected(bytes: Uint8Array): Diagnostic {
  const what = startsGzip(bytes)
    ? 'It starts as a gzip stream does.'
    : 'Its first eight bytes are not "initdata".';
  const span = { from: 0, to: Math.min(magic.length, bytes.length) };
  return diagnostic('annotation/image-not-detected', 'image', span, `This is no Init-Data image. ${what}`, {
    consumers: outcomeOf({ kind: 'not-detected' }),
  });
}

function lengthFinding(bytes: Uint8Array, agent: AgentResult, message: string): Diagnostic {
  const span = { from: magic.length, to: Math.min(headBytes, bytes.length) };
  return diagnostic('annotation/image-length', 'image', span, message, { consumers: outcomeOf(agent) });
}

/** A remark when the length makes sense in the other byte order. */
function swapped(bytes: Uint8Array, available: number): string {
  const big = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(magic.length, false);
  return big <= BigInt(available) ? ` In big-endian order it would say ${big}.` : '';
}

function streamFindings(
  reading: Omit<ImageReading, 'diagnostics'>,
  bytes: Uint8Array,
): readonly Diagnostic[] {
  const { agent, stream, member, ignoredBytes, paddingAllZero, wholeSectors } = reading;
  const consumers = outcomeOf(agent);
  const end = headBytes + (stream?.length ?? 0);
  if (agent.kind === 'error') {
    const at = headBytes + (member?.end ?? 0);
    const span = { from: Math.max(headBytes, at - 1), to: Math.max(at, headBytes) };
    const message = streamMessage(agent.error, at);
    // What lies behind a stream that cannot be read says nothing.
    return [diagnostic('annotation/image-stream', 'image', span, message, { consumers })];
  }
  const found: Diagnostic[] = [];
  if (ignoredBytes > 0) {
    const span = { from: end - ignoredBytes, to: end };
    const message = `The length covers ${ignoredBytes} bytes behind the gzip stream.`;
    found.push(diagnostic('annotation/image-rest', 'image', span, message, { consumers }));
  }
  if (!paddingAllZero) {
    const span = { from: end, to: bytes.length };
    const message = `The ${bytes.length - end} bytes behind the stream are not all zero.`;
    found.push(diagnostic('annotation/image-rest', 'image', span, message, { consumers }));
  } else if (bytes.length - end >= sectorBytes) {
    const span = { from: end, to: bytes.length };
    const message = `${bytes.length - end} zero bytes stand behind the stream, more than a sector needs.`;
    found.push(diagnostic('annotation/image-rest', 'image', span, message, { consumers }));
  }
  if (!wholeSectors) {
    const span = { from: bytes.length, to: bytes.length };
    const message = `The image has ${bytes.length} bytes, no multiple of ${sectorBytes}: a block device cannot show all of it.`;
    found.push(diagnostic('annotation/image-rest', 'image', span, message));
  }
  return found;
}

function streamMessage(error: ImageErrorKind, at: number): string {
  switch (error) {
    case 'early-eof':
    case 'gzip-truncated':
      return `The gzip stream is cut short at byte ${at}, where the length ends.`;
    case 'gzip-header':
      return 'What follows the head is no gzip stream.';
    case 'gzip-checksum':
      return 'The document does not match the checksum or size at the end of the gzip stream.';
    case 'gzip-corrupt':
      return `The gzip stream is damaged near byte ${at}.`;
    case 'too-long':
      return 'The stream inflates to more than 16 MiB, where we stop.';
  }
}
