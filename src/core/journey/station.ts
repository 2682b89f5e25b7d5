/** The stations between a document and a secret, as data for a picture. */

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

/** A value that the party at the station sees. */
export interface SeenValue {
  readonly label: string;
  readonly text: string;
  /** Set where the owner's own document gives another value. */
  readonly differsFrom?: string;
}

export interface Station {
  readonly id: StationId;
  readonly passage: Passage;
  /** What the party sees and does, in a sentence or two. */
  readonly does: string;
  readonly values: readonly SeenValue[];
  /** Upstream file in which this can be read; absent where nothing but arithmetic happens. */
  readonly fact?: string;
}
