/**
 * Documents in this browser's IndexedDB: they may be megabytes. A record's text and its line in the list are kept apart,
 * so that the list is read without the texts. What comes out of storage is checked, field by field, at this door.
 */
import type { DocumentInput } from '#core/analysis/analysis.ts';
import { clear, createStore, del, entries, get, setMany, type UseStore } from 'idb-keyval';

export interface DocumentSummary {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  readonly bytes: number;
}

export interface StoredDocument {
  readonly id: string;
  readonly name: string;
  readonly document: DocumentInput;
  readonly manifest: string;
  readonly pod: number;
}

let opened: { readonly summaries: UseStore; readonly contents: UseStore } | undefined;

/** Two databases, because idb-keyval keeps one object store in each. */
function stores(): { readonly summaries: UseStore; readonly contents: UseStore } {
  opened ??= {
    summaries: createStore('init-data-studio-summaries', 'summaries'),
    contents: createStore('init-data-studio-contents', 'contents'),
  };
  return opened;
}

/** @throws what IndexedDB throws: blocked, or no room left */
export async function saveDocument(stored: StoredDocument, savedAt: number): Promise<void> {
  const { summaries, contents } = stores();
  await setMany([[stored.id, stored]], contents);
  const summary: DocumentSummary = {
    id: stored.id,
    name: stored.name,
    savedAt,
    bytes: lengthOf(stored.document),
  };
  await setMany([[stored.id, summary]], summaries);
}

export async function loadDocument(id: string): Promise<StoredDocument | undefined> {
  return storedDocumentFrom(await get<unknown>(id, stores().contents));
}

/** The latest first. */
export async function listDocuments(): Promise<readonly DocumentSummary[]> {
  const found = await entries<string, unknown>(stores().summaries);
  return found
    .map(([, summary]) => summaryFrom(summary))
    .filter((summary) => summary !== undefined)
    .toSorted((a, b) => b.savedAt - a.savedAt);
}

export async function deleteDocument(id: string): Promise<void> {
  await del(id, stores().summaries);
  await del(id, stores().contents);
}

export async function deleteAllDocuments(): Promise<void> {
  await clear(stores().summaries);
  await clear(stores().contents);
}

function lengthOf(document: DocumentInput): number {
  return document.kind === 'text' ? document.text.length : document.bytes.length;
}

function summaryFrom(value: unknown): DocumentSummary | undefined {
  if (!isRecord(value)) return undefined;
  const { id, name, savedAt, bytes } = value;
  if (typeof id !== 'string' || typeof name !== 'string') return undefined;
  return { id, name, savedAt: numberOr(savedAt, 0), bytes: numberOr(bytes, 0) };
}

export function storedDocumentFrom(value: unknown): StoredDocument | undefined {
  if (!isRecord(value)) return undefined;
  const { id, name, manifest, pod } = value;
  const document = documentFrom(value['document']);
  if (typeof id !== 'string' || typeof name !== 'string' || document === undefined) return undefined;
  return {
    id,
    name,
    document,
    manifest: typeof manifest === 'string' ? manifest : '',
    pod: numberOr(pod, 0),
  };
}

function documentFrom(value: unknown): DocumentInput | undefined {
  if (!isRecord(value)) return undefined;
  if (value['kind'] === 'text' && typeof value['text'] === 'string')
    return { kind: 'text', text: value['text'] };
  if (value['kind'] === 'bytes' && value['bytes'] instanceof Uint8Array)
    return { kind: 'bytes', bytes: value['bytes'] };
  return undefined;
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
