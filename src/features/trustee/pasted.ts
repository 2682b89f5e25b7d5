/** What a person pasted into the panels: it stays while they look at others, and is never stored. */
import { createStore } from 'zustand/vanilla';

export interface Pasted {
  readonly value: string;
  readonly token: string;
  /** Contrast's manifest. */
  readonly listing: string;
}

export const pasted = createStore<Pasted>()(() => ({ value: '', token: '', listing: '' }));

export function setPasted(change: Partial<Pasted>): void {
  pasted.setState(change);
}
