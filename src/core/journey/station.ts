/** The stations between a document and a secret, as data for a picture and for a list. */

export type StationId =
  | 'document'
  | 'annotation'
  | 'host'
  | 'field'
  | 'guest'
  | 'evidence'
  | 'verifier'
  | 'token'
  | 'resource-policy'
  | 'secret';

/** In the order of the way. */
export const stationIds: readonly StationId[] = [
  'document',
  'annotation',
  'host',
  'field',
  'guest',
  'evidence',
  'verifier',
  'token',
  'resource-policy',
  'secret',
];

/** How the way goes on. `unaware`: the station could have noticed and does not look. */
export type Passage =
  | { readonly kind: 'passes' }
  | { readonly kind: 'unaware' }
  | {
      readonly kind: 'stops';
      /** Words that the component logs or answers, for searching; absent where it says nothing. */
      readonly message?: string;
    }
  | { readonly kind: 'not-reached' };

/** A value that the party at the station sees, whole. */
export interface SeenValue {
  readonly label: string;
  readonly text: string;
  /**
   * `digest`: hex or base64 of a digest or of what was made of one. `measured`: the bytes that are measured. `text`: words,
   * options, names. `code`: JSON or Rego, of several lines.
   */
  readonly form: 'digest' | 'measured' | 'text' | 'code';
  /** What the owner's own document gives here; set where that is something else. */
  readonly differsFrom?: string;
}

/** What runs on from a station: the owner's, somebody else's or other bytes, or nothing. */
export type Thread = 'own' | 'other' | 'none';

export interface Threads {
  /** The document itself: as an annotation, on a disk, beside the evidence, in the token. */
  readonly document: Thread;
  /** Its digest: in the field, in the evidence, in the token. Bytes that stand in its place are `other`. */
  readonly digest: Thread;
}

export interface Station {
  readonly id: StationId;
  readonly passage: Passage;
  /** What the party sees and does, in a sentence or two. */
  readonly does: string;
  readonly values: readonly SeenValue[];
  readonly leaves: Threads;
  /** Upstream file in which this can be read; absent where nothing but arithmetic happens. */
  readonly fact?: string;
}
