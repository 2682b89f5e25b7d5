/** What an annotation that is in the manifest already says, for comparing before it is replaced. */
import { decodeAnnotation } from '#core/annotation/decode.ts';
import { algorithms, type Algorithm } from '#core/initdata/algorithm.ts';
import { digestOf, webCryptoAvailable } from '#core/initdata/digest.ts';
import { hexOf } from '#core/initdata/hex.ts';
import { outlineOf } from '#core/initdata/outline.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';

export type Existing =
  | {
      readonly kind: 'digest';
      readonly algorithm: Algorithm;
      readonly hex: string;
      readonly document: Uint8Array;
    }
  | { readonly kind: 'undecided'; readonly reason: string; readonly document: Uint8Array | undefined };

/** The digest of the document inside a value, under the algorithm that it names itself. */
export async function readExisting(value: string): Promise<Existing> {
  const { document } = decodeAnnotation(value);
  if (document === undefined)
    return { kind: 'undecided', reason: 'it does not decode to a document', document };
  const written = outlineOf(decodeUtf8(document) ?? '').algorithm?.value;
  const algorithm = algorithms.find((candidate) => candidate === written);
  if (algorithm === undefined) {
    return { kind: 'undecided', reason: 'its document names no algorithm that components know', document };
  }
  if (!webCryptoAvailable()) {
    return { kind: 'undecided', reason: 'this page cannot compute digests', document };
  }
  const hex = hexOf(await digestOf(new Uint8Array(document), algorithm));
  return { kind: 'digest', algorithm, hex, document };
}
