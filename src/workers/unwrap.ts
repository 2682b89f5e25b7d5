/** The worker's side of opening: a document is taken out of its wrapping here, because inflating reaches 16 MiB. */
import { documentFromBytes } from '#core/analysis/facts.ts';
import { encodeBase64 } from '#core/annotation/base64.ts';
import { decodeAnnotation } from '#core/annotation/decode.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { readImage } from '#core/image/image.ts';
import type { Unwrapped, Wrapped } from './calls.ts';

/** Never throws: what cannot be read has no document, and findings that say why. */
export function unwrap(wrapped: Wrapped): Unwrapped {
  const { document, diagnostics } = read(wrapped);
  return document === undefined ? { diagnostics } : { document: documentFromBytes(document), diagnostics };
}

function read(wrapped: Wrapped): {
  readonly document?: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
} {
  switch (wrapped.kind) {
    case 'annotation':
      return decodeAnnotation(wrapped.value);
    case 'gzip':
      return decodeAnnotation(encodeBase64(wrapped.bytes));
    case 'image':
      return readImage(wrapped.bytes);
  }
}
