/** How the value that the hardware carries comes from the digest, in words. */
import type { Binding } from '#core/analysis/analysis.ts';
import type { Algorithm } from '#core/initdata/algorithm.ts';
import type { Claim } from '#core/platform/platform.ts';

export function derivationOf(
  binding: Extract<Binding, { readonly kind: 'field' | 'pcr8' }>,
  algorithm: Algorithm,
): string {
  if (binding.kind === 'pcr8') {
    return binding.fitting === 'exact'
      ? 'SHA-256 of 32 zero bytes followed by the digest: the register starts at zero and is extended once.'
      : `SHA-256 of 32 zero bytes followed by the first 32 bytes of the ${algorithm} digest. Only peer pods cut it so; elsewhere the agent refuses a digest that is not 32 bytes long.`;
  }
  const length = String(binding.bytes);
  switch (binding.fitting) {
    case 'exact':
      return `The ${algorithm} digest, whole: it has the ${length} bytes of the field.`;
    case 'cut':
      return `The first ${length} bytes of the ${algorithm} digest: the rest does not fit the field.`;
    case 'padded':
      return `The ${algorithm} digest followed by zero bytes up to ${length}: it is shorter than the field.`;
  }
}

/** What the claim `init_data` of an attestation token holds. */
export function claimWords(claim: Claim): string {
  switch (claim.kind) {
    case 'field':
      return `The value above in hex, ${String(claim.characters)} characters.`;
    case 'pcr8':
      return `PCR 8 in hex, ${String(claim.characters)} characters: not the digest.`;
    case 'digest':
      return 'The digest in base64, unchecked.';
    case 'absent':
      return 'Not in the token.';
  }
}
