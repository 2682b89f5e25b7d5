/** What the generator was told of the open manifest's pods, for all that make requests from it. */
import type { KnownManifest } from '#workers/policy-run-calls.ts';
import { workspace } from './workspace.ts';

type Facts = Required<Omit<KnownManifest, 'manifest'>>;

let known: { readonly document: string; readonly facts: Facts } | undefined;

/** Remembers it for as long as this document is open. */
export function rememberOfPod(facts: Facts): void {
  known = { document: workspace.getState().id, facts };
}

/** The manifest with what is known beside it. */
export function knownManifest(): KnownManifest {
  const { id, manifest } = workspace.getState();
  return known?.document === id ? { manifest, ...known.facts } : { manifest };
}
