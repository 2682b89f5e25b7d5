/**
 * The room that compares an expected value with what a document measures to, and looks for the reason when they differ.
 *
 * A person has a digest from somewhere: a pull request, a token, a command. This room reads it in every notation, says
 * whether it is the digest of exactly these bytes, and otherwise searches the known ways in which such values go wrong.
 * It judges no document and knows no platform; which value a platform carries is for others to say.
 */
import type { Algorithm } from '#core/initdata/algorithm.ts';

/** How a value was written. `hex-in-base64`: base64 of the hexadecimal digits, as `sha384sum | base64` makes it. */
export type Notation = 'hex' | 'hex-upper' | 'base64' | 'base64url' | 'hex-in-base64';

/** A value that could be read as a digest or as what a field of the hardware carries. */
export interface ExpectedValue {
  /** As given, trimmed. */
  readonly written: string;
  readonly notation: Notation;
  readonly bytes: Uint8Array;
  /** Lower case. */
  readonly hex: string;
}

/** What was done with the digest after hashing. */
export type Form =
  | 'whole'
  | 'cut-32'
  | 'cut-48'
  | 'padded-48'
  | 'padded-64'
  | 'padded-256'
  /** SHA-256 of 32 zero bytes and the first 32 bytes of the digest. */
  | 'pcr8'
  /** The same with all bytes of a longer digest: no component extends it so, but people compute it. */
  | 'pcr8-of-all-bytes';

/** Which bytes were hashed. */
export type Hashed =
  /** These very bytes. */
  | { readonly kind: 'document' }
  /** The document as it would be after the edits, in this order; none of them changes its meaning. */
  | { readonly kind: 'edited'; readonly edits: readonly DocumentEdit[] }
  /** The document parsed and written anew by a program, with its entries in `order`. */
  | {
      readonly kind: 'rewritten';
      readonly writer: WriterId;
      readonly order: readonly string[];
      /** `version` or `algorithm`, whichever stands first. */
      readonly first: 'version' | 'algorithm';
      readonly edits: readonly DocumentEdit[];
    }
  /** One data entry alone; `policy.rego` is what Contrast and AKS put into HOSTDATA before Init-Data. */
  | { readonly kind: 'entry'; readonly key: string; readonly edits: readonly DocumentEdit[] }
  /** A wrapping of the document instead of the document. */
  | { readonly kind: 'gzip' | 'image' }
  | {
      readonly kind: 'base64';
      readonly of: 'gzip' | 'document';
      readonly text: 'plain' | 'final-newline' | 'wrapped-76' | 'wrapped-64';
    };

/** Named for what has to be done to these bytes to get those that were hashed. */
export type DocumentEdit =
  | 'remove-final-newline'
  /** All of them, as `$(cat initdata.toml)` does. */
  | 'remove-final-newlines'
  | 'add-final-newline'
  /** All of them but one, as `echo "$(cat initdata.toml)"` does. */
  | 'one-final-newline'
  | 'lf-to-crlf'
  | 'crlf-to-lf'
  | 'remove-bom'
  | 'add-bom'
  | 'remove-trailing-spaces'
  /** One on every line. */
  | 'add-trailing-spaces'
  /** One or two on one line. */
  | 'add-trailing-space';

/** Programs that parse Init-Data and write it anew, by the library that decides how strings are written. */
export type WriterId =
  /** toml 1.x of Rust: genpolicy of Kata 4 and other current Rust programs. */
  | 'toml-1'
  /** toml 0.5 of Rust, pretty: genpolicy before Kata 4. */
  | 'toml-0.5-pretty'
  | 'toml-0.5'
  | 'burntsushi'
  | 'pelletier'
  | 'cococtl'
  /** No program: the layout that the documentation uses for documents written by hand. */
  | 'documentation';

/** One way that leads from the bytes at hand to the expected value. */
export interface Explanation {
  readonly hashed: Hashed;
  readonly algorithm: Algorithm;
  /** True when `algorithm` is not the one that the document names. */
  readonly otherAlgorithm: boolean;
  readonly form: Form;
  /** How far the way is: 0 is the digest itself. For choosing the nearest. */
  readonly cost: number;
  /** One sentence in plain words, such as "It is the sha384 of the document without its final newline." */
  readonly text: string;
  /** A command that gives the expected value; absent where no short one does. */
  readonly command?: string;
}

export type Comparison =
  /** Byte for byte the digest that the document names. */
  | { readonly kind: 'matches'; readonly expected: ExpectedValue; readonly algorithm: Algorithm }
  | {
      readonly kind: 'differs';
      readonly expected: ExpectedValue;
      /** Absent when none of the known ways leads to the value. */
      readonly explanation?: Explanation;
      /** How many ways were tried, so that "no explanation" says how much it means. */
      readonly tried: number;
      /** False when the search ended at its bound of work before all ways were tried. */
      readonly complete: boolean;
    }
  /** `unreadable`: something was given that is no value of 32, 48, 64 or 256 bytes; `no-crypto`: plain http. */
  | {
      readonly kind: 'unchecked';
      readonly reason: 'none-given' | 'unreadable' | 'no-crypto' | 'no-document';
      readonly detail?: string;
    };
