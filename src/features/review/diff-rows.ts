/** A line diff as rows to show, inline or side by side, with white space and line ends made visible. */
import type { DiffRow, LineDiff, LineEnd } from '#core/review/compare/line-diff.ts';

export type ShownRow =
  /** Lines that are the same in both and are not shown. */
  | { readonly kind: 'gap'; readonly lines: number }
  | { readonly kind: 'pair'; readonly a?: DiffRow; readonly b?: DiffRow };

/** Rows one below the other, with the gaps between the changes. */
export function inlineRows({ rows }: LineDiff): readonly (DiffRow | Extract<ShownRow, { kind: 'gap' }>)[] {
  const shown: (DiffRow | Extract<ShownRow, { kind: 'gap' }>)[] = [];
  let next = 1;
  for (const row of rows) {
    if (row.kind !== 'added') {
      if (row.a > next) shown.push({ kind: 'gap', lines: row.a - next });
      next = row.a + 1;
    }
    shown.push(row);
  }
  return shown;
}

/** Removed lines stand beside the added ones that took their place. */
export function pairedRows(diff: LineDiff): readonly ShownRow[] {
  const shown: ShownRow[] = [];
  let removed: DiffRow[] = [];
  let added: DiffRow[] = [];
  const flush = (): void => {
    for (let at = 0; at < Math.max(removed.length, added.length); at++) {
      const [a, b] = [removed[at], added[at]];
      shown.push({ kind: 'pair', ...(a === undefined ? {} : { a }), ...(b === undefined ? {} : { b }) });
    }
    removed = [];
    added = [];
  };
  for (const row of inlineRows(diff)) {
    if (row.kind === 'removed') removed.push(row);
    else if (row.kind === 'added') added.push(row);
    else {
      flush();
      shown.push(row.kind === 'gap' ? row : { kind: 'pair', a: row, b: row });
    }
  }
  flush();
  return shown;
}

/** True when lines that differ end in different ways: the end may be all that differs, so it is written out. */
export function hasSeveralEnds({ rows }: LineDiff): boolean {
  const changed = rows.filter(({ kind }) => kind !== 'same');
  return new Set(changed.map(({ line }) => line.end)).size > 1;
}

export const lineEndNames = {
  lf: 'LF',
  crlf: 'CRLF',
  cr: 'CR',
  none: 'no line end',
} as const satisfies Record<LineEnd, string>;

/** Blanks, tabs and no-break spaces as signs, for the lines that differ. */
export function withVisibleSpaces(text: string): string {
  return text.replaceAll(' ', '·').replaceAll('\t', '→\t').replaceAll('\u00a0', '⍽');
}
