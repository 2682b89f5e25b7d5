import { errorHandler } from 'monaco-editor/base/common/errors.js';
import { prepareEnvironment } from './environment.ts';
import { leaveKeysToPage } from './keys.ts';
import { monaco } from './monaco.ts';
import { registerLanguages } from './providers.ts';

let isReady = false;

/** Prepares Monaco for the studio; the first call does it all. */
export function setUpMonaco(): void {
  if (isReady) return;
  isReady = true;
  // Monaco throws its internal errors at the page. One is common: after quick edits of an empty line its colours do not
  // fit the text until the line is read again. The text is kept outside Monaco, so none of them costs anything.
  errorHandler.unexpectedErrorHandler = () => undefined;
  prepareEnvironment();
  registerLanguages();
  leaveKeysToPage();
  // Widths measured before the code font arrived are wrong.
  if (!document.fonts.check('13px "JetBrains Mono"')) {
    void document.fonts.ready.then(() => {
      monaco.editor.remeasureFonts();
    });
  }
}
