/** A text as lines to show, with what has to be seen in each of them. */
import type { HiddenCharacter } from '#core/review/review.ts';
import type { Span } from '#core/text/span.ts';

/** The lines of a text by where they start: a text of a million lines is cut only where somebody reads it. */
export interface CodeLines {
  readonly text: string;
  readonly starts: readonly number[];
}

/** More of one line is data, and laying it out would hold the page up. */
export const longestShownLine = 12_000;

/** Lines end with LF or CRLF, which are not part of them. A lone CR is a hidden character of its line. */
export function linesOf(text: string): CodeLines {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  // What follows the last line end is a line only if there is something.
  if (starts.length > 1 && starts.at(-1) === text.length) starts.pop();
  return { text, starts };
}

/** The text of a line without its end; empty for a line that there is not. */
export function lineText({ text, starts }: CodeLines, line: number): string {
  const from = starts[line];
  if (from === undefined) return '';
  const withEnd = text.slice(from, starts[line + 1]);
  return withEnd.endsWith('\r\n')
    ? withEnd.slice(0, -2)
    : withEnd.endsWith('\n')
      ? withEnd.slice(0, -1)
      : withEnd;
}

/** The line that an offset is on. */
export function lineAt({ starts }: CodeLines, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Something in a line that is drawn in its own way; columns count from the start of the line. */
export type Overlay =
  | { readonly kind: 'marked'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'hidden';
      readonly from: number;
      readonly to: number;
      readonly character: HiddenCharacter;
    };

/** Lines of one mark: of a mark over a whole text, no more are on screen. */
const mostMarked = 5_000;

/** The overlays of each line that has any. */
export function overlaysOf(
  lines: CodeLines,
  hidden: readonly HiddenCharacter[],
  marked: Span | undefined,
): ReadonlyMap<number, readonly Overlay[]> {
  const overlays = new Map<number, Overlay[]>();
  const add = (line: number, overlay: Overlay): void => {
    const known = overlays.get(line);
    if (known === undefined) overlays.set(line, [overlay]);
    else known.push(overlay);
  };
  for (const character of hidden) {
    const line = lineAt(lines, character.span.from);
    const start = lines.starts[line] ?? 0;
    const { length } = lineText(lines, line);
    const from = character.span.from - start;
    // The CR of a line end is not part of the line.
    if (from < length) add(line, { kind: 'hidden', from, to: character.span.to - start, character });
  }
  if (marked !== undefined) {
    const first = lineAt(lines, marked.from);
    const last = Math.min(first + mostMarked, lineAt(lines, Math.max(marked.from, marked.to - 1)));
    for (let line = first; line <= last; line++) {
      const start = lines.starts[line] ?? 0;
      const from = Math.max(0, marked.from - start);
      const to = Math.min(lineText(lines, line).length, marked.to - start);
      if (to > from) add(line, { kind: 'marked', from, to });
    }
  }
  return overlays;
}

/** A stretch of a line with everything that is drawn on it. */
export interface Stretch {
  readonly at: number;
  readonly text: string;
  readonly colour: string;
  readonly marked: boolean;
  readonly hidden?: HiddenCharacter;
}

/** Cuts coloured pieces at the ends of the overlays; joined, the stretches are the pieces again. */
export function stretchesOf(
  pieces: readonly { readonly text: string; readonly kind: string }[],
  overlays: readonly Overlay[],
): readonly Stretch[] {
  const cuts = new Set(overlays.flatMap(({ from, to }) => [from, to]));
  const stretches: Stretch[] = [];
  let at = 0;
  for (const { text, kind } of pieces) {
    const end = at + text.length;
    const inner = [...cuts].filter((cut) => cut > at && cut < end).toSorted((a, b) => a - b);
    for (const cut of [...inner, end]) {
      const over = overlays.filter((overlay) => overlay.from <= at && overlay.to >= cut);
      const hidden = over.find((overlay) => overlay.kind === 'hidden')?.character;
      stretches.push({
        at,
        text: text.slice(text.length - (end - at), text.length - (end - cut)),
        colour: kind,
        marked: over.some((overlay) => overlay.kind === 'marked'),
        ...(hidden === undefined ? {} : { hidden }),
      });
      at = cut;
    }
  }
  return stretches;
}
