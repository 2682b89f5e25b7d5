import { prepareEnvironment } from './environment.ts';
import { leaveKeysToPage } from './keys.ts';
import { monaco } from './monaco.ts';
import { registerLanguages } from './providers.ts';

let isReady = false;

/** Prepares Monaco for the studio; the first call does it all. */
export function setUpMonaco(): void {
  if (isReady) return;
  isReady = true;
  prepareEnvironment();
  registerLanguages();
  leaveKeysToPage();
  // Widths measured before the code font arrived are wrong.
  void document.fonts.ready.then(() => {
    monaco.editor.remeasureFonts();
  });
}
