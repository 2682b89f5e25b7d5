/** This page's life: whether it may write to the browser's storage, and what became of the last write. */
import { createStore } from 'zustand/vanilla';

export type Saving =
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'pending' }
  /** A private session: nothing is written. */
  | { readonly kind: 'private' }
  /** The browser refused; `reason` is in its words. */
  | { readonly kind: 'failed'; readonly reason: string; readonly cause: 'full' | 'blocked' }
  /** Another tab has the document open and saves it; this one does not. */
  | { readonly kind: 'elsewhere' };

export interface Session {
  readonly isPrivate: boolean;
  readonly saving: Saving;
  /** Reasons of worker crashes that the person has not dismissed. */
  readonly crashes: readonly string[];
}

/** `#private` in the address starts a private session, so that it can be bookmarked. */
export function asksForPrivacy(hash: string): boolean {
  return /^#(.*[&?/])?private\b/.test(hash);
}

const startsPrivate = typeof location !== 'undefined' && asksForPrivacy(location.hash);

export const session = createStore<Session>()(() => ({
  isPrivate: startsPrivate,
  saving: startsPrivate ? { kind: 'private' } : { kind: 'pending' },
  crashes: [],
}));

export function setSaving(saving: Saving): void {
  session.setState({ saving });
}

export function reportCrash(reason: string): void {
  session.setState(({ crashes }) => ({ crashes: [...crashes, reason] }));
}

export function dismissCrashes(): void {
  session.setState({ crashes: [] });
}
