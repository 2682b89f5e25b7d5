/**
 * Runs commands by their shortcuts. Keys are read before anything else sees them, so that they work while the code
 * editor has focus; shortcuts of one character never act while text is written.
 */
import { isEnabled } from '#features/palette/command.ts';
import { preferences } from '#state/preferences.ts';
import { isSingleCharacter, matchesKeys } from '#ui/shortcut.ts';
import { allCommands } from './commands.ts';

/** Starts listening; call once. */
export function followKeys(): void {
  addEventListener('keydown', onKeyDown, { capture: true });
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.isComposing || document.querySelector('dialog:modal') !== null) return;
  const command = allCommands().find(
    ({ shortcut }) => shortcut !== undefined && isMeant(shortcut, event) && matchesKeys(shortcut, event),
  );
  if (command === undefined || !isEnabled(command)) return;
  event.preventDefault();
  event.stopPropagation();
  command.run();
}

function isMeant(shortcut: string, event: KeyboardEvent): boolean {
  if (!isSingleCharacter(shortcut)) return true;
  return preferences.getState().singleKeyShortcuts && !isWriting(event.target);
}

/** True where a character would become text: fields, lists that jump to letters, and every kind of code editor. */
function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return (
    target.closest('input, textarea, select, [contenteditable], [role="textbox"], [role="menu"]') !== null
  );
}
