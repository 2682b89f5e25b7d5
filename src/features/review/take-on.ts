/** From the review to the workspace, and to files: the bytes stay what they are. */
import { documentFromBytes } from '#core/analysis/facts.ts';
import type { Review } from '#core/review/review.ts';
import { announce } from '#state/announcer.ts';
import { switchTo } from '#state/documents.ts';
import { showMode, showTab } from '#state/view.ts';
import { download } from '#ui/download.ts';

/** A name for the document in the list of documents: where it stood in the paste. */
function nameFor(review: Review): string {
  const { choices, chosen } = review;
  return (chosen === undefined ? undefined : choices[chosen]?.label) ?? 'Reviewed';
}

/** Makes the reviewed document the current one, in Compose or in the policy workbench; the one that was there is kept. */
export async function openIn(mode: 'compose' | 'policy', review: Review): Promise<void> {
  const document = review.subject?.document;
  if (document === undefined) return;
  const name = nameFor(review);
  await switchTo({ name, document: documentFromBytes(document.bytes) });
  showTab(mode === 'policy' ? 'entry:policy.rego' : 'initdata');
  showMode(mode);
  announce(`Opened ${name} in ${mode === 'policy' ? 'Policy' : 'Compose'}, byte for byte`);
}

/** Saves the document, which is what the digest was taken of. */
export function saveDocument(review: Review): void {
  const document = review.subject?.document;
  if (document !== undefined) download('initdata.toml', document.bytes);
}

/** Saves every file that came out of the document, one by one, as the browser allows. */
export function saveFiles(review: Review): void {
  for (const { key, text } of review.subject?.document?.files ?? []) download(safeName(key), text);
}

/** A key is a stranger's: no folder, and no name that a system hides or refuses. */
function safeName(key: string): string {
  const name = key.replaceAll(/[^\w.-]/g, '_').replace(/^\.+/, '_');
  return name === '' ? 'file' : name.slice(0, 100);
}
