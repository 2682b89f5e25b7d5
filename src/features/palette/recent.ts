/** The commands used in this page, the last one first. Kept in memory: a private session must leave no trace. */
import { createStore } from 'zustand/vanilla';

const maxRecent = 5;

export const recentCommands = createStore<{ readonly ids: readonly string[] }>()(() => ({ ids: [] }));

export function rememberCommand(id: string): void {
  recentCommands.setState(({ ids }) => ({
    ids: [id, ...ids.filter((other) => other !== id)].slice(0, maxRecent),
  }));
}
