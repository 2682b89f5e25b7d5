import { compareDiagnostics, type Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { analysisStore } from '#state/analysis.ts';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { outputsAreStale, useBothStores } from './use-workspace.ts';

const none: readonly Diagnostic[] = [];

/** Every finding about what is on screen: those of the analysis and, once the annotation is made, those about its size. */
export function useFindings(): readonly Diagnostic[] {
  const found = useStore(analysisStore, (state) => state.analysis?.diagnostics ?? none);
  const sizes = useBothStores(sizeFindings);
  return useMemo(
    () => (sizes.length === 0 ? found : [...found, ...sizes].toSorted(compareDiagnostics)),
    [found, sizes],
  );
}

function sizeFindings(): readonly Diagnostic[] {
  return outputsAreStale() ? none : (analysisStore.getState().outputs?.diagnostics ?? none);
}
