/** Lines of a manifest as edits see them: where they start and end, how they are indented and ended. */

/** Offset of the first character of the line that holds `offset`; a byte order mark is no part of the first line. */
export function lineStartOf(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isBreak(text, start - 1)) start--;
  return start === 0 && text.startsWith('\ufeff') && offset > 0 ? 1 : start;
}

/** Offset of the line break that ends the line of `offset`, or the end of the text. */
export function lineEndOf(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isBreak(text, end)) end++;
  return end;
}

/** Offset at which the line after that of `offset` starts, or the end of the text when it is the last one. */
export function nextLineOf(text: string, offset: number): number {
  const end = lineEndOf(text, offset);
  return end + lineBreakAt(text, end).length;
}

/** The line break at an offset: CRLF, LF, CR, or nothing. */
export function lineBreakAt(text: string, offset: number): string {
  if (text.startsWith('\r\n', offset)) return '\r\n';
  return offset < text.length && isBreak(text, offset) ? (text[offset] ?? '') : '';
}

/** Characters between the start of the line and `offset`. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStartOf(text, offset);
}

/** The line break to write near `offset`: that of its own line, else of the line before it, else LF. */
export function lineBreakNear(text: string, offset: number): string {
  const own = lineBreakAt(text, lineEndOf(text, offset));
  if (own !== '') return own;
  const start = lineStartOf(text, offset);
  if (text.startsWith('\r\n', start - 2)) return '\r\n';
  return start > 0 && isBreak(text, start - 1) ? (text[start - 1] ?? '\n') : '\n';
}

/** The white space that a line starts with. */
export function indentationAt(text: string, lineStart: number): string {
  let end = lineStart;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return text.slice(lineStart, end);
}

function isBreak(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return code === 0x0a || code === 0x0d;
}
