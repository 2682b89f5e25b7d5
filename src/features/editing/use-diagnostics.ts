import { analysedFindings, followFindings } from '#state/findings.ts';
import { analysisStore } from '#state/analysis.ts';
import { currentOutline } from '#state/outline.ts';
import type { EditorTab } from '#state/view.ts';
import { useMemo, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { diagnosticsFor } from './mapped-diagnostics.ts';

/**
 * The findings of the latest analysis for one editor. They point into the text that was analysed; the same list is
 * returned until there are others, so that an editor lets its marks move with what is typed meanwhile.
 */
export function useDiagnostics(tab: EditorTab) {
  const findings = useSyncExternalStore(followFindings, analysedFindings);
  const analysed = useStore(analysisStore, (state) => state.analysed);
  return useMemo(() => {
    const text = analysed?.document.kind === 'text' ? analysed.document.text : undefined;
    const outline = text === undefined ? undefined : currentOutline(text);
    return diagnosticsFor(tab, findings, text, outline);
  }, [findings, analysed, tab]);
}
