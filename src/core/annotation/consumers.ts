/**
 * What the readers of an annotation make of its layers, up to the bytes of the document: the meaning of those is
 * another matter, and `accepts` here says no more than that the reader got them.
 *
 * Go's readers (Kata's Go runtime, cloud-api-adaptor, cococtl, Contrast) share libraries and differ in what they do
 * before and in the words around an error. Facts and words: Init-Data reference 1.4, recorded with those libraries.
 */
import type { Consumer } from '#core/diagnostics/diagnostic.ts';
import { equalBytes } from '#core/text/bytes.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { readBase64, type Base64Reading } from './base64.ts';
import { decodeAsGo, decodeAsRust, streamAsGo, type Base64Delivery } from './base64-readers.ts';
import { documentFacts } from './document-facts.ts';
import { hasEnd, readGzip, startsGzip, type GzipMember, type GzipReading } from './gzip.ts';

/** Which bytes of the stream a reader took for the document. */
export type ReadPart = 'all-members' | 'first-member-only' | 'trailing-bytes-ignored';

export interface AnnotationOutcome {
  readonly consumer: Consumer;
  /** `depends-on-host`: one of the two host runtimes hands a document on, the other does not. */
  readonly outcome: 'accepts' | 'rejects' | 'panics' | 'ignores' | 'not-reached' | 'depends-on-host';
  /** The words that are logged, where they are known. */
  readonly message?: string;
  /** The document that the reader got. */
  readonly document?: Uint8Array;
  /** Set where the stream is not simply one member. */
  readonly reads?: ReadPart;
}

/**
 * The outcomes for a value, hosts first, then the guest, then the tools. Never throws.
 *
 * @param gunzip shares what was inflated with others who look at the same value
 * @param reading of the value, when it was made already
 * @param isUtf8 answers for documents that were looked through already
 */
export function annotationOutcomes(
  value: string,
  gunzip: Gunzip = readingOnce(),
  reading: Base64Reading = readBase64(value),
  isUtf8: IsUtf8 = (document) => documentFacts(document).utf8,
): readonly AnnotationOutcome[] {
  const source = encodeUtf8(value);
  const { strict, bytes } = reading;
  const all = strict === 'ok' && bytes !== undefined ? (): Base64Delivery => ({ bytes }) : undefined;
  return outcomesOf(value, source, gunzip, isUtf8, all);
}

type IsUtf8 = (document: Uint8Array) => boolean;

/** @param all what every reader gets of a value that no reader finds fault with */
function outcomesOf(
  value: string,
  source: Uint8Array,
  gunzip: Gunzip,
  isUtf8: IsUtf8,
  all?: () => Base64Delivery,
): readonly AnnotationOutcome[] {
  const streamed = gunzipAsGo(all?.() ?? streamAsGo(source), gunzip);
  const go = goRuntime(source, streamed);
  const rust = runtimeRs(source, all?.() ?? decodeAsRust(value, source), gunzip, isUtf8);
  return [
    go,
    rust,
    inGuest('agent', go, rust),
    inGuest('aa', go, rust),
    peerPods(source, streamed),
    cococtl(all?.() ?? decodeAsGo(encodeUtf8(trimmedAsGo(value))), gunzip),
    contrast(all?.() ?? decodeAsGo(source), gunzip),
  ];
}

export type Gunzip = (bytes: Uint8Array) => GzipReading;

/** Readers mostly get the same bytes, and inflating 16 MiB for each of them would be felt. */
export function readingOnce(): Gunzip {
  const done: { readonly bytes: Uint8Array; readonly reading: GzipReading }[] = [];
  return (bytes) => {
    const same = done.find((entry) => equalBytes(entry.bytes, bytes));
    if (same !== undefined) return same.reading;
    const reading = readGzip(bytes);
    done.push({ bytes, reading });
    return reading;
  };
}

