/** What the page asks about the way from a document to a secret. */
import type { DocumentInput } from '#core/analysis/analysis.ts';
import type { Journey } from '#core/journey/journey.ts';
import type { StationId } from '#core/journey/station.ts';
import type { NotApplicable, TamperId } from '#core/journey/tamper.ts';

export interface WayRequest {
  readonly document: DocumentInput;
  /** Id of the route. */
  readonly route: string;
  /** Another pod's document, for the replay. */
  readonly other: string;
  /** The resource policy that decides; absent means the generated one. */
  readonly policy?: string;
  /** Repository, type and tag of the secret. */
  readonly path: readonly string[];
}

/** There is no digest to follow: the document names no known algorithm, or the page has no digest functions. */
export interface NoWay {
  readonly kind: 'no-way';
}

/** Where a case ends, without what is seen on the way. */
export type WayEnd =
  { readonly kind: 'ends'; readonly at: StationId; readonly released: boolean } | NotApplicable;

export interface WayEnds {
  readonly kind: 'ends';
  readonly honest: WayEnd;
  readonly byCase: Readonly<Record<TamperId, WayEnd>>;
}

export interface JourneyCalls {
  readonly journey: {
    readonly request: WayRequest & { readonly tamper: TamperId | undefined };
    readonly response: Journey | NotApplicable | NoWay;
  };
  /** Where every case ends, for choosing one. */
  readonly journeyEnds: { readonly request: WayRequest; readonly response: WayEnds | NoWay };
}
