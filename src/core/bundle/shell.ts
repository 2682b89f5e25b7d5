/** Quoting for POSIX shells. */

/** A word that the shell takes as it is. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_./%+=:,@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A file name as an argument: one that starts with a hyphen must not be taken for an option. */
export function shellFile(name: string): string {
  return shellWord(name.startsWith('-') ? `./${name}` : name);
}

/** The programs of coreutils that compute the digests. */
export const sumProgram = { sha256: 'sha256sum', sha384: 'sha384sum', sha512: 'sha512sum' } as const;
