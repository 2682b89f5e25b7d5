/** The lines around an entry: which comments are its own, and what goes with it when it leaves. */
import { replaceSpan, type TextEdit } from '../text/edit.ts';
import type { Span } from '../text/span.ts';
import type { DataEntry, Outline } from './outline.ts';

/** The line end that new lines of a document get: that of its first line. */
export function lineEndOf(text: string): '\n' | '\r\n' {
  const feed = text.indexOf('\n');
  return feed > 0 && text.charCodeAt(feed - 1) === 0x0d ? '\r\n' : '\n';
}

/** The lines of a statement and the comment lines directly above it, which belong to it. */
export function blockOf(text: string, outline: Outline, lines: Span): Span {
  const floor = endOfPrevious(outline, lines.from) ?? (text.charCodeAt(0) === 0xfeff ? 1 : 0);
  let from = text.lastIndexOf('\n', lines.from - 1) + 1;
  if (from < floor) from = lines.from;
  while (from > floor) {
    const above = Math.max(floor, text.lastIndexOf('\n', from - 2) + 1);
    if (!/^[ \t]*#/.test(text.slice(above, from))) break;
    from = above;
  }
  return { from, to: lines.to };
}

function endOfPrevious(outline: Outline, offset: number): number | undefined {
  let end: number | undefined;
  for (const statement of outline.scan.statements) {
    const to = statement.kind === 'broken' ? statement.span.to : statement.lines.to;
    if (to > offset) break;
    end = to;
  }
  return end;
}

/** True when only white space stands in the gap. */
export function gapIsBlank(text: string, { from, to }: Span): boolean {
  return text.slice(from, to).trim() === '';
}

/** The edits that take an entry out with its own comments and one blank line, or out of its inline table. */
export function removalOf(text: string, outline: Outline, entry: DataEntry): readonly TextEdit[] {
  if (entry.place === 'inline') return [replaceSpan(inlineCut(text, entry.lineSpan), '')];
  const block = blockOf(text, outline, entry.lineSpan);
  const before = text.slice(0, block.from);
  const after = text.slice(block.to, block.to + 400);
  const blankBelow = /^[ \t]*\r?\n/.exec(after)?.[0].length ?? 0;
  const blankAbove = /(?<=\n)[ \t]*\r?\n$/.exec(before.slice(-400))?.[0].length ?? 0;
  if (block.to >= text.length) return [replaceSpan({ from: block.from - blankAbove, to: block.to }, '')];
  const isolated = blankAbove > 0 || /\]\s*(?:#[^\n]*)?\n$/.test(before.slice(-400)) || before === '';
  return [replaceSpan({ from: block.from, to: block.to + (isolated ? blankBelow : 0) }, '')];
}

/** A pair of an inline table with one comma beside it. */
function inlineCut(text: string, { from, to }: Span): Span {
  const after = /^\s*,[ \t]*/.exec(text.slice(to, to + 400));
  if (after !== null) return { from, to: to + after[0].length };
  const before = /[ \t]*,\s*$/.exec(text.slice(Math.max(0, from - 400), from));
  return { from: from - (before?.[0].length ?? 0), to };
}
