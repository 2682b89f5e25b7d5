import { startWorker } from '#workers/start-worker.ts';
import editorWorkerUrl from 'monaco-editor/editor/editor.worker.js?worker&url';
import type { Environment } from 'monaco-editor/editor';

declare global {
  interface Window {
    MonacoEnvironment?: Environment;
  }
}

/** Tells Monaco how to start its one worker, bound by the page's policy like every other. To be called before it edits. */
export function prepareEnvironment(): void {
  window.MonacoEnvironment = { getWorker: () => startWorker(editorWorkerUrl, 'editor') };
}