function goRuntime(source: Uint8Array, read: GoReading): AnnotationOutcome {
  const consumer = 'go';
  if (source.length === 0) return { consumer, outcome: 'ignores' };
  if (read.kind === 'failed') {
    const during = read.inHeader
      ? 'initdata create gzip reader error'
      : 'uncompressing initdata with gzip error';
    return { consumer, outcome: 'rejects', message: `${during}: ${read.error}` };
  }
  if (read.document.length === 0) {
    const message = 'runtime error: invalid memory address or nil pointer dereference';
    return { consumer, outcome: 'panics', message, document: read.document, ...read.part };
  }
  return { consumer, outcome: 'accepts', document: read.document, ...read.part };
}

function peerPods(source: Uint8Array, read: GoReading): AnnotationOutcome {
  const consumer = 'caa';
  if (source.length === 0) return { consumer, outcome: 'ignores' };
  if (read.kind === 'failed') return { consumer, outcome: 'rejects', message: read.error };
  if (read.document.length === 0) {
    const message = 'Error creating initdata digest, algorithm  is not supported';
    return { consumer, outcome: 'rejects', message, document: read.document, ...read.part };
  }
  return { consumer, outcome: 'accepts', document: read.document, ...read.part };
}

function cococtl(delivery: Base64Delivery, gunzip: Gunzip): AnnotationOutcome {
  const consumer = 'cococtl';
  if (delivery.error !== undefined) {
    return { consumer, outcome: 'rejects', message: `failed to decode base64: ${delivery.error}` };
  }
  const read = gunzipAsGo(delivery, gunzip);
  if (read.kind === 'failed') {
    const during = read.inHeader ? 'failed to create gzip reader' : 'failed to decompress';
    return { consumer, outcome: 'rejects', message: `${during}: ${read.error}` };
  }
  // An empty document lacks everything that is required of one.
  const outcome = read.document.length === 0 ? 'rejects' : 'accepts';
  return { consumer, outcome, document: read.document, ...read.part };
}

/** What Go's `strings.TrimSpace` leaves; a byte order mark is no white space to Unicode. */
function trimmedAsGo(value: string): string {
  let from = 0;
  let to = value.length;
  while (from < to && isWhiteSpace(value[from]!)) from++;
  while (to > from && isWhiteSpace(value[to - 1]!)) to--;
  return value.slice(from, to);
}

function isWhiteSpace(character: string): boolean {
  return /\p{White_Space}/u.test(character);
}

function contrast(delivery: Base64Delivery, gunzip: Gunzip): AnnotationOutcome {
  const consumer = 'contrast';
  const read = gunzipAsGo(delivery, gunzip);
  if (delivery.error !== undefined || read.kind === 'failed' || read.document.length === 0) {
    return { consumer, outcome: 'rejects' };
  }
  return { consumer, outcome: 'accepts', document: read.document, ...read.part };
}

function runtimeRs(
  source: Uint8Array,
  { bytes, error }: Base64Delivery,
  gunzip: Gunzip,
  isUtf8: IsUtf8,
): AnnotationOutcome {
  const consumer = 'runtime-rs';
  if (source.length === 0) return { consumer, outcome: 'ignores' };
  if (error !== undefined) return { consumer, outcome: 'panics', message: `base64 decode: ${error}` };
  const failed = (message: string): AnnotationOutcome => ({
    consumer,
    outcome: 'panics',
    message: `gz decoder failed: ${message}`,
  });
  const reading = gunzip(bytes);
  const [member] = reading.members;
  if (member === undefined)
    return failed(bytes.length < 10 ? 'unexpected end of file' : 'invalid gzip header');
  const refusal = flate2Error(member);
  if (refusal !== undefined) return failed(refusal);
  if (!isUtf8(member.bytes)) return failed('stream did not contain valid UTF-8');
  const reads: ReadPart | undefined =
    reading.members.length > 1
      ? 'first-member-only'
      : reading.trailingBytes > 0
        ? 'trailing-bytes-ignored'
        : undefined;
  return {
    consumer,
    outcome: member.bytes.length === 0 ? 'ignores' : 'accepts',
    document: member.bytes,
    ...(reads === undefined ? {} : { reads }),
  };
}

