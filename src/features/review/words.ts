/** Texts, programs and outcomes as a review calls them. */
import type { SourceName } from '#core/diagnostics/diagnostic.ts';
import type { Headline, LayerState, Verdict } from '#core/review/review.ts';
import type { Tone } from '#ui/tone.ts';
import { labelOfSource } from '../common/sources.ts';

/** In a review the manifest is whatever was pasted. */
export function nameOfSource(source: SourceName): string {
  return source === 'manifest' ? 'the paste' : labelOfSource(source);
}

/** Green says that a value matched the one that was given, and nothing else. */
export const headlineTones = {
  matches: 'ok',
  differs: 'error',
  unchecked: 'neutral',
  choose: 'accent',
  nothing: 'neutral',
} as const satisfies Record<Headline['kind'], Tone>;

export const outcomeWords = {
  accepts: { word: 'accepts', tone: 'neutral' },
  rejects: { word: 'refuses', tone: 'error' },
  panics: { word: 'crashes', tone: 'error' },
  ignores: { word: 'ignores it', tone: 'risk' },
  'not-reached': { word: 'never sees it', tone: 'neutral' },
  'depends-on-host': { word: 'depends on the host', tone: 'neutral' },
  unknown: { word: 'not known', tone: 'neutral' },
} as const satisfies Record<Verdict['outcome'], { readonly word: string; readonly tone: Tone }>;

export const layerWords = {
  ok: { word: '', tone: 'neutral' },
  disputed: { word: 'not taken off by all', tone: 'risk' },
  broken: { word: 'broken here', tone: 'error' },
} as const satisfies Record<LayerState, { readonly word: string; readonly tone: Tone }>;
