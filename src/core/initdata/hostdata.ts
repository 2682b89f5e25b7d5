/** What the hardware carries of a digest. */
import type { Digest } from './digest.ts';

/** Bytes of PCR values in the SHA-256 bank, and of the part of a digest that is extended into one. */
export const pcrBytes = 32;

/**
 * Fits a digest to a field of TEE evidence: a longer digest loses its tail, a shorter one is padded at the end with zero
 * bytes. Fields: 32 bytes HOST_DATA (SNP), 48 MRCONFIGID (TDX), 64 CCA and SGX, 256 Secure Execution.
 *
 * @returns exactly `bytes` bytes.
 * @see https://github.com/confidential-containers/trustee/blob/78962cd4/kbs/docs/initdata.md
 */
export function fitToField(digest: Digest, bytes: number): Uint8Array<ArrayBuffer> {
  const fitted = new Uint8Array(bytes);
  fitted.set(digest.subarray(0, bytes));
  return fitted;
}

/** The first 32 bytes of a digest: all that a SHA-256 PCR takes in. */
export function firstBytesOf(digest: Digest): Uint8Array<ArrayBuffer> {
  return fitToField(digest, pcrBytes);
}

/**
 * PCR 8 of a vTPM after the document was measured into it: SHA-256 of 32 zero bytes and the first 32 bytes of the digest.
 * For sha384 and sha512 only peer pods cut the digest; the attestation agent and Trustee refuse it.
 *
 * @returns 32 bytes.
 * @throws TypeError where WebCrypto is missing.
 */
export async function pcr8Of(digest: Digest): Promise<Uint8Array<ArrayBuffer>> {
  const extended = new Uint8Array(2 * pcrBytes);
  extended.set(firstBytesOf(digest), pcrBytes);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', extended));
}
