/** A text as lines to show, with what has to be seen in each of them. */
import type { HiddenCharacter } from '#core/review/review.ts';
import type { Span } from '#core/text/span.ts';

export interface CodeLine {
  readonly text: string;
  /** Offset of its first character in the text. */
  readonly from: number;
}

/** More of one line is data, and laying it out would hold the page up. */
export const longestShownLine = 12_000;

/** Lines end with LF or CRLF, which are not part of them. A lone CR is a hidden character of its line. */
export function linesOf(text: string): readonly CodeLine[] {
  const lines: CodeLine[] = [];
  let from = 0;
  for (;;) {
    const end = text.indexOf('\n', from);
    if (end < 0) break;
    lines.push({ text: text.slice(from, text[end - 1] === '\r' && end > from ? end - 1 : end), from });
    from = end + 1;
  }
  // What follows the last line end is a line only if there is something.
  if (from < text.length || lines.length === 0) lines.push({ text: text.slice(from), from });
  return lines;
}

/** The line that an offset is on. */
export function lineAt(lines: readonly CodeLine[], offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle]?.from ?? 0) <= offset) low = middle;
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

/** The overlays of each line that has any. */
export function overlaysOf(
  lines: readonly CodeLine[],
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
    const start = lines[line]?.from ?? 0;
    const length = lines[line]?.text.length ?? 0;
    const from = character.span.from - start;
    // The CR of a line end is not part of the line.
    if (from < length) add(line, { kind: 'hidden', from, to: character.span.to - start, character });
  }
  if (marked !== undefined) {
    const last = lineAt(lines, Math.max(marked.from, marked.to - 1));
    for (let line = lineAt(lines, marked.from); line <= last; line++) {
      const { from: start = 0, text = '' } = lines[line] ?? {};
      const from = Math.max(0, marked.from - start);
      const to = Math.min(text.length, marked.to - start);
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
