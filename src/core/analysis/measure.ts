/** Digests of the document and what the chosen platform makes of the decided one. */
import { algorithms, isAlgorithm, type Algorithm } from '#core/initdata/algorithm.ts';
import { digestOf, webCryptoAvailable, type Digest } from '#core/initdata/digest.ts';
import { derive, fittingOf, spelled } from '#core/measurement/derivation.ts';
import { platformOf, type PlatformId } from '#core/platform/platform.ts';
import type { Binding, Digests } from './analysis.ts';

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
  const binding: Binding =
    decided === undefined ? { kind: 'undecided' } : await bind(all[decided], decided, platform);
  return { digests: { kind: 'computed', of, decided }, binding };
}

/** The same steps as the binding table shows them: what is on screen in two places must come from one. */
async function bind(digest: Digest, algorithm: Algorithm, platform: PlatformId): Promise<Binding> {
  const { binding } = platformOf(platform);
  if (binding.kind === 'none') return binding;
  const steps = await derive(digest, algorithm, binding);
  const value = steps.at(-1)?.value;
  if (value === undefined) throw new Error('a digest is the first step');
  if (binding.kind === 'pcr8') {
    return { kind: 'pcr8', value, fitting: digest.length > binding.bytes ? 'cut' : 'exact' };
  }
  const { field, bytes } = binding;
  return { kind: 'field', field, bytes, value, fitting: fittingOf(digest, bytes) };
}
