import type { CopyChange } from './stored-edits.ts';

/**
 * What changed in a text area, from its value before and after and the caret after. The caret tells which of several
 * equal letters or line breaks was typed or deleted: a change by a person ends at it.
 */
export function plainChange(before: string, after: string, caret: number): CopyChange | undefined {
  if (before === after) return undefined;
  const tail = before.endsWith(after.slice(caret)) ? after.length - caret : commonTail(before, after);
  const limit = Math.min(before.length, after.length) - tail;
  let from = 0;
  while (from < limit && before.charCodeAt(from) === after.charCodeAt(from)) from++;
  if (limit >= 0 && splitsPair(before, from)) from--;
  const to = before.length - tail;
  const startLineNumber = lineOf(before, from, 1, 0);
  return {
    range: { startLineNumber, endLineNumber: lineOf(before, to, startLineNumber, from) },
    rangeOffset: from,
    rangeLength: to - from,
    text: after.slice(from, after.length - tail),
  };
}

function commonTail(before: string, after: string): number {
  const limit = Math.min(before.length, after.length);
  let tail = 0;
  while (tail < limit && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return splitsPair(before, before.length - tail) ? tail - 1 : tail;
}

function splitsPair(text: string, offset: number): boolean {
  const left = text.charCodeAt(offset - 1);
  const right = text.charCodeAt(offset);
  return left >= 0xd800 && left <= 0xdbff && right >= 0xdc00 && right <= 0xdfff;
}

function lineOf(text: string, offset: number, startLine: number, start: number): number {
  let line = startLine;
  for (let at = text.indexOf('\n', start); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
