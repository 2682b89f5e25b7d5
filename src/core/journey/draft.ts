/** What all stations use: adding one, and the row of a document. */
import { isAlgorithm, type Algorithm } from '#core/initdata/algorithm.ts';
import { digestOf } from '#core/initdata/digest.ts';
import { outlineOf } from '#core/initdata/outline.ts';
import { bindingRow, type BindingRow } from '#core/measurement/binding.ts';
import type { Route } from '#core/measurement/routes.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';
import type { Passage, SeenValue, Station, StationId } from './station.ts';

/** A document that comes beside the evidence, with its row. */
export interface Sent {
  readonly document: Uint8Array<ArrayBuffer>;
  readonly row: BindingRow;
  /** True when a program in the guest sends it and not the guest's own agent. */
  readonly byProgram: boolean;
}

/** Adds a station and says how the way goes on. */
export function add(
  draft: Station[],
  id: StationId,
  passage: Passage,
  does: string,
  values: readonly SeenValue[],
  fact?: string,
): Passage['kind'] {
  draft.push({ id, passage, does, values, ...(fact === undefined ? {} : { fact }) });
  return passage.kind;
}

export const passes: Passage = { kind: 'passes' };
export const unaware: Passage = { kind: 'unaware' };

/** The end of the way, in the component's words where it has some. */
export function stops(message?: string): Passage {
  return message === undefined ? { kind: 'stops' } : { kind: 'stops', message };
}

/** The row of a document on a route. */
export function rowFor(
  route: Route,
  document: Uint8Array<ArrayBuffer>,
  algorithm: Algorithm,
): Promise<BindingRow> {
  const place = { source: 'initdata', span: { from: 0, to: 0 } } as const;
  return digestOf(document, algorithm).then((digest) => bindingRow(route, { digest, algorithm, place }));
}

/** The one that a document names; a document without one is refused before its digest matters. */
export function algorithmOf(document: Uint8Array): Algorithm {
  const spelling = outlineOf(decodeUtf8(document) ?? '').algorithm?.value;
  return isAlgorithm(spelling) ? spelling : 'sha256';
}

/** A value, marked where the owner's document gives another. */
export function seen(label: string, text: string, own: string | undefined): SeenValue {
  return own === undefined || own === text ? { label, text } : { label, text, differsFrom: own };
}
