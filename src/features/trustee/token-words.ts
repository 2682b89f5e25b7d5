/** Layouts and states of tokens as they are called on screen. */
import type { ClaimRow } from '#core/trustee/read-token.ts';
import type { EarStatus, TokenLayout } from '#core/trustee/token-preview.ts';
import type { Tone } from '#ui/tone.ts';

export const layoutWords: readonly {
  readonly value: TokenLayout;
  readonly label: string;
  readonly sentence: string;
}[] = [
  { value: 'cpu0', label: 'Current', sentence: 'Its layout is that of Trustee 0.14 and later.' },
  { value: 'cpu', label: 'Before 0.14', sentence: 'Its layout is that of Trustee before 0.14.' },
  {
    value: 'simple',
    label: 'Flat',
    sentence: 'It is a flat token, which Trustee 0.16 removed.',
  },
];

export const statuses: readonly EarStatus[] = ['affirming', 'warning', 'contraindicated', 'none'];

/** How a claim of the one stands to that of the other. */
export const relationWords = {
  same: { word: 'Same', tone: 'ok' },
  differs: { word: 'Differs', tone: 'error' },
  'only-previewed': { word: 'Missing in the token', tone: 'risk' },
  'only-found': { word: 'Not previewed', tone: 'neutral' },
} as const satisfies Record<ClaimRow['relation'], { readonly word: string; readonly tone: Tone }>;

/** Such as "2 of 5 claims differ". */
export function relationSentence(rows: readonly ClaimRow[]): string {
  const differing = rows.filter(({ relation }) => relation === 'differs').length;
  const missing = rows.filter(({ relation }) => relation === 'only-previewed').length;
  if (rows.length === 0) return 'Neither side has claims about Init-Data.';
  if (differing + missing === 0) {
    return rows.length === 1
      ? 'The one claim is the same on both sides.'
      : 'All claims that are previewed are the same on both sides.';
  }
  const parts = [
    ...(differing > 0 ? [`${String(differing)} ${differing === 1 ? 'claim differs' : 'claims differ'}`] : []),
    ...(missing > 0 ? [`${String(missing)} ${missing === 1 ? 'is' : 'are'} missing in the token`] : []),
  ];
  return `${parts.join(', ')}.`;
}
