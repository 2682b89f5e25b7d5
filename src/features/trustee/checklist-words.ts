import type { ChecklistState } from '#core/trustee/checklist.ts';
import type { Tone } from '#ui/tone.ts';

/** How a point of the list stands, by word and by mark. */
export const checkStateWords = {
  done: { word: 'Holds', tone: 'ok' },
  open: { word: 'Open', tone: 'error' },
  unseen: { word: 'Look yourself', tone: 'note' },
} as const satisfies Record<ChecklistState, { readonly word: string; readonly tone: Tone }>;
