/** Commands of a part of the page that is loaded on demand: they exist while it is on screen. */
import type { Command } from './command.ts';

const offered = new Set<() => readonly Command[]>();

/**
 * Adds commands to the palette and to the keys.
 *
 * @param commands asked each time, so that a command can come and go with what it acts on
 * @returns takes them away again
 */
export function offerCommands(commands: () => readonly Command[]): () => void {
  offered.add(commands);
  return () => {
    offered.delete(commands);
  };
}

export function offeredCommands(): readonly Command[] {
  return [...offered].flatMap((commands) => commands());
}
