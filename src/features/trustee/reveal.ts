/** Places in the resource policy that another part of the panel asks its editor to show. */
import type { Span } from '#core/text/span.ts';

const listeners = new Set<(span: Span) => void>();

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
