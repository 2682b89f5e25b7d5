/** What waits for a choice, and what came of the last opening. */
import { createStore } from 'zustand/vanilla';
import type { FoundDocument, Plan } from './plan.ts';

/** A plan that a person has to decide about, or something to tell that must not be missed. */
export type Opening =
  | { readonly kind: 'choose-document'; readonly documents: readonly FoundDocument[] }
  | {
      readonly kind: 'choose-use';
      readonly manifest: Extract<Plan, { readonly kind: 'manifest' }>;
    }
  | { readonly kind: 'replace-entry'; readonly key: string; readonly content: string }
  /** Opened, although readers of a cluster would refuse the value as it stood. */
  | { readonly kind: 'opened'; readonly found: FoundDocument }
  | Extract<Plan, { readonly kind: 'nothing' }>;

/** First come, first shown. */
export const openings = createStore<{ readonly waiting: readonly Opening[] }>()(() => ({ waiting: [] }));

export function ask(opening: Opening): void {
  openings.setState(({ waiting }) => ({ waiting: [...waiting, opening] }));
}

export function finishOpening(): void {
  openings.setState(({ waiting }) => ({ waiting: waiting.slice(1) }));
}
