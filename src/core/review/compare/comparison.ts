/** How two Init-Data differ: in meaning first, then as text. */
import type { LineDiff } from './line-diff.ts';

/** One difference in meaning, gravest kinds first in `changes`. */
export interface Change {
  readonly kind:
    | 'algorithm'
    | 'version'
    | 'entry'
    | 'order'
    | 'endpoint'
    | 'certificate'
    | 'image'
    | 'request'
    | 'setting'
    | 'form';
  readonly what: 'added' | 'removed' | 'changed' | 'looser' | 'stricter' | 'both' | 'unknown';
  /** One sentence in our words around the document's. */
  readonly text: string;
  /** What was and what is, where it is one short value. */
  readonly before?: string;
  readonly after?: string;
  /** For a request: one that the second allows and the first does not, or the other way round, as JSON. */
  readonly witness?: RequestWitness;
  readonly tone: 'plain' | 'good-to-know' | 'risk' | 'error';
}

export interface RequestWitness {
  readonly request: string;
  /** JSON text of the input. */
  readonly input: string;
  /** Requests that have to be sent before it. */
  readonly before: readonly { readonly request: string; readonly input: string }[];
  /** Which of the two allows it. */
  readonly allowedBy: 'first' | 'second';
}

export interface FileDifference {
  /** The key in `[data]`; `initdata.toml` for the document itself. */
  readonly key: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'same';
  /** Absent where the file is the same. */
  readonly diff?: LineDiff;
}

export interface InitDataComparison {
  /** `bytes`: the same document; `meaning`: other bytes with the same fields and entries. */
  readonly same: 'bytes' | 'meaning' | 'neither';
  /** In hexadecimal under each one's own algorithm; absent where it names none or cannot be hashed. */
  readonly digests: { readonly first?: string; readonly second?: string };
  readonly changes: readonly Change[];
  readonly files: readonly FileDifference[];
  /** How far the policies were compared. */
  readonly policies: 'compared' | 'same' | 'one-missing' | 'none' | 'not-loaded';
}
