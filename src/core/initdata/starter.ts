import type { Algorithm } from './algorithm.ts';
import { embedString, quotedKey, recommendedForm } from './embed.ts';

export interface StarterOptions {
  readonly algorithm: Algorithm;
  /** Entries in the order in which they are to stand; aa.toml and cdh.toml beside each other compress better. */
  readonly entries?: readonly { readonly key: string; readonly content: string }[];
}

/** A new document: version, algorithm, `[data]`, LF line ends, a final newline. Contents must be well-formed Unicode. */
export function newDocument({ algorithm, entries = [] }: StarterOptions): string {
  const head = `version = "0.1.0"\nalgorithm = "${algorithm}"\n\n[data]\n`;
  return (
    head +
    entries
      .map(({ key, content }) => `${quotedKey(key)} = ${embedString(content, recommendedForm(content))}\n`)
      .join('\n')
  );
}
