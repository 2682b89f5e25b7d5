/** A copy of an annotation with its layers mended. Never used in place of what was pasted. */
import { encodeBase64 } from '#core/annotation/base64.ts';
import { decodeAnnotation, type AnnotationLayer, type DecodedAnnotation } from '#core/annotation/decode.ts';
import { encodeAnnotation } from '#core/annotation/encode.ts';
import { readGzip } from '#core/annotation/gzip.ts';
import { bareValue } from '#core/recognition/value-status.ts';

export interface Repair {
  readonly value: string;
  readonly repairs: readonly string[];
  readonly document: Uint8Array;
}

/**
 * The repaired value of an annotation that some reader refuses, or `undefined` when nothing has to be or can be mended:
 * several members, a cut or damaged stream and a document that is not TOML cannot, because somebody has to decide.
 */
export function repairOf(value: string, decoded: DecodedAnnotation): Repair | undefined {
  const { document, layers } = decoded;
  const bare = bareValue(value);
  if (document === undefined && bare !== value && bare !== '') return unquoted(bare);
  const gzip = layers.find((layer) => layer.kind === 'gzip');
  if (document === undefined || document.length === 0) return undefined;
  if (gzip?.kind === 'gzip' && gzip.reading.members.length > 1) return undefined;
  const repairs = layers.flatMap(repairsOf);
  if (repairs.length === 0) return undefined;
  const repaired = repairedValue(layers, document);
  if (repaired === value || decodeAnnotation(repaired).document === undefined) return undefined;
  return { value: repaired, repairs, document };
}

/** Quotation marks are no white space to a reader of base64: nothing behind them was read. */
function unquoted(bare: string): Repair | undefined {
  const decoded = decodeAnnotation(bare);
  const { document } = decoded;
  if (document === undefined || document.length === 0) return undefined;
  const inner = repairOf(bare, decoded);
  const repairs = ['Removed the quotation marks around it.', ...(inner?.repairs ?? [])];
  return { value: inner?.value ?? bare, repairs, document };
}

/** The same gzip stream in clean base64 where there is one; otherwise the document is compressed anew. */
function repairedValue(layers: readonly AnnotationLayer[], document: Uint8Array): string {
  const last = layers.at(-1);
  const before = layers.at(-2);
  if (last?.kind === 'gzip' && before?.kind === 'base64' && before.reading.bytes !== undefined) {
    const [member] = last.reading.members;
    const bytes = member === undefined ? undefined : before.reading.bytes.subarray(member.start, member.end);
    const alone = bytes === undefined ? undefined : readGzip(bytes).members[0];
    const plain = alone?.header?.reservedFlags !== true && alone?.status === 'ok';
    if (bytes !== undefined && plain) return encodeBase64(bytes);
  }
  return encodeAnnotation(document, 'fast').annotation;
}

function repairsOf(layer: AnnotationLayer, index: number): readonly string[] {
  switch (layer.kind) {
    case 'base64':
      return base64Repairs(layer, index);
    case 'gzip': {
      const { trailingBytes, members } = layer.reading;
      return [
        ...(trailingBytes > 0 ? [`Removed ${trailingBytes} bytes behind the gzip stream.`] : []),
        ...(members[0]?.header?.reservedFlags === true
          ? ['Wrote a gzip header without reserved flags.']
          : []),
      ];
    }
    case 'zlib':
    case 'raw-deflate':
      return [
        `Compressed the document with gzip instead of ${layer.kind === 'zlib' ? 'zlib' : 'bare deflate'}.`,
      ];
  }
}

function base64Repairs(
  { reading, decodedKind }: Extract<AnnotationLayer, { readonly kind: 'base64' }>,
  index: number,
): readonly string[] {
  const { whitespace, alphabet, padding, nonCanonicalAt } = reading;
  const characters = whitespace.reduce((sum, { count }) => sum + count, 0);
  const added = {
    missing: 'Added the equals signs missing at the end.',
    partial: 'Added the missing "=" at the end.',
  };
  return [
    ...(index > 0 ? ['Took off one base64 encoding too many.'] : []),
    ...(characters > 0 ? [`Removed ${characters} characters of white space.`] : []),
    ...(alphabet === 'url' || alphabet === 'mixed' ? ['Replaced - by + and _ by /.'] : []),
    ...(padding === 'missing' || padding === 'partial' ? [added[padding]] : []),
    ...(padding === 'excess' ? ['Removed equals signs that are too many.'] : []),
    ...(nonCanonicalAt === undefined ? [] : ['Cleared bits behind the last byte.']),
    ...(decodedKind === 'text-toml' ? ['Compressed the document with gzip.'] : []),
  ];
}
