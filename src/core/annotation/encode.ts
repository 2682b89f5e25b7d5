/** From the document's bytes to the annotation: gzip of one member, then base64 on one line. */
import { deflateSync } from 'fflate';
import type { Annotation } from './annotation.ts';
import { encodeBase64, readBase64 } from './base64.ts';
import { crc32 } from './crc32.ts';
import { deflate, maxDeflateBytes, type Effort } from './deflate/deflate.ts';
import { readGzip } from './gzip.ts';

/** `fast` takes milliseconds; `best` looks for the smallest value. */
export type EncoderSetting = 'fast' | 'best';

export interface EncodedAnnotation {
  readonly annotation: Annotation;
  /** The stream inside it, the one for the disk image. */
  readonly gzip: Uint8Array<ArrayBuffer>;
  /** What was used: `fast` also where `best` was asked for and the document is too long for it, or gains nothing. */
  readonly setting: EncoderSetting;
}

/** The first documents that are longer than a pod can carry are reached here: less work for each of their bytes. */
const fullEffortBytes = 128 * 1024;
/** Fifteen rounds gain another 0.01 % in half as much time again (bench documents of 10 to 88 kB). */
const fullEffort: Effort = { rounds: 8, depth: 256 };
const lesserEffort: Effort = { rounds: 4, depth: 128 };

/** No time, no name, and the system "unknown": what is not about the document must not be in the value. */
const unknownSystem = 255;
/** RFC 1952 has 2 for the slowest algorithm and 4 for the fastest; no reader of Init-Data looks at it. */
const extraFlags = { best: 2, fast: 0 } as const satisfies Record<EncoderSetting, number>;

/**
 * Encodes a document: the same annotation for the same bytes and setting in every engine. The annotation is decoded
 * again and compared with the document before it is returned.
 *
 * @param progress told of the rounds of `best`
 * @throws Error when the annotation does not decode to the document, which is a defect of this room
 */
export function encodeAnnotation(
  document: Uint8Array,
  setting: EncoderSetting,
  progress?: (done: number, of: number) => void,
): EncodedAnnotation {
  const { gzip, setting: used } = compress(document, setting, progress);
  const annotation = encodeBase64(gzip);
  if (!decodesTo(annotation, document)) throw new Error('the annotation does not decode to the document');
  return { annotation: annotation as Annotation, gzip, setting: used };
}

function compress(
  document: Uint8Array,
  setting: EncoderSetting,
  progress: ((done: number, of: number) => void) | undefined,
): Omit<EncodedAnnotation, 'annotation'> {
  const fast = deflateSync(document, { level: 9 });
  if (setting === 'best' && document.length <= maxDeflateBytes) {
    const effort = document.length <= fullEffortBytes ? fullEffort : lesserEffort;
    const best = deflate(document, effort, progress);
    if (best.length <= fast.length) return { gzip: gzipMember(best, document, 'best'), setting: 'best' };
  }
  return { gzip: gzipMember(fast, document, 'fast'), setting: 'fast' };
}

/** Puts a deflate stream of `document` into a gzip member (RFC 1952 section 2.3). */
function gzipMember(
  body: Uint8Array,
  document: Uint8Array,
  setting: EncoderSetting,
): Uint8Array<ArrayBuffer> {
  const member = new Uint8Array(10 + body.length + 8);
  member.set([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, extraFlags[setting], unknownSystem]);
  member.set(body, 10);
  const trailer = new DataView(member.buffer, 10 + body.length);
  trailer.setUint32(0, crc32(document), true);
  trailer.setUint32(4, document.length, true);
  return member;
}

function decodesTo(annotation: string, document: Uint8Array): boolean {
  const { strict, bytes } = readBase64(annotation);
  if (strict !== 'ok' || bytes === undefined) return false;
  // The document may be longer than what is accepted from outside; it must come back all the same.
  const { members, trailingBytes } = readGzip(bytes, document.length);
  const [member] = members;
  if (member?.status !== 'ok' || members.length !== 1 || trailingBytes > 0) return false;
  return member.bytes.length === document.length && member.bytes.every((byte, at) => byte === document[at]);
}
