/**
 * The stored text is the truth and byte-exact; an editor's copy is not: it has no byte order mark and one kind of line
 * break. This file keeps what the copy lacks, the shape, and turns changes of the copy into edits of the stored text
 * that leave every byte alone which the person did not touch.
 */
import { applyEdits, differenceOf, type TextEdit } from '#core/text/edit.ts';
import {
  countLineEnds,
  dominantLineEnd,
  extraUnits,
  lineEndAt,
  lineEndsOf,
  sameLineEnds,
  spliceLineEnds,
  type LineEnd,
  type LineEnds,
} from './line-ends.ts';

export const byteOrderMark = '\ufeff';

/** What an editor's copy of a text does not hold. */
export interface StoredShape {
  readonly bom: boolean;
  readonly ends: LineEnds;
}

/** A text as stored, with its shape; made by `storedTextOf` and `storedEdits`. */
export interface StoredText {
  readonly text: string;
  readonly shape: StoredShape;
}

/** One change of an editor's copy, in the terms of Monaco: lines from 1, offsets in the copy, line breaks as LF. */
export interface CopyChange {
  readonly range: { readonly startLineNumber: number; readonly endLineNumber: number };
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

export function storedTextOf(text: string): StoredText {
  return { text, shape: { bom: text.startsWith(byteOrderMark), ends: lineEndsOf(text) } };
}

/**
 * The editor's copy of a stored text. A U+FEFF that came to the front because what stood before it was deleted is still
 * in the copy: the shape and not the text says whether there is a byte order mark.
 */
export function copyOf({ text, shape }: StoredText): string {
  const body = shape.bom ? text.slice(byteOrderMark.length) : text;
  return shape.ends.every(({ end }) => end === '\n') ? body : body.replaceAll(/\r\n?/g, '\n');
}

/** Where an offset of the stored text is in the editor's copy. */
export function copyOffset({ text, shape }: StoredText, offset: number): number {
  return copyOf({ text: text.slice(0, Math.max(offset, shape.bom ? byteOrderMark.length : 0)), shape })
    .length;
}

/** The stored text that a copy stands for; `undefined` when the shape has another number of lines. */
export function withShape(copy: string, shape: StoredShape): string | undefined {
  const lines = copy.split('\n');
  if (lines.length !== countLineEnds(shape.ends) + 1) return undefined;
  let text = shape.bom ? byteOrderMark : '';
  let line = 0;
  for (const { end, count } of shape.ends) {
    text += lines.slice(line, line + count).join(end) + end;
    line += count;
  }
  return text + (lines[line] ?? '');
}

/**
 * What changes of the editor's copy mean for the stored text.
 *
 * Inserted line breaks take the line end of the line that they split, or the text's most frequent one. An edit that
 * would bring a lone CR and an LF together, which would then be one line break, inserts a CR between them.
 *
 * @param changes in the order in which they were made, each in terms of the copy that the one before it left
 * @param remembered the shape that this state of the copy had before, known when the change is an undo or a redo: the
 *   stored text is then restored to the byte
 * @returns edits in terms of `stored.text`, ascending, and the stored text after them
 */
export function storedEdits(
  stored: StoredText,
  changes: readonly CopyChange[],
  remembered?: StoredShape,
): { readonly edits: readonly TextEdit[]; readonly stored: StoredText } {
  let after = stored;
  const edits: TextEdit[] = [];
  let simultaneous = true;
  let previous = Number.POSITIVE_INFINITY;
  for (const change of changes) {
    const [edit, shape] = storedEdit(after, change);
    simultaneous &&= edit.span.to <= previous;
    previous = edit.span.from;
    edits.unshift(edit);
    after = { text: applyEdits(after.text, [edit]), shape };
  }
  if (remembered !== undefined && !sameShape(after.shape, remembered)) {
    const restored = withShape(copyOf(after), remembered);
    if (restored !== undefined) return asOneEdit(stored, { text: restored, shape: remembered });
  }
  // Changes from the end to the start are also edits of the text before all of them; others are not.
  return simultaneous ? { edits, stored: after } : asOneEdit(stored, after);
}

function asOneEdit(before: StoredText, after: StoredText): ReturnType<typeof storedEdits> {
  const edit = differenceOf(before.text, after.text);
  return { edits: edit === undefined ? [] : [edit], stored: after };
}

function storedEdit({ text, shape }: StoredText, change: CopyChange): readonly [TextEdit, StoredShape] {
  const first = change.range.startLineNumber - 1;
  const last = change.range.endLineNumber - 1;
  const mark = shape.bom ? byteOrderMark.length : 0;
  const from = mark + change.rangeOffset + extraUnits(shape.ends, first);
  const to = mark + change.rangeOffset + change.rangeLength + extraUnits(shape.ends, last);

  const end = lineEndAt(shape.ends, first) ?? dominantLineEnd(shape.ends);
  const wanted = end === '\n' ? change.text : change.text.replaceAll('\n', end);
  const [insert, merged] = keptApart(wanted, text.charAt(from - 1), text.charAt(to));
  const removed = last - first + (merged ? 1 : 0);
  const inserted = merged ? lineEndsOf(`${insert}\n`) : lineEndsOf(insert);
  return [
    { span: { from, to }, insert },
    { bom: shape.bom, ends: spliceLineEnds(shape.ends, first, removed, inserted) },
  ];
}

/**
 * The insertion such that no CR meets an LF of another line break across its borders.
 *
 * @returns the insertion, and whether its last CR is one line break with the LF that follows it in the text
 */
function keptApart(insert: string, left: string, right: string): readonly [string, boolean] {
  if (insert === '') return left === '\r' && right === '\n' ? ['\r', true] : ['', false];
  const start: LineEnd | '' = left === '\r' && insert.startsWith('\n') ? '\r' : '';
  const finish: LineEnd | '' = right === '\n' && insert.endsWith('\r') ? '\n' : '';
  return [start + insert + finish, false];
}

export function sameShape(a: StoredShape, b: StoredShape): boolean {
  return a === b || (a.bom === b.bom && sameLineEnds(a.ends, b.ends));
}
