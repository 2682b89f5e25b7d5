/**
 * The digest of a document: the hash of its exact bytes, byte order mark, carriage returns and final newline included.
 * Nothing is parsed for it.
 *
 * @see https://github.com/kata-containers/kata-containers/blob/7c6ba40c54/src/libs/kata-types/src/initdata.rs
 */
import { algorithms, digestBytes, type Algorithm } from './algorithm.ts';
import { bytesOfHex } from './hex.ts';

declare const digestBrand: unique symbol;

/** 32, 48 or 64 bytes; made by `digestOf` and `digestFromHex` alone. */
export type Digest = Uint8Array<ArrayBuffer> & { readonly [digestBrand]: true };

const webCryptoNames: Readonly<Record<Algorithm, string>> = {
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};

/** False in an insecure context: browsers offer WebCrypto over https and on localhost only. */
export function webCryptoAvailable(): boolean {
  return typeof crypto !== 'undefined' && 'subtle' in crypto && typeof crypto.subtle === 'object';
}

/**
 * The digest of `bytes`.
 *
 * @throws TypeError where `webCryptoAvailable()` is false; ask it first.
 */
export async function digestOf(bytes: Uint8Array<ArrayBuffer>, algorithm: Algorithm): Promise<Digest> {
  return brandDigest(new Uint8Array(await crypto.subtle.digest(webCryptoNames[algorithm], bytes)));
}

/** A digest that was computed elsewhere; its length says by which algorithm. Undefined for anything else than its digits. */
export function digestFromHex(
  hex: string,
): { readonly digest: Digest; readonly algorithm: Algorithm } | undefined {
  const bytes = bytesOfHex(hex);
  const algorithm = algorithms.find((each) => digestBytes[each] === bytes?.length);
  return bytes === undefined || algorithm === undefined
    ? undefined
    : { digest: brandDigest(bytes), algorithm };
}

function brandDigest(bytes: Uint8Array<ArrayBuffer>): Digest {
  return bytes as Digest;
}
