import type { Span } from './span.ts';

/** Replaces the text of `span` by `insert`. Spans of a list of edits all point into the text before any of them. */
export interface TextEdit {
  readonly span: Span;
  readonly insert: string;
}

export function replaceSpan(span: Span, insert: string): TextEdit {
  return { span, insert };
}

export function insertAt(offset: number, insert: string): TextEdit {
  return { span: { from: offset, to: offset }, insert };
}

/**
 * Applies edits that do not overlap; two insertions at one place keep their order in the list.
 *
 * @throws RangeError when edits overlap or leave the text: that is a mistake of ours, never of the user's text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let end = 0;
  for (const { span, insert } of sortedEdits(edits)) {
    if (span.from < end || span.to < span.from || span.to > text.length) {
      throw new RangeError(
        `edit ${span.from}..${span.to} overlaps another or leaves the text of ${text.length}`,
      );
    }
    result += text.slice(end, span.from) + insert;
    end = span.to;
  }
  return result + text.slice(end);
}

/** The edits in the order of their places; stable. */
export function sortedEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.toSorted((a, b) => a.span.from - b.span.from || a.span.to - b.span.to);
}

/**
 * The smallest single edit that turns `before` into `after`, or `undefined` when they are equal.
 * It never cuts a surrogate pair or a CRLF in two.
 */
export function differenceOf(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const limit = Math.min(before.length, after.length);
  let start = 0;
  while (start < limit && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  while (start > 0 && (splitsPair(before, start) || splitsPair(after, start))) start--;
  let tail = 0;
  while (
    tail < limit - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  while (tail > 0 && (splitsPair(before, before.length - tail) || splitsPair(after, after.length - tail)))
    tail--;
  return { span: { from: start, to: before.length - tail }, insert: after.slice(start, after.length - tail) };
}

function splitsPair(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false;
  const left = text.charCodeAt(offset - 1);
  const right = text.charCodeAt(offset);
  const surrogates = left >= 0xd800 && left <= 0xdbff && right >= 0xdc00 && right <= 0xdfff;
  return surrogates || (left === 0x0d && right === 0x0a);
}
