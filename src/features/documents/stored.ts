/** The list of stored documents as it was last read. */
import { storedDocuments } from '#state/documents.ts';
import { session } from '#state/session.ts';
import type { DocumentSummary } from '#state/stored-documents.ts';
import { createStore } from 'zustand/vanilla';

export const storedList = createStore<{ readonly list: readonly DocumentSummary[] | undefined }>()(() => ({
  list: undefined,
}));

export async function readStored(): Promise<void> {
  storedList.setState({ list: await storedDocuments() });
}

/** Reads the list now and whenever something was saved. Returns how to stop. */
export function followStored(): () => void {
  void readStored();
  // A list that cannot be read sets the state of the storage too: only what was saved changes the list.
  return session.subscribe((now, before) => {
    if (now.saving.kind === 'saved' && now.saving !== before.saving) void readStored();
  });
}
