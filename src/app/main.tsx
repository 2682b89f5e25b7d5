import '../styles/tokens.css';
import '../styles/reset.css';
import '../styles/fonts.css';
import '../styles/starting.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followDefects } from '#features/errors/defects.ts';
import { followTheme } from '#features/theme/apply-theme.ts';
import { startSaving } from '#state/documents.ts';
import { watchNetwork } from '#state/network.ts';
import { startPipeline } from '#state/pipeline.ts';
import { view } from '#state/view.ts';
import { preloadMonaco } from '#editor/preload.ts';
import { usesCodeEditor } from '#features/editing/uses-code-editor.ts';
import { App } from './App.tsx';
import { firstDocument } from './first-document.ts';
import { followAddress } from './follow-address.ts';
import { followKeys } from './follow-keys.ts';
import { followFocus } from './panes.ts';
import { speakResults } from './speak-results.ts';
import { isNarrow } from './use-layout.ts';

followDefects();
watchNetwork();
followTheme();
followAddress(isNarrow());
followKeys();
followFocus();
speakResults();
void startSaving(firstDocument());
startPipelineOnce();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

/** The document on screen is analysed and encoded from the first time that a mode shows it; a review needs neither. */
function startPipelineOnce(): void {
  const { mode: first } = view.getState();
  if (first !== 'review') {
    if (first === 'compose' && usesCodeEditor()) preloadMonaco();
    startPipeline();
    return;
  }
  const stop = view.subscribe(({ mode }) => {
    if (mode === 'review') return;
    stop();
    startPipeline();
  });
}
