/** Which lines of a text fold under which, for the view that reads it. Lines count from 0. */
import type { FoldingRange } from '#editor/languages/symbol.ts';
import { tomlFolding } from '#editor/languages/toml-structure.ts';
import { lineText, type CodeLines } from './lines.ts';

/** A longer text is read without folding: nobody folds his way through it, and finding the ranges takes a moment. */
const mostLines = 20_000;

/** Outer ranges first where two begin on one line: only the longest of them is kept. */
export function foldsOf(text: CodeLines, language: string): ReadonlyMap<number, number> {
  if (text.starts.length > mostLines) return new Map();
  const lines = text.starts.map((_, line) => lineText(text, line));
  const ranges = language === 'toml' ? tomlFolding(lines.join('\n')) : indentedRanges(lines);
  const folds = new Map<number, number>();
  for (const { line, endLine } of ranges) {
    if (endLine > line) folds.set(line, Math.max(endLine, folds.get(line) ?? 0));
  }
  return folds;
}

/** A line and the lines that are indented deeper below it, blank ones between them included. */
function indentedRanges(lines: readonly string[]): readonly FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const open: { readonly line: number; readonly indent: number }[] = [];
  let lastText = 0;
  const closeFrom = (indent: number): void => {
    while ((open.at(-1)?.indent ?? -1) >= indent) {
      const { line = 0 } = open.pop() ?? {};
      if (lastText > line) ranges.push({ line, endLine: lastText, kind: 'region' });
    }
  };
  for (const [line, text] of lines.entries()) {
    if (text.trim() === '') continue;
    const indent = text.length - text.trimStart().length;
    closeFrom(indent);
    open.push({ line, indent });
    lastText = line;
  }
  closeFrom(0);
  return ranges;
}
