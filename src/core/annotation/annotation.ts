/**
 * The room of the pod annotation that carries Init-Data: base64 of gzip of the document's bytes.
 *
 * It promises that what `encodeAnnotation` returns decodes to exactly the given bytes and is the same in every
 * JavaScript engine, and that `decodeAnnotation` reports every layer of any text without throwing. It leaves the
 * meaning of the document to `core/initdata` and the place of the annotation in a manifest to `core/manifest`.
 */

/** A value that decodes to a document; made by `encodeAnnotation` alone. */
export type Annotation = string & { readonly __brand: 'Annotation' };

/** The key that Kata's host runtimes read. */
export const annotationKey = 'io.katacontainers.config.hypervisor.cc_init_data';

/**
 * Most bytes that a gzip stream may inflate to here. A stream of 16 kB can claim 16 MB and one of 1 MB a gigabyte,
 * while the agent's policy engine stops at 16 MiB: nothing longer can be a working document.
 */
export const maxDocumentBytes = 16 * 1024 * 1024;
