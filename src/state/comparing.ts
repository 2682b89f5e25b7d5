/** The other side of a comparison: what stands against the thing under review. */
import type { Paste } from '#workers/calls.ts';
import { createStore } from 'zustand/vanilla';

/** `workspace`: the document that Compose has open. */
export type Other = { readonly kind: 'paste'; readonly paste: Paste } | { readonly kind: 'workspace' };

export interface Comparing {
  readonly other: Other | undefined;
}

export const comparing = createStore<Comparing>()(() => ({ other: undefined }));

export function compareWith(paste: Paste): void {
  comparing.setState({ other: { kind: 'paste', paste } });
}
