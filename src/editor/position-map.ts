/** Places of the stored text as an editor counts them: lines and columns from 1, no byte order mark. */
import { offsetAt, positionAt, type LineIndex, type Position } from '#core/text/line-index.ts';
import type { Span } from '#core/text/span.ts';

/** The lines of one stored text; `bom` says that its first code unit is a byte order mark, which the editor hides. */
export interface StoredLines {
  readonly index: LineIndex;
  readonly bom: boolean;
}

/** Names as in Monaco, so that a range can be handed over as it is. */
export interface EditorRange {
  readonly startLineNumber: number;
  readonly startColumn: number;
  readonly endLineNumber: number;
  readonly endColumn: number;
}

/**
 * The editor's position of an offset; an offset outside the text moves to its nearest end. Between CR and LF the column
 * is one past the end of the line, which editors move back by themselves.
 */
export function editorPosition({ index, bom }: StoredLines, offset: number): Position {
  const { line, column } = positionAt(index, offset);
  return { line, column: bom && line === 1 ? Math.max(1, column - 1) : column };
}

/** The stored offset of an editor's position. The start of a text is after its byte order mark. */
export function storedOffset({ index, bom }: StoredLines, position: Position): number {
  const column = bom && position.line === 1 ? position.column + 1 : position.column;
  return offsetAt(index, { line: position.line, column });
}

export function editorRange(lines: StoredLines, span: Span): EditorRange {
  const start = editorPosition(lines, span.from);
  const end = editorPosition(lines, span.to);
  return {
    startLineNumber: start.line,
    startColumn: start.column,
    endLineNumber: end.line,
    endColumn: end.column,
  };
}

/** The part of a range that is on its first line; ends before LF, so after CR where the line ends with CRLF. */
export function firstLineOf(lines: StoredLines, range: EditorRange): EditorRange {
  const line = range.startLineNumber;
  if (range.endLineNumber === line) return range;
  const lineEnd = offsetAt(lines.index, { line: line + 1, column: 1 }) - 1;
  return { ...range, endLineNumber: line, endColumn: editorPosition(lines, lineEnd).column };
}

export function storedSpan(lines: StoredLines, range: EditorRange): Span {
  return {
    from: storedOffset(lines, { line: range.startLineNumber, column: range.startColumn }),
    to: storedOffset(lines, { line: range.endLineNumber, column: range.endColumn }),
  };
}
