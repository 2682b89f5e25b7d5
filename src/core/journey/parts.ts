/** What all stations use: passages, values, threads, and the row of a document. */
import { isAlgorithm, type Algorithm } from '#core/initdata/algorithm.ts';
import { digestOf } from '#core/initdata/digest.ts';
import { outlineOf } from '#core/initdata/outline.ts';
import { bindingRow, type BindingRow, type Carried } from '#core/measurement/binding.ts';
import type { Route } from '#core/measurement/routes.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';
import type { Passage, SeenValue, Thread } from './station.ts';

export type Document = Uint8Array<ArrayBuffer>;

/** A document that comes beside the evidence, with its row. */
export interface Sent {
  readonly document: Document;
  readonly row: BindingRow;
  /** True when a program in the guest sends it and not the guest's own agent. */
  readonly byProgram: boolean;
}

/** What the owner made, with the row that a policy pins. */
export interface Own {
  readonly document: Document;
  readonly algorithm: Algorithm;
  readonly row: BindingRow;
}

export const passes: Passage = { kind: 'passes' };
export const unaware: Passage = { kind: 'unaware' };

/** The end of the way, in the component's words where it has some. */
export function stops(message?: string): Passage {
  return message === undefined ? { kind: 'stops' } : { kind: 'stops', message };
}

/** The row of a document on a route. */
export async function rowFor(route: Route, document: Document, algorithm: Algorithm): Promise<BindingRow> {
  const place = { source: 'initdata', span: { from: 0, to: 0 } } as const;
  return bindingRow(route, { digest: await digestOf(document, algorithm), algorithm, place });
}

/** The one that a document names; a document without one is refused before its digest matters. */
export function algorithmOf(document: Uint8Array): Algorithm {
  const spelling = outlineOf(decodeUtf8(document) ?? '').algorithm?.value;
  return isAlgorithm(spelling) ? spelling : 'sha256';
}

/** A digest, marked where the owner's document gives another. */
export function digestValue(label: string, text: string, own: string | undefined): SeenValue {
  const value = { label, text, form: 'digest' } as const;
  return own === undefined || own === text ? value : { ...value, differsFrom: own };
}

/** A document as text, marked where it is not the owner's. */
export function documentValue(label: string, document: Document, own: Document): SeenValue {
  const value = { label, text: textOf(document), form: 'measured' } as const;
  return threadOf(document, own) === 'own' ? value : { ...value, differsFrom: textOf(own) };
}

/** In place of a value that is not there. */
export function nothingOf(label: string): SeenValue {
  return { label, text: 'none', form: 'text' };
}

function textOf(document: Document): string {
  return decodeUtf8(document) ?? `${document.length} bytes that are not UTF-8`;
}

/** Whose document it is, byte by byte. */
export function threadOf(document: Document | undefined, own: Document): Thread {
  if (document === undefined) return 'none';
  if (document === own) return 'own';
  return document.length === own.length && document.every((byte, at) => byte === own[at]) ? 'own' : 'other';
}

/** Whose digest stands in a field. */
export function fieldThread(field: Carried, own: BindingRow): Thread {
  if (field.kind !== 'value') return 'none';
  return own.carried.kind === 'value' && own.carried.value.hex === field.value.hex ? 'own' : 'other';
}

export function isPeerPod({ runtime }: Route): boolean {
  return runtime === 'remote';
}
