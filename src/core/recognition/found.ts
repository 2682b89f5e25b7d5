/** What is found inside a paste: documents and digests beside annotations, and what stands around them. */
import type { Span } from '#core/text/span.ts';

/** What Init-Data comes wrapped in. */
export type Carrier =
  | 'markdown'
  | 'manifest'
  | 'configmap'
  | 'secret'
  | 'describe'
  | 'helm-values'
  | 'helm-template'
  | 'json-patch'
  | 'merge-patch'
  | 'yaml'
  | 'json'
  | 'shell'
  | 'diff'
  | 'kbs-request'
  | 'token'
  | 'command-line'
  | 'hex'
  | 'prose';

/** A document that stands as plain text inside something else. */
export interface FoundDocument {
  readonly bytes: Uint8Array;
  /** Such as `data["initdata.toml"]` or `here-document`. */
  readonly path: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  /** Where it is written, delimiters and indentation included. */
  readonly span?: Span;
  /** What reading it this way overlooks, such as `the shell expands $`. */
  readonly note?: string;
}

export interface FoundDigest {
  readonly written: string;
  readonly hex: string;
  readonly encoding: 'hex' | 'base64';
  readonly bytes: number;
  readonly zeroTail: number;
  readonly label?: string;
  readonly span?: Span;
}
