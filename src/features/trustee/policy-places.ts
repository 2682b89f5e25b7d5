/** Places of the resource policy that its explanation speaks of: shown in the editor, and marked there while it is open. */
import type { Span } from '#core/text/span.ts';
import { createStore } from 'zustand/vanilla';

export interface PolicyPlaces {
  /** The text that the places are of. */
  readonly policy: string;
  readonly stop: Span;
}

export const policyPlaces = createStore<{ readonly places: PolicyPlaces | undefined }>()(() => ({
  places: undefined,
}));

/** @returns takes the marks away again */
export function markPlaces(places: PolicyPlaces | undefined): () => void {
  policyPlaces.setState({ places });
  return () => {
    policyPlaces.setState({ places: undefined });
  };
}

const listeners = new Set<(span: Span) => void>();

/** Brings a place into view. */
export function revealInPolicy(span: Span): void {
  for (const listener of listeners) listener(span);
}

/** @returns stops listening */
export function followReveals(listener: (span: Span) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
