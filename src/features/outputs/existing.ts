/** What an annotation that is in the manifest already says, for comparing before it is replaced. */
import { bytesOf } from '#core/analysis/facts.ts';
import { algorithms, type Algorithm } from '#core/initdata/algorithm.ts';
import { digestOf, webCryptoAvailable } from '#core/initdata/digest.ts';
import { hexOf } from '#core/initdata/hex.ts';
import { outlineOf } from '#core/initdata/outline.ts';
import { unwrap } from '#state/recognition.ts';

export type Existing =
  | { readonly kind: 'digest'; readonly algorithm: Algorithm; readonly hex: string }
  | { readonly kind: 'undecided'; readonly reason: string };

/** The digest of the document inside a value, under the algorithm that it names itself. */
export async function readExisting(value: string): Promise<Existing> {
  const { document } = await unwrap({ kind: 'annotation', value });
  if (document === undefined) return { kind: 'undecided', reason: 'it does not decode to a document' };
  const written = document.kind === 'text' ? outlineOf(document.text).algorithm?.value : undefined;
  const algorithm = algorithms.find((candidate) => candidate === written);
  if (algorithm === undefined) {
    return { kind: 'undecided', reason: 'its document names no algorithm that components know' };
  }
  if (!webCryptoAvailable()) {
    return { kind: 'undecided', reason: 'this page cannot compute digests' };
  }
  const hex = hexOf(await digestOf(bytesOf(document), algorithm));
  return { kind: 'digest', algorithm, hex };
}
