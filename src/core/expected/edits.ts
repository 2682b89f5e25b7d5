/** The small changes that documents suffer between the person who digests them and the one who compares. */
import type { DocumentEdit } from './comparison.ts';

const lf = 0x0a;
const cr = 0x0d;
const space = 0x20;
const tab = 0x09;

/** Bytes and the edits that made them. */
export interface Edited {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly edits: readonly DocumentEdit[];
}

type Step = readonly [edit: DocumentEdit, change: (bytes: Uint8Array) => Uint8Array<ArrayBuffer> | undefined];

/** In groups of which a document can suffer one each; a change that would change nothing gives undefined. */
const groups: readonly (readonly Step[])[] = [
  [
    ['remove-bom', (bytes) => (startsWithBom(bytes) ? bytes.slice(3) : undefined)],
    ['add-bom', (bytes) => (startsWithBom(bytes) ? undefined : joined(bom, bytes))],
  ],
  [
    ['crlf-to-lf', (bytes) => (hasCrlf(bytes) ? withoutCrlf(bytes) : undefined)],
    ['lf-to-crlf', (bytes) => (hasBareLf(bytes) ? withCrlf(bytes) : undefined)],
  ],
  [
    ['remove-trailing-spaces', withoutTrailingSpaces],
    ['add-trailing-spaces', (bytes) => withTrailingSpaces(bytes)],
  ],
  [
    ['remove-final-newline', (bytes) => withoutFinalNewlines(bytes, 1)],
    [
      'remove-final-newlines',
      (bytes) => (finalNewlines(bytes) > 1 ? withoutFinalNewlines(bytes, Infinity) : undefined),
    ],
    [
      'one-final-newline',
      (bytes) =>
        finalNewlines(bytes) > 1
          ? joined(withoutFinalNewlines(bytes, Infinity) ?? bytes, newline)
          : undefined,
    ],
    ['add-final-newline', (bytes) => joined(bytes, newlineLike(bytes))],
  ],
];

const bom = Uint8Array.of(0xef, 0xbb, 0xbf);
const newline = Uint8Array.of(lf);

/** Every combination of edits, fewest first, without the bytes themselves. `atMost` bounds how many at once. */
export function* editsOf(bytes: Uint8Array<ArrayBuffer>, atMost: number): Generator<Edited> {
  for (let wanted = 1; wanted <= atMost; wanted++) yield* combine({ bytes, edits: [] }, 0, wanted);
}

function* combine(from: Edited, group: number, wanted: number): Generator<Edited> {
  if (wanted === 0) {
    yield from;
    return;
  }
  for (let at = group; at < groups.length; at++) {
    for (const [edit, change] of groups[at] ?? []) {
      const bytes = change(from.bytes);
      if (bytes !== undefined) yield* combine({ bytes, edits: [...from.edits, edit] }, at + 1, wanted - 1);
    }
  }
}

/** The document with one or two spaces more at the end of one line, each line in turn. */
export function* lineEndSpacesOf(bytes: Uint8Array): Generator<Edited> {
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && bytes[at] !== lf) continue;
    const end = bytes[at - 1] === cr ? at - 1 : at;
    for (const count of [1, 2]) {
      yield { bytes: inserted(bytes, end, new Uint8Array(count).fill(space)), edits: ['add-trailing-space'] };
    }
  }
}

function startsWithBom(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}

function inserted(bytes: Uint8Array, at: number, piece: Uint8Array): Uint8Array<ArrayBuffer> {
  return joined(joined(bytes.subarray(0, at), piece), bytes.subarray(at));
}

/** A line end as the document has them. */
function newlineLike(bytes: Uint8Array): Uint8Array {
  return hasCrlf(bytes) && !hasBareLf(bytes) ? Uint8Array.of(cr, lf) : newline;
}

function hasCrlf(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(cr); at >= 0; at = bytes.indexOf(cr, at + 1)) {
    if (bytes[at + 1] === lf) return true;
  }
  return false;
}

function hasBareLf(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(lf); at >= 0; at = bytes.indexOf(lf, at + 1)) {
    if (bytes[at - 1] !== cr) return true;
  }
  return false;
}

function withoutCrlf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return filtered(bytes, (at) => !(bytes[at] === cr && bytes[at + 1] === lf));
}

function withCrlf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return beforeLineEnds(bytes, (at) => (bytes[at - 1] === cr ? [] : [cr]), false);
}

function withTrailingSpaces(bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  if (bytes.length === 0) return undefined;
  if (bytes.includes(cr)) return undefined;
  return beforeLineEnds(bytes, () => [space], true);
}

/** Puts bytes before every line feed, and at the end of a last line without one. */
function beforeLineEnds(
  bytes: Uint8Array,
  what: (at: number) => readonly number[],
  atEnd: boolean,
): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(bytes.length * 2 + 2);
  let written = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === lf) for (const piece of what(at)) out[written++] = piece;
    out[written++] = byte;
  }
  if (atEnd && bytes.at(-1) !== lf) for (const piece of what(bytes.length)) out[written++] = piece;
  return out.slice(0, written);
}

function withoutTrailingSpaces(bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const kept = new Uint8Array(bytes.length);
  let written = 0;
  /** Blanks that were seen and go in once something follows that is no line end. */
  let held = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === space || byte === tab) {
      held++;
      continue;
    }
    const ends = byte === lf || (byte === cr && bytes[at + 1] === lf);
    if (!ends) for (let from = at - held; from < at; from++) kept[written++] = bytes[from] ?? 0;
    held = 0;
    kept[written++] = byte;
  }
  return written === bytes.length ? undefined : kept.slice(0, written);
}

function filtered(bytes: Uint8Array, keeps: (at: number) => boolean): Uint8Array<ArrayBuffer> {
  const kept = new Uint8Array(bytes.length);
  let written = 0;
  for (let at = 0; at < bytes.length; at++) if (keeps(at)) kept[written++] = bytes[at] ?? 0;
  return kept.slice(0, written);
}

function finalNewlines(bytes: Uint8Array): number {
  let count = 0;
  let end = bytes.length;
  while (bytes[end - 1] === lf) {
    end -= bytes[end - 2] === cr ? 2 : 1;
    count++;
  }
  return count;
}

function withoutFinalNewlines(bytes: Uint8Array, most: number): Uint8Array<ArrayBuffer> | undefined {
  let end = bytes.length;
  for (let left = most; left > 0 && bytes[end - 1] === lf; left--) end -= bytes[end - 2] === cr ? 2 : 1;
  return end === bytes.length ? undefined : bytes.slice(0, end);
}
