import { compareDiagnostics, type Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { analysisStore, areOutputsStale } from '#state/analysis.ts';
import { workspace } from '#state/workspace.ts';
import { useMemo } from 'react';
import { useStore } from 'zustand';

const none: readonly Diagnostic[] = [];

/** Every finding about what is on screen: those of the analysis and, once the annotation is made, those about its size. */
export function useFindings(): readonly Diagnostic[] {
  const inputs = useStore(workspace);
  const found = useStore(analysisStore, (state) => state.analysis?.diagnostics ?? none);
  const sizes = useStore(analysisStore, (state) =>
    areOutputsStale(state, inputs) ? none : (state.outputs?.diagnostics ?? none),
  );
  return useMemo(
    () => (sizes.length === 0 ? found : [...found, ...sizes].toSorted(compareDiagnostics)),
    [found, sizes],
  );
}
