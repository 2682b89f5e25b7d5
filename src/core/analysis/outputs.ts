/** Everything that is made from the compressed document: annotation, disk image, annotated manifest, cost of entries. */
import { encodeAnnotation } from '#core/annotation/encode.ts';
import { referenceGzipLength } from '#core/annotation/reference/gnu-gzip.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { outlineOf } from '#core/initdata/outline.ts';
import { injectAnnotation } from '#core/manifest/inject.ts';
import { readManifest } from '#core/manifest/read.ts';
import type { PlatformId } from '#core/platform/platform.ts';
import { base64Length, costOfEntries, type EntryCost } from '#core/size/cost.ts';
import { checkSize, otherAnnotationBytes, sizesOf, type SizeFacts, type Sizes } from '#core/size/size.ts';
import { applyEdits } from '#core/text/edit.ts';
import { pointAt } from '#core/text/span.ts';
import type { DocumentInput } from './analysis.ts';
import { bytesOf } from './facts.ts';

export interface OutputsRequest {
  readonly document: DocumentInput;
  readonly setting: 'fast' | 'best';
  readonly manifest: string;
  readonly pod: number;
  /** Also written into the pod, when asked. */
  readonly runtimeClassName: string | undefined;
  readonly platform: PlatformId;
}

export type ManifestOutput =
  | { readonly kind: 'annotated'; readonly text: string; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'empty' };

export interface Outputs {
  readonly annotation: string;
  /** The gzip stream inside the annotation: the same bytes go into the disk image. */
  readonly gzip: Uint8Array;
  /** How it was really made: a document beyond the encoder's bound falls back to `fast`. */
  readonly setting: 'fast' | 'best';
  /** Characters of what `gzip | base64 -w0` makes of the same document. */
  readonly shellLength: number;
  readonly sizes: Sizes;
  /** Findings about the size: only now is it known. */
  readonly diagnostics: readonly Diagnostic[];
  readonly manifest: ManifestOutput;
}

/**
 * Encodes the document once and makes every output from that one gzip stream.
 *
 * @param progress told how much of the encoding is done
 */
export function produceOutputs(
  { document, setting, manifest, pod, runtimeClassName, platform }: OutputsRequest,
  progress?: (done: number, of: number) => void,
): Outputs {
  const bytes = bytesOf(document);
  const { annotation, gzip, setting: used } = encodeAnnotation(bytes, setting, progress);
  const shellLength = base64Length(referenceGzipLength(bytes));
  const template = readManifest(manifest).value?.pods[pod];
  const sizeFacts: SizeFacts = {
    annotationLength: annotation.length,
    otherBytes: template === undefined ? 0 : otherAnnotationBytes(template),
    kind: template?.kind,
    platform,
    // The adaptor compresses anew; its gzip is closer to the shell's than to ours.
    recompressedLength: shellLength,
  };
  return {
    annotation,
    gzip,
    setting: used,
    shellLength,
    sizes: sizesOf(sizeFacts),
    diagnostics: checkSize(sizeFacts, { source: 'initdata', span: pointAt(0) }),
    manifest: annotate(manifest, pod, annotation, runtimeClassName),
  };
}

/** What each entry adds to the annotation, by the fast setting: proportions are what matters here. */
export function costsOf(text: string): readonly EntryCost[] {
  return costOfEntries(text, outlineOf(text).entries, (bytes) => encodeAnnotation(bytes, 'fast').gzip.length);
}

function annotate(
  manifest: string,
  pod: number,
  annotation: string,
  runtimeClassName: string | undefined,
): ManifestOutput {
  if (manifest.trim() === '') return { kind: 'empty' };
  const options = runtimeClassName === undefined ? {} : { runtimeClassName };
  const { value, diagnostics } = injectAnnotation(manifest, pod, annotation, options);
  if (value === undefined) return { kind: 'refused', diagnostics };
  return { kind: 'annotated', text: applyEdits(manifest, value), diagnostics };
}
