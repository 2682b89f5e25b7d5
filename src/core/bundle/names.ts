/** Names of files in the zip. */

export const bundleFiles = {
  document: 'initdata.toml',
  annotation: 'annotation.txt',
  image: 'initdata.img',
  manifest: 'pod.yaml',
  digests: 'digests.txt',
  readme: 'README.txt',
  verify: 'verify.sh',
} as const;

export const entryFolder = 'data/';

/** Names that Windows gives to devices, with or without an extension. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Longest file name written; every file system takes more. */
const maxNameLength = 80;

/**
 * File names for entry keys: the key itself where it is a plain name, else one made safe for every file system. No
 * name has a folder, a leading dot or hyphen, or differs from another by case alone.
 */
export function fileNamesOf(keys: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return keys.map((key) => {
    const name = safeName(key);
    let candidate = name;
    for (let count = 2; taken.has(candidate.toLowerCase()); count++) candidate = `${count}-${name}`;
    taken.add(candidate.toLowerCase());
    return candidate;
  });
}

function safeName(key: string): string {
  const plain = key
    .replaceAll(/[^A-Za-z0-9._-]/g, '_')
    .replace(/^[.-]+/, '_')
    .replace(/\.+$/, '_')
    .slice(0, maxNameLength);
  return plain === '' || reserved.test(plain) ? `_${plain}` : plain;
}

/** True for a name that `fileNamesOf` can have made. */
export function isSafeName(name: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(name) && name.length <= maxNameLength + 8;
}
