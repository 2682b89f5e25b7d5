import { analysisStore } from '#state/analysis.ts';
import { currentOutline } from '#state/outline.ts';
import type { EditorTab } from '#state/view.ts';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { diagnosticsFor } from './mapped-diagnostics.ts';

/**
 * The findings of the latest analysis for one editor. They point into the text that was analysed; the same list is
 * returned until there is a new analysis, so that an editor lets its marks move with what is typed meanwhile.
 */
export function useDiagnostics(tab: EditorTab) {
  const analysis = useStore(analysisStore, (state) => state.analysis);
  const analysed = useStore(analysisStore, (state) => state.analysed);
  return useMemo(() => {
    if (analysis === undefined) return [];
    const text = analysed?.document.kind === 'text' ? analysed.document.text : undefined;
    const outline = text === undefined ? undefined : currentOutline(text);
    return diagnosticsFor(tab, analysis.diagnostics, text, outline);
  }, [analysis, analysed, tab]);
}
