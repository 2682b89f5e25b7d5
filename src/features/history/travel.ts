import { announce } from '#state/announcer.ts';
import { redo, undo } from '#state/workspace.ts';

export function undoChange(): void {
  const change = undo();
  announce(change === undefined ? 'Nothing to undo' : `Undone: ${change.label}`);
}

export function redoChange(): void {
  const change = redo();
  announce(change === undefined ? 'Nothing to redo' : `Done again: ${change.label}`);
}
