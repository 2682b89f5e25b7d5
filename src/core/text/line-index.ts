/** A place as people and editors count it: both from 1, the column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Offsets at which the lines of one text start, and the length of that text. */
export interface LineIndex {
  readonly starts: readonly number[];
  readonly length: number;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Lines end at LF, CRLF and lone CR, as in the editor, so that both count the same lines. */
export function lineIndexOf(text: string): LineIndex {
  const starts = [0];
  // By character codes: this runs over the whole text at every keystroke.
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > carriageReturn || (code !== lineFeed && code !== carriageReturn)) continue;
    if (code === carriageReturn && text.charCodeAt(at + 1) === lineFeed) at++;
    starts.push(at + 1);
  }
  return { starts, length: text.length };
}

/** The position of an offset; offsets outside the text are moved to its nearest end. */
export function positionAt(index: LineIndex, offset: number): Position {
  const within = Math.max(0, Math.min(offset, index.length));
  let low = 0;
  let high = index.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (startOf(index, middle) <= within) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: within - startOf(index, low) + 1 };
}

/** The offset of a position; positions outside the text are moved to its nearest end. */
export function offsetAt(index: LineIndex, position: Position): number {
  if (position.line < 1) return 0;
  if (position.line > index.starts.length) return index.length;
  const start = startOf(index, position.line - 1);
  const next = position.line < index.starts.length ? startOf(index, position.line) : index.length;
  return Math.max(start, Math.min(start + position.column - 1, next));
}

function startOf(index: LineIndex, line: number): number {
  return index.starts[line] ?? index.length;
}
