/** From an annotation value back to the document, layer by layer, with everything that is out of order on the way. */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { equalBytes } from '#core/text/bytes.ts';
import { maxDocumentBytes } from './annotation.ts';
import { readBase64, type Base64Reading } from './base64.ts';
import { annotationOutcomes, joined, readingOnce, type AnnotationOutcome, type Gunzip } from './consumers.ts';
import { base64Findings } from './findings/base64.ts';
import { documentFindings, kindFindings } from './findings/content.ts';
import { gzipFindings } from './findings/gzip.ts';
import { documentFacts, type DocumentFacts } from './document-facts.ts';
import type { GzipReading } from './gzip.ts';
import { inflate, type Inflated } from './inflate.ts';
import { kindOf, type DecodedKind } from './kind.ts';

/** One layer that was taken off, the outermost first; `decodedKind` says what was found inside it. */
export type AnnotationLayer =
  | {
      readonly kind: 'base64';
      /** Characters of the text that was read. */
      readonly characters: number;
      readonly reading: Base64Reading;
      /** Absent when the text could not be read at all. */
      readonly decodedKind?: DecodedKind;
    }
  | { readonly kind: 'gzip'; readonly reading: GzipReading }
  | { readonly kind: 'zlib' | 'raw-deflate'; readonly inflated: Inflated };

export interface DecodedAnnotation {
  readonly layers: readonly AnnotationLayer[];
  /**
   * The document: the first gzip member when it is intact, or the text where the compression is missing or another.
   * It may be here although readers refuse the value: `consumers` and `diagnostics` tell.
   */
  readonly document?: Uint8Array;
  readonly documentFacts?: DocumentFacts;
  /** What a reader gets that joins several intact members; absent when there are not several. */
  readonly documentOfAllMembers?: Uint8Array;
  /** What could be inflated of a stream that is cut, damaged or fails its checks. Not to be trusted. */
  readonly recovered?: Uint8Array;
  readonly consumers: readonly AnnotationOutcome[];
  /** Spans point into the value. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether both host runtimes get the same bytes; absent unless both get any. */
  readonly hostsReadSameDocument?: boolean;
}

/** A value is seldom encoded more than twice; this bounds the work for one made to be deep. */
const mostLayers = 6;

interface Peeled {
  readonly layers: readonly AnnotationLayer[];
  readonly document?: Uint8Array;
  readonly documentOfAllMembers?: Uint8Array;
  readonly recovered?: Uint8Array;
}

/** Decodes any text. Never throws. */
export function decodeAnnotation(value: string): DecodedAnnotation {
  const gunzip = readingOnce();
  const reading = readBase64(value);
  const peeled = peel(value, reading, [], gunzip);
  const facts = peeled.document === undefined ? undefined : documentFacts(peeled.document);
  const consumers = annotationOutcomes(value, gunzip, reading, (document) =>
    document === peeled.document && facts !== undefined ? facts.utf8 : documentFacts(document).utf8,
  );
  const same = hostsReadSame(consumers);
  return {
    ...peeled,
    ...(facts === undefined ? {} : { documentFacts: facts }),
    ...(same === undefined ? {} : { hostsReadSameDocument: same }),
    consumers,
    diagnostics: findings(value, peeled, facts, consumers),
  };
}

function peel(
  text: string,
  reading: Base64Reading,
  above: readonly AnnotationLayer[],
  gunzip: Gunzip,
): Peeled {
  const { bytes } = reading;
  if (bytes === undefined) {
    return { layers: [...above, { kind: 'base64', characters: text.length, reading }] };
  }
  const decodedKind = kindOf(bytes);
  const layers = [...above, { kind: 'base64' as const, characters: text.length, reading, decodedKind }];
  switch (decodedKind) {
    case 'gzip':
    case 'gzip-unknown-method':
      return peelGzip(gunzip(bytes), layers);
    case 'zlib':
    case 'raw-deflate': {
      const inflated = inflate(bytes, decodedKind === 'zlib' ? 2 : 0, maxDocumentBytes);
      return { layers: [...layers, { kind: decodedKind, inflated }], document: inflated.bytes };
    }
    case 'text-base64': {
      const inner = asciiText(bytes);
      return layers.length >= mostLayers ? { layers } : peel(inner, readBase64(inner), layers, gunzip);
    }
    case 'text-toml':
      return { layers, document: bytes };
    case 'text-rego':
    case 'text':
    case 'bzip2':
    case 'zstd':
    case 'xz':
    case 'disk-image':
    case 'empty':
    case 'unknown':
      return { layers };
  }
}

function peelGzip(reading: GzipReading, above: readonly AnnotationLayer[]): Peeled {
  const layers = [...above, { kind: 'gzip' as const, reading }];
  const [first] = reading.members;
  if (first === undefined) return { layers };
  if (first.status !== 'ok') {
    return first.bytes.length === 0 ? { layers } : { layers, recovered: first.bytes };
  }
  const allIntact = reading.members.length > 1 && reading.members.every(({ status }) => status === 'ok');
  return {
    layers,
    document: first.bytes,
    ...(allIntact ? { documentOfAllMembers: joined(reading.members) } : {}),
  };
}

function asciiText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function hostsReadSame(consumers: readonly AnnotationOutcome[]): boolean | undefined {
  const [go, rust] = ['go', 'runtime-rs'].map((host) =>
    consumers.find(({ consumer, outcome }) => consumer === host && outcome === 'accepts'),
  );
  if (go?.document === undefined || rust?.document === undefined) return undefined;
  return equalBytes(go.document, rust.document);
}

function findings(
  value: string,
  peeled: Peeled,
  facts: DocumentFacts | undefined,
  consumers: readonly AnnotationOutcome[],
): readonly Diagnostic[] {
  const [outer, ...inner] = peeled.layers;
  if (outer?.kind !== 'base64') return [];
  const found = [...base64Findings(value, outer.reading, consumers)];
  if (outer.decodedKind !== undefined && outer.decodedKind !== 'gzip') {
    found.push(...kindFindings(value, outer.decodedKind, consumers));
  }
  const [layer] = inner;
  if (layer?.kind === 'gzip' && outer.decodedKind === 'gzip') {
    found.push(...gzipFindings(value, layer.reading, consumers));
    if (facts !== undefined) found.push(...documentFindings(value, peeled.document, facts, consumers));
  }
  return found;
}
