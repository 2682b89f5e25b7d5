/** Small helpers that the checks of this room share. */
import type { DiagnosticCode } from '../diagnostics/catalogue.ts';
import { diagnostic, type Diagnostic, type DiagnosticDetails, type Fix } from '../diagnostics/diagnostic.ts';
import type { TextEdit } from '../text/edit.ts';
import type { Span } from '../text/span.ts';

/** Says of a place in the text whether what the scan found there is certain. */
export type Proof = (offset: number) => boolean;

/** A finding about the document. */
export function finding(
  code: DiagnosticCode,
  span: Span,
  message: string,
  details: DiagnosticDetails = {},
): Diagnostic {
  return diagnostic(code, 'initdata', span, message, details);
}

/** A fix of the document, ready to be spread into the details of a finding. */
export function mend(title: string, ...edits: readonly TextEdit[]): { readonly fix: Fix } {
  return { fix: { title, source: 'initdata', edits } };
}

/** How many letters have to be changed, added, removed or swapped with their neighbour to get from one word to another. */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a.charAt(i - 1) === b.charAt(j - 1);
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = a.charAt(i - 1) === b.charAt(j - 2) && a.charAt(i - 2) === b.charAt(j - 1);
      if (i > 1 && j > 1 && swapped) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      next.push(best);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The candidate that a misspelt word most likely means, at most two letters away. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > 40) return undefined;
  const lower = word.toLowerCase();
  const ranked = candidates
    .map((candidate) => ({ candidate, away: distance(lower, candidate) }))
    .filter(({ candidate, away }) => away <= (candidate.length < 6 ? 1 : 2))
    .toSorted((a, b) => a.away - b.away);
  return ranked[0]?.candidate;
}
