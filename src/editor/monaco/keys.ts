import { monaco } from './monaco.ts';

/** Does nothing: the caret lets the event go on to the page, which listens for these keys itself. */
const leaveToPage = 'studio.leaveToPage';

/**
 * Keys that belong to the page and not to the editor. Ctrl+K would otherwise open a chord, F1 and Ctrl+Shift+P a palette
 * that is not in the build.
 */
export function leaveKeysToPage(): void {
  const { KeyCode, KeyMod } = monaco;
  monaco.editor.registerCommand(leaveToPage, () => undefined);
  const keys = [
    KeyCode.F1,
    KeyCode.F6,
    KeyMod.Shift | KeyCode.F6,
    KeyMod.CtrlCmd | KeyCode.KeyK,
    KeyMod.CtrlCmd | KeyCode.KeyO,
    KeyMod.CtrlCmd | KeyCode.KeyS,
    KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyP,
  ];
  monaco.editor.addKeybindingRules(keys.map((keybinding) => ({ keybinding, command: `^${leaveToPage}` })));
}