/** The words of flate2 for a member, or nothing when it reads it. */
export function flate2Error(member: GzipMember): string | undefined {
  if (member.header?.reservedFlags === true) return 'invalid gzip header';
  if (member.header?.headerCrc === 'wrong') return 'corrupt gzip stream does not have a matching checksum';
  switch (member.status) {
    case 'ok':
      return undefined;
    case 'unknown-method':
      return 'invalid gzip header';
    case 'truncated-header':
    case 'truncated-body':
    case 'truncated-trailer':
      return 'unexpected end of file';
    case 'deflate-error':
      return 'corrupt deflate stream';
    case 'bad-crc':
    case 'bad-isize':
    case 'bad-crc-and-isize':
    case 'bad-header-crc':
      return 'corrupt gzip stream does not have a matching checksum';
    case 'too-long':
      return 'longer than we inflate';
  }
}

/** The guest sees what the host hands on: the document, compressed anew. */
function inGuest(consumer: Consumer, go: AnnotationOutcome, rust: AnnotationOutcome): AnnotationOutcome {
  const hosts = [go, rust].filter(({ outcome }) => outcome === 'accepts');
  if (hosts.length === 1) return { consumer, outcome: 'depends-on-host' };
  if (hosts.length === 0) return { consumer, outcome: 'not-reached' };
  return { consumer, outcome: 'accepts', ...(go.document === undefined ? {} : { document: go.document }) };
}

type GoReading =
  | { readonly kind: 'read'; readonly document: Uint8Array; readonly part: { readonly reads?: ReadPart } }
  | { readonly kind: 'failed'; readonly inHeader: boolean; readonly error: string };

const headerBytes = 10;

/** `compress/gzip` of Go, which joins members and wants nothing behind them. */
function gunzipAsGo({ bytes, error }: Base64Delivery, gunzip: Gunzip): GoReading {
  const failed = (inHeader: boolean, text: string): GoReading => ({ kind: 'failed', inHeader, error: text });
  const cut = error ?? 'unexpected EOF';
  if (bytes.length < headerBytes)
    return failed(true, error ?? (bytes.length === 0 ? 'EOF' : 'unexpected EOF'));
  if (!startsGzip(bytes)) return failed(true, 'gzip: invalid header');
  const { members, trailingBytes } = gunzip(bytes);
  for (const [at, member] of members.entries()) {
    const inHeader = at === 0;
    if (longText(member)) return failed(inHeader, 'gzip: invalid header');
    if (member.header?.headerCrc === 'wrong') return failed(inHeader, 'gzip: invalid header');
    switch (member.status) {
      case 'ok':
        break;
      case 'truncated-header':
        return failed(inHeader, cut);
      case 'unknown-method':
        return failed(inHeader, 'gzip: invalid header');
      case 'bad-header-crc':
        return failed(inHeader, 'gzip: invalid header');
      case 'truncated-body':
      case 'truncated-trailer':
        return failed(false, cut);
      case 'deflate-error':
        return failed(false, `flate: corrupt input before offset ${member.end - (member.body ?? 0)}`);
      case 'bad-crc':
      case 'bad-isize':
      case 'bad-crc-and-isize':
        return failed(false, 'gzip: invalid checksum');
      case 'too-long':
        return failed(false, 'longer than we inflate');
    }
  }
  if (trailingBytes > 0) return failed(false, trailingBytes < headerBytes ? cut : 'gzip: invalid header');
  if (error !== undefined) return failed(false, error);
  const document = joined(members);
  return { kind: 'read', document, part: members.length > 1 ? { reads: 'all-members' } : {} };
}

/** Go gives a name or a comment no more than this. */
const longestGoText = 511;

function longText({ header }: GzipMember): boolean {
  return (header?.name?.length ?? 0) > longestGoText || (header?.comment?.length ?? 0) > longestGoText;
}

/** The output of all members that have an end, one behind the other. */
export function joined(members: readonly GzipMember[]): Uint8Array<ArrayBuffer> {
  const whole = members.filter(({ status }) => hasEnd(status));
  const [only] = whole;
  if (whole.length === 1 && only !== undefined) return only.bytes;
  const bytes = new Uint8Array(whole.reduce((sum, member) => sum + member.bytes.length, 0));
  let at = 0;
  for (const member of whole) {
    bytes.set(member.bytes, at);
    at += member.bytes.length;
  }
  return bytes;
}
