/** The hash algorithms that the field `algorithm` may name; every reader of Init-Data agrees on these three only. */
export type Algorithm = 'sha256' | 'sha384' | 'sha512';

export const algorithms: readonly Algorithm[] = ['sha256', 'sha384', 'sha512'];

/** Bytes of a digest. */
export const digestBytes: Readonly<Record<Algorithm, 32 | 48 | 64>> = { sha256: 32, sha384: 48, sha512: 64 };

/** True for the exact spellings that all consumers accept: lower case, no hyphen. */
export function isAlgorithm(name: unknown): name is Algorithm {
  return algorithms.some((algorithm) => algorithm === name);
}

/** What a misspelt name most likely means, such as `sha-384`, `SHA384` or `sha_384`; undefined when nothing is close. */
export function nearestAlgorithm(name: string): Algorithm | undefined {
  const bare = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const bits = /^(?:sha)?2?(256|384|512)$/.exec(bare)?.[1];
  return algorithms.find((algorithm) => algorithm === `sha${bits}`);
}
