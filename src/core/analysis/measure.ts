/** Digests of the document and what the chosen platform makes of the decided one. */
import { encodeBase64 } from '#core/annotation/base64.ts';
import { algorithms, isAlgorithm, type Algorithm } from '#core/initdata/algorithm.ts';
import { digestOf, webCryptoAvailable, type Digest } from '#core/initdata/digest.ts';
import { hexOf } from '#core/initdata/hex.ts';
import { fitToField, pcr8Of } from '#core/initdata/hostdata.ts';
import { platformOf, type PlatformId } from '#core/platform/platform.ts';
import type { Binding, Digests, HexAndBase64 } from './analysis.ts';

export interface Measured {
  readonly digests: Digests;
  readonly binding: Binding;
}

/**
 * @param bytes the exact bytes of the document
 * @param spelling the algorithm as the document spells it; an unknown or missing one decides and binds nothing
 */
export async function measure(
  bytes: Uint8Array<ArrayBuffer>,
  spelling: string | undefined,
  platform: PlatformId,
): Promise<Measured> {
  if (!webCryptoAvailable()) return { digests: { kind: 'unavailable' }, binding: { kind: 'undecided' } };
  const [sha256, sha384, sha512] = await Promise.all(
    algorithms.map((algorithm) => digestOf(bytes, algorithm)),
  );
  if (sha256 === undefined || sha384 === undefined || sha512 === undefined)
    throw new Error('an algorithm is missing');
  const all: Readonly<Record<Algorithm, Digest>> = { sha256, sha384, sha512 };
  const decided = isAlgorithm(spelling) ? spelling : undefined;
  const of = { sha256: spelled(sha256), sha384: spelled(sha384), sha512: spelled(sha512) };
  const binding: Binding = decided === undefined ? { kind: 'undecided' } : await bind(all[decided], platform);
  return { digests: { kind: 'computed', of, decided }, binding };
}

async function bind(digest: Digest, platform: PlatformId): Promise<Binding> {
  const { binding } = platformOf(platform);
  switch (binding.kind) {
    case 'field': {
      const value = spelled(fitToField(digest, binding.bytes));
      return {
        kind: 'field',
        field: binding.field,
        bytes: binding.bytes,
        value,
        fitting: fitting(digest, binding.bytes),
      };
    }
    case 'pcr8':
      return {
        kind: 'pcr8',
        value: spelled(await pcr8Of(digest)),
        fitting: digest.length > 32 ? 'cut' : 'exact',
      };
    case 'none':
      return binding;
  }
}

function fitting(digest: Digest, bytes: number): 'exact' | 'cut' | 'padded' {
  if (digest.length === bytes) return 'exact';
  return digest.length > bytes ? 'cut' : 'padded';
}

function spelled(bytes: Uint8Array): HexAndBase64 {
  return { hex: hexOf(bytes), base64: encodeBase64(bytes) };
}
