/** An explanation in words, and the command that does the same. */
import type { Algorithm } from '#core/initdata/algorithm.ts';
import type { DocumentEdit, Explanation, Form, Hashed, WriterId } from './comparison.ts';

type Way = Omit<Explanation, 'text' | 'command'>;

/**
 * One sentence and, where a short one exists, the command that prints the value as hexadecimal digits.
 *
 * @param named the algorithm that the document names
 */
export function explain(way: Way, named: Algorithm | undefined): Pick<Explanation, 'text' | 'command'> {
  const { algorithm, otherAlgorithm, form, hashed } = way;
  const [before, after] = formWords[form];
  const other = otherAlgorithm ? `, while the document names ${named ?? 'another algorithm'}` : '';
  const text = `It is ${before}the ${algorithm} of ${hashedWords(hashed)}${after}${other}.`;
  const made = form === 'whole' ? commandFor(hashed, algorithm) : undefined;
  return made === undefined ? { text } : { text, command: made };
}

/** What stands before and behind the digest's own name. */
const formWords: Readonly<Record<Form, readonly [before: string, after: string]>> = {
  whole: ['', ''],
  'cut-32': ['the first 32 bytes of ', ', as a field of 32 bytes carries it'],
  'cut-48': ['the first 48 bytes of ', ', as a field of 48 bytes carries it'],
  'padded-48': ['', ', padded with zero bytes to 48'],
  'padded-64': ['', ', padded with zero bytes to 64'],
  'padded-256': ['', ', padded with zero bytes to 256'],
  pcr8: ['PCR 8 after it was extended once with the first 32 bytes of ', ''],
  'pcr8-of-all-bytes': ['the SHA-256 of 32 zero bytes and all bytes of ', ', which no component computes so'],
};

function hashedWords(hashed: Hashed): string {
  switch (hashed.kind) {
    case 'document':
      return 'this document';
    case 'edited':
      return `this document ${editWords(hashed.edits)}`;
    case 'rewritten': {
      const order = hashed.order.length > 1 ? `, entries in the order ${hashed.order.join(', ')}` : '';
      const edits = hashed.edits.length === 0 ? '' : `, ${editWords(hashed.edits)}`;
      return `this document parsed and written anew as ${writerWords[hashed.writer]}${order}${edits}`;
    }
    case 'entry': {
      const edits = hashed.edits.length === 0 ? '' : `, ${editWords(hashed.edits)}`;
      const use = hashed.key === 'policy.rego' ? ' (Contrast and AKS put that into HOSTDATA)' : '';
      return `${hashed.key} alone${edits}${use}`;
    }
    case 'gzip':
      return 'the gzip stream, not of the document in it';
    case 'image':
      return 'the whole disk image, not of the document in it';
    case 'base64':
      return hashed.of === 'gzip'
        ? `the annotation’s base64 text${textWords[hashed.text]}, not of the document`
        : `base64 text of the document without gzip${textWords[hashed.text]}, the form of old annotations`;
  }
}

const textWords = {
  plain: '',
  'final-newline': ' with a newline behind it',
  'wrapped-76': ' in lines of 76 characters',
  'wrapped-64': ' in lines of 64 characters',
} as const;

const editPhrases: Readonly<Record<DocumentEdit, string>> = {
  'remove-final-newline': 'without its final newline',
  'remove-final-newlines': 'without all its final newlines, as $(cat …) leaves it',
  'add-final-newline': 'with one more newline at its end',
  'one-final-newline': 'with one final newline instead of several, as echo "$(cat …)" writes it',
  'lf-to-crlf': 'with Windows line ends (CRLF instead of LF)',
  'crlf-to-lf': 'with Unix line ends (LF instead of CRLF)',
  'remove-bom': 'without its byte order mark',
  'add-bom': 'with a byte order mark in front',
  'remove-trailing-spaces': 'without the spaces at the ends of its lines',
  'add-trailing-spaces': 'with a space at the end of every line',
  'add-trailing-space': 'with spaces at the end of one of its lines',
};

function editWords(edits: readonly DocumentEdit[]): string {
  const phrases = edits.map((edit) => editPhrases[edit]);
  const last = phrases.at(-1) ?? '';
  return phrases.length < 2 ? last : `${phrases.slice(0, -1).join(', ')} and ${last}`;
}

const writerWords: Readonly<Record<WriterId, string>> = {
  'toml-1': 'genpolicy of Kata 4 and other Rust programs do (toml 1.x)',
  'toml-0.5-pretty': 'genpolicy before Kata 4 does (toml 0.5, pretty)',
  'toml-0.5': 'older Rust programs do (toml 0.5)',
  burntsushi: 'Go programs do (BurntSushi/toml)',
  pelletier: 'Go programs do (pelletier/go-toml)',
  cococtl: 'cococtl does',
  documentation: 'the documentation lays it out',
};

const inputs: Partial<Readonly<Record<DocumentEdit, string>>> = {
  'remove-final-newlines': 'printf %s "$(cat initdata.toml)"',
  'one-final-newline': 'echo "$(cat initdata.toml)"',
  'add-final-newline': '{ cat initdata.toml; echo; }',
  'remove-bom': 'tail -c +4 initdata.toml',
  'add-bom': "{ printf '\\357\\273\\277'; cat initdata.toml; }",
  'crlf-to-lf': "sed 's/\\r$//' initdata.toml",
  'remove-trailing-spaces': "sed 's/[ \\t]*$//' initdata.toml",
};

function commandFor(hashed: Hashed, algorithm: string): string | undefined {
  if (hashed.kind === 'document') return `${algorithm}sum initdata.toml`;
  const [edit, ...more] = hashed.kind === 'edited' ? hashed.edits : [];
  const input = edit === undefined || more.length > 0 ? undefined : inputs[edit];
  return input === undefined ? undefined : `${input} | ${algorithm}sum`;
}
