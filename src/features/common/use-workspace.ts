/** What panels ask of the stores again and again. Each renders only when its own answer changes, not at every letter. */
import { analysisStore, areOutputsStale } from '#state/analysis.ts';
import { documentText, workspace } from '#state/workspace.ts';
import { useSyncExternalStore } from 'react';
import { useStore } from 'zustand';

/** The document's text, or undefined while its bytes are not UTF-8. */
export function useDocumentText(): string | undefined {
  return useStore(workspace, documentText);
}

/** An answer that needs inputs and outputs; `read` must return the same value while nothing changed. */
export function useBothStores<T>(read: () => T): T {
  return useSyncExternalStore(followBoth, read);
}

/** True while findings and digests on screen are of an older text, and have been for long enough to be worth a mark. */
export function useAnalysisStale(): boolean {
  return useStore(analysisStore, (state) => state.isBehind);
}

/** True while annotation, image and pod on screen are of an older text. */
export function useOutputsStale(): boolean {
  return useBothStores(outputsAreStale);
}

export function outputsAreStale(): boolean {
  return areOutputsStale(analysisStore.getState(), workspace.getState());
}

function followBoth(onChange: () => void): () => void {
  const stops = [workspace.subscribe(onChange), analysisStore.subscribe(onChange)];
  return () => {
    for (const stop of stops) stop();
  };
}
