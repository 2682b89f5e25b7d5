/** Deleting stored documents so that it can be undone while this page is open. */
import { forget, forgetAll, storedDocuments } from '#state/documents.ts';
import {
  loadDocument,
  saveDocument,
  type DocumentSummary,
  type StoredDocument,
} from '#state/stored-documents.ts';

export interface Forgotten {
  readonly what: string;
  readonly documents: readonly { readonly stored: StoredDocument; readonly savedAt: number }[];
}

export async function forgetOne(summary: DocumentSummary): Promise<Forgotten> {
  const documents = await remember([summary]);
  await forget(summary.id);
  return { what: `“${summary.name}” was deleted from this browser`, documents };
}

export async function forgetEverything(): Promise<Forgotten> {
  const documents = await remember(await storedDocuments());
  await forgetAll();
  return { what: 'Every document was deleted from this browser', documents };
}

export async function bringBack({ documents }: Forgotten): Promise<void> {
  for (const { stored, savedAt } of documents) await saveDocument(stored, savedAt);
}

async function remember(summaries: readonly DocumentSummary[]): Promise<Forgotten['documents']> {
  const found = await Promise.all(
    summaries.map(async ({ id, savedAt }) => ({ stored: await loadDocument(id), savedAt })),
  );
  return found.flatMap(({ stored, savedAt }) => (stored === undefined ? [] : [{ stored, savedAt }]));
}
