import type { ConsumerOutcome } from '#core/diagnostics/diagnostic.ts';
import type { Tone } from '#ui/tone.ts';

/** How each outcome is marked: accepting is not praise, so it has no colour. */
export const outcomeTones = {
  accepts: 'neutral',
  ignores: 'risk',
  rejects: 'error',
  panics: 'error',
} as const satisfies Record<ConsumerOutcome['outcome'], Tone>;
