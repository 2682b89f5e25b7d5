/** What each mode is called, and the key that goes there. */
import type { Mode } from '#state/mode.ts';

interface ModeWords {
  readonly label: string;
  readonly pageTitle: string;
  readonly shortcut: string;
  /** What it is for, for the palette. */
  readonly keywords: string;
}

export const modeWords = {
  compose: {
    label: 'Compose',
    pageTitle: 'Init-Data Studio',
    shortcut: '1',
    keywords: 'mode write edit author',
  },
  review: {
    label: 'Review',
    pageTitle: 'Review · Init-Data Studio',
    shortcut: '2',
    keywords: 'mode paste check approve decode annotation compare',
  },
  policy: {
    label: 'Policy',
    pageTitle: 'Policy · Init-Data Studio',
    shortcut: '3',
    keywords: 'mode rego agent request matrix simulate denied allowed exec',
  },
  trustee: {
    label: 'Trustee',
    pageTitle: 'Trustee · Init-Data Studio',
    shortcut: '4',
    keywords: 'mode kbs attestation token claim hostdata resource policy secret journey hand over',
  },
} as const satisfies Record<Mode, ModeWords>;
