/** A stretch of a text to set off, half-open in UTF-16 code units. */
export interface CodeMark {
  readonly from: number;
  readonly to: number;
  readonly kind: 'highlight' | 'measured' | 'error' | 'comment' | 'keyword' | 'string';
}

export interface CodePiece {
  readonly from: number;
  readonly text: string;
  readonly kind: CodeMark['kind'] | undefined;
}

/**
 * Cuts a text at its marks. The pieces joined are the text again, whatever the marks; of marks that overlap the earlier
 * one wins, and empty or reversed ones are left out.
 */
export function piecesOf(text: string, marks: readonly CodeMark[]): readonly CodePiece[] {
  const pieces: CodePiece[] = [];
  let at = 0;
  const add = (to: number, kind: CodePiece['kind']) => {
    if (to > at) pieces.push({ from: at, text: text.slice(at, to), kind });
    at = Math.max(at, to);
  };
  for (const mark of marks.toSorted((a, b) => a.from - b.from)) {
    const to = Math.min(mark.to, text.length);
    if (to <= at || mark.from >= to) continue;
    add(mark.from, undefined);
    add(to, mark.kind);
  }
  add(text.length, undefined);
  return pieces;
}
