/**
 * The claim `init_data` that Trustee puts into its token. It is not always the digest: each verifier cuts, pads, extends
 * or encodes it in its own way.
 *
 * @see https://github.com/confidential-containers/trustee/tree/78962cd416/deps/verifier/src
 */
import { encodeBase64 } from '../annotation/base64.ts';
import type { Digest } from './digest.ts';
import { hexOf } from './hex.ts';
import { fitToField, pcr8Of, pcrBytes } from './hostdata.ts';

/** A verifier of Trustee, or peer pods, whose evidence reaches Trustee without the document. */
export type Verifier =
  | 'tdx'
  | 'snp'
  | 'sgx'
  | 'cca'
  | 'az-snp-vtpm'
  | 'az-tdx-vtpm'
  | 'tpm'
  | 'peer-pods-on-vtpm'
  | 'sample'
  | 'se';

export const verifiers: readonly Verifier[] = [
  'tdx',
  'snp',
  'sgx',
  'cca',
  'az-snp-vtpm',
  'az-tdx-vtpm',
  'tpm',
  'peer-pods-on-vtpm',
  'sample',
  'se',
];

export type InitDataClaim =
  | { readonly kind: 'value'; readonly encoding: 'hex' | 'base64'; readonly value: string }
  /** The token has no such claim. */
  | { readonly kind: 'absent'; readonly reason: string }
  /** The pod or its attestation fails. `guest` is what the attestation agent logs. */
  | { readonly kind: 'fails'; readonly guest: string; readonly trustee: 'panics' };

const fieldBytes = { tdx: 48, snp: 32, sgx: 64, cca: 64 } as const;

/**
 * The claim for a digest.
 *
 * @throws TypeError where WebCrypto is missing, for the verifiers that look at PCR 8.
 */
export async function initDataClaim(verifier: Verifier, digest: Digest): Promise<InitDataClaim> {
  switch (verifier) {
    case 'tdx':
    case 'snp':
    case 'sgx':
    case 'cca':
      return hexClaim(fitToField(digest, fieldBytes[verifier]));
    case 'az-snp-vtpm':
    case 'az-tdx-vtpm':
    case 'tpm':
      if (digest.length !== pcrBytes) {
        return { kind: 'fails', guest: vtpmRefusal(verifier), trustee: 'panics' };
      }
      return hexClaim(await pcr8Of(digest));
    case 'peer-pods-on-vtpm':
      return hexClaim(await pcr8Of(digest));
    case 'sample':
      return { kind: 'value', encoding: 'base64', value: encodeBase64(digest) };
    case 'se':
      return { kind: 'absent', reason: 'Secure Execution no longer binds Init-Data.' };
  }
}

/** True when Trustee's comparison of document and evidence can succeed; the CCA verifier compares without padding. */
export function ccaComparisonMatches(digest: Digest): boolean {
  return digest.length === fieldBytes.cca;
}

/** What the attestation agent logs for a digest that is not 32 bytes long. */
export function vtpmRefusal(verifier: 'az-snp-vtpm' | 'az-tdx-vtpm' | 'tpm'): string {
  return verifier === 'tpm' ? 'Event digest length is not 32 bytes' : 'expected sha256 digest';
}

function hexClaim(bytes: Uint8Array): InitDataClaim {
  return { kind: 'value', encoding: 'hex', value: hexOf(bytes) };
}
