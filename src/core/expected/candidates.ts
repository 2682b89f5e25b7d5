/** The byte strings that someone may have hashed in place of the document, nearest first. */
import { encodeBase64 } from '#core/annotation/base64.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import type { DocumentEdit, Hashed, WriterId } from './comparison.ts';
import { editsOf, lineEndSpacesOf } from './edits.ts';
import { sortingWriters, writeAs } from './writers.ts';

/** What the document came in; absent parts are not tried. */
export interface Wrappings {
  /** The annotation value as its carrier holds it. */
  readonly value?: string;
  readonly gzip?: Uint8Array<ArrayBuffer>;
  readonly image?: Uint8Array<ArrayBuffer>;
}

export interface Candidate {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly hashed: Hashed;
  /** How far these bytes are from the document. */
  readonly cost: number;
}

export interface CandidateRequest {
  readonly algorithm?: string;
  readonly version?: string;
  readonly entries: readonly { readonly key: string; readonly content: string }[];
  readonly wrappings?: Wrappings;
}

/** Four entries have 24 orders; five would have 120, and nobody writes so many. */
const mostPermutedEntries = 4;

/** A document with more lines is not tried with one space at each of them. */
const mostSpacedBytes = 128 * 1024;
const mostSpacedLines = 600;

const edited = (bytes: Uint8Array<ArrayBuffer>, edits: readonly DocumentEdit[], cost: number): Candidate => ({
  bytes,
  hashed: { kind: 'edited', edits },
  cost,
});

/** In order of their cost. Without a document only what it came in. */
export function* candidatesOf(
  document: Uint8Array<ArrayBuffer> | undefined,
  request: CandidateRequest,
): Generator<Candidate> {
  if (document === undefined) {
    yield* wrapped(undefined, request.wrappings ?? {});
    return;
  }
  yield { bytes: document, hashed: { kind: 'document' }, cost: 0 };
  for (const { bytes, edits } of editsOf(document, 1)) yield edited(bytes, edits, 1);
  yield* wrapped(document, request.wrappings ?? {});
  yield* entriesAlone(request);
  for (const { bytes, edits } of editsOf(document, 4)) {
    if (edits.length > 1) yield edited(bytes, edits, 2 + edits.length);
  }
  yield* rewritten(request);
  if (document.length <= mostSpacedBytes) {
    let lines = 0;
    for (const { bytes, edits } of lineEndSpacesOf(document)) {
      if (lines++ > mostSpacedLines) break;
      yield edited(bytes, edits, 9);
    }
  }
}

function* wrapped(document: Uint8Array | undefined, { value, gzip, image }: Wrappings): Generator<Candidate> {
  if (gzip !== undefined) yield { bytes: gzip, hashed: { kind: 'gzip' }, cost: 2 };
  const texts: readonly (readonly ['gzip' | 'document', string])[] = [
    ...(value === undefined ? [] : [['gzip', value.trim()] as const]),
    ...(gzip === undefined ? [] : [['gzip', encodeBase64(gzip)] as const]),
    ...(document === undefined ? [] : [['document', encodeBase64(document)] as const]),
  ];
  for (const [of, text] of texts) {
    yield { bytes: encodeUtf8(text), hashed: { kind: 'base64', of, text: 'plain' }, cost: 2 };
    yield { bytes: encodeUtf8(`${text}\n`), hashed: { kind: 'base64', of, text: 'final-newline' }, cost: 2 };
    for (const width of [76, 64] as const) {
      const lines = `${text.replaceAll(new RegExp(`.{${width}}(?=.)`, 'g'), '$&\n')}\n`;
      const form = width === 76 ? 'wrapped-76' : 'wrapped-64';
      if (text.length > width)
        yield { bytes: encodeUtf8(lines), hashed: { kind: 'base64', of, text: form }, cost: 2 };
    }
  }
  if (image !== undefined) yield { bytes: image, hashed: { kind: 'image' }, cost: 2 };
}

/** Entries beyond these are not tried alone: the guest reads three. */
const mostEntriesAlone = 32;

function* entriesAlone({ entries: all }: CandidateRequest): Generator<Candidate> {
  const entries = all.slice(0, mostEntriesAlone);
  for (const { key, content } of entries) {
    const bytes = encodeUtf8(content);
    yield { bytes, hashed: { kind: 'entry', key, edits: [] }, cost: 3 };
  }
  for (const { key, content } of entries) {
    for (const { bytes, edits } of editsOf(encodeUtf8(content), 1)) {
      yield { bytes, hashed: { kind: 'entry', key, edits }, cost: 3.9 };
    }
  }
}

const writers: readonly WriterId[] = [
  'toml-1',
  'toml-0.5-pretty',
  'cococtl',
  'documentation',
  'burntsushi',
  'pelletier',
  'toml-0.5',
];

function* rewritten({ version = '0.1.0', algorithm, entries }: CandidateRequest): Generator<Candidate> {
  if (algorithm === undefined || new Set(entries.map(({ key }) => key)).size < entries.length) return;
  const sorted = entries.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const orders = entries.length <= mostPermutedEntries ? [...permutations(entries)] : [entries, sorted];
  for (const writer of writers) {
    const wanted = sortingWriters.includes(writer) ? [sorted] : orders;
    for (const first of ['version', 'algorithm'] as const) {
      for (const order of wanted) {
        const text = writeAs(writer, { version, algorithm, entries: order }, first);
        if (text === undefined) continue;
        const keys = order.map(({ key }) => key);
        const bytes = encodeUtf8(text);
        const cost = first === 'version' ? 7 : 7.6;
        yield { bytes, hashed: { kind: 'rewritten', writer, order: keys, first, edits: [] }, cost };
        const edits = ['remove-final-newline'] as const;
        yield {
          bytes: bytes.slice(0, -1),
          hashed: { kind: 'rewritten', writer, order: keys, first, edits },
          cost,
        };
      }
    }
  }
}

function* permutations<T>(items: readonly T[]): Generator<readonly T[]> {
  if (items.length <= 1) {
    yield items;
    return;
  }
  for (const [index, item] of items.entries()) {
    const rest = [...items.slice(0, index), ...items.slice(index + 1)];
    for (const order of permutations(rest)) yield [item, ...order];
  }
}
