/** The worker's side of the Trustee mode. */
import type { DocumentInput } from '#core/analysis/analysis.ts';
import { isAlgorithm } from '#core/initdata/algorithm.ts';
import { digestOf, webCryptoAvailable } from '#core/initdata/digest.ts';
import { outlineOf } from '#core/initdata/outline.ts';
import { bindingTable } from '#core/measurement/binding.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import type { Handlers } from './server.ts';
import type { BindAnswer, TrusteeCalls } from './trustee-calls.ts';

async function bind({ document }: { readonly document: DocumentInput }): Promise<BindAnswer> {
  if (!webCryptoAvailable()) return { kind: 'unavailable' };
  if (document.kind === 'bytes') return { kind: 'undecided', utf8: false };
  const { algorithm } = outlineOf(document.text);
  const spelling = algorithm?.value;
  if (algorithm === undefined || !isAlgorithm(spelling)) {
    return { kind: 'undecided', utf8: true, ...(spelling === undefined ? {} : { spelling }) };
  }
  const digest = await digestOf(encodeUtf8(document.text), spelling);
  const place = { source: 'initdata', span: algorithm.valueSpan } as const;
  return {
    kind: 'bound',
    algorithm: spelling,
    rows: await bindingTable({ digest, algorithm: spelling, place }),
  };
}

export const trusteeHandlers: Handlers<TrusteeCalls> = { bind };
