/** What panels ask of the stores again and again. */
import { analysisStore, areOutputsStale, isAnalysisStale } from '#state/analysis.ts';
import { documentText, workspace } from '#state/workspace.ts';
import { useStore } from 'zustand';

/** The document's text, or undefined while its bytes are not UTF-8. */
export function useDocumentText(): string | undefined {
  return useStore(workspace, documentText);
}

/** True while findings and digests on screen are of an older text. */
export function useAnalysisStale(): boolean {
  const inputs = useStore(workspace);
  return useStore(analysisStore, (state) => isAnalysisStale(state, inputs));
}

/** True while annotation, image and pod on screen are of an older text. */
export function useOutputsStale(): boolean {
  const inputs = useStore(workspace);
  return useStore(analysisStore, (state) => areOutputsStale(state, inputs));
}
