/** The shell commands that make the same as the outputs, with coreutils and gzip alone. `commands.test.ts` runs them. */
import type { Binding } from '#core/analysis/analysis.ts';
import type { Algorithm } from '#core/initdata/algorithm.ts';

const hexOnly = "cut -d ' ' -f 1";

/** The digest of the document in hex. */
export function digestCommand(algorithm: Algorithm): string {
  return `${algorithm}sum initdata.toml | ${hexOnly}`;
}

/** What the hardware carries, in hex. */
export function bindingCommand(
  binding: Extract<Binding, { readonly kind: 'field' | 'pcr8' }>,
  algorithm: Algorithm,
): string {
  if (binding.kind === 'pcr8') {
    const first = `${algorithm}sum initdata.toml | cut -c 1-64 | tr a-f A-F | basenc --base16 -d`;
    return `{ head -c 32 /dev/zero; ${first}; } | sha256sum | ${hexOnly}`;
  }
  switch (binding.fitting) {
    case 'exact':
      return digestCommand(algorithm);
    case 'cut':
      return `${algorithm}sum initdata.toml | cut -c 1-${String(2 * binding.bytes)}`;
    case 'padded': {
      const zeros = String(2 * (binding.bytes - bytesOf[algorithm]));
      return `printf '%s%0${zeros}d\\n' "$(${digestCommand(algorithm)})" 0`;
    }
  }
}

const bytesOf = { sha256: 32, sha384: 48, sha512: 64 } as const satisfies Record<Algorithm, number>;

/** An annotation of the same document: other characters, because gzip packs less tightly, and the same digest. */
export const annotationCommand = 'gzip -nc initdata.toml | base64 -w0';

/** The digest of the document inside an annotation. */
export function annotationDigestCommand(algorithm: Algorithm): string {
  return `base64 -d annotation.txt | gunzip | ${algorithm}sum | ${hexOnly}`;
}

/** The document inside a disk image: the gzip stream begins at byte 16. */
export function imageCommand(gzipLength: number): string {
  return `tail -c +17 initdata.img | head -c ${String(gzipLength)} | gunzip`;
}
