/** What arrives for Review from elsewhere on the page. The review itself is loaded when something does, and not before. */
import type { RecognitionInput } from '#core/recognition/recognition.ts';
import { showMode } from '#state/view.ts';
import { workspace } from '#state/workspace.ts';
import type { Paste } from '#workers/calls.ts';

/** Files that were dropped, pasted or chosen: the first is looked at, a second one is what it is compared with. */
export async function reviewFiles(files: readonly File[]): Promise<void> {
  const [file, second] = files;
  if (file === undefined) return;
  await start({ kind: 'file', file, name: file.name });
  if (second === undefined) return;
  const { compareWith } = await import('#state/comparing.ts');
  compareWith({ kind: 'file', file: second, name: second.name });
}

export async function reviewText(text: string): Promise<void> {
  await start({ kind: 'text', text });
}

/** Takes what Compose could not open to Review. */
export async function reviewGiven({ bytes, name }: RecognitionInput): Promise<void> {
  await start({ kind: 'bytes', bytes, ...(name === undefined ? {} : { name }) });
  showMode('review');
}

/**
 * Takes the document on screen in Compose to Review, as it is.
 *
 * @param expected a value to compare it with
 */
export async function reviewDocument(expected?: string): Promise<void> {
  const { document, name } = workspace.getState();
  const paste: Paste =
    document.kind === 'text'
      ? { kind: 'text', text: document.text, name }
      : { kind: 'bytes', bytes: document.bytes, name };
  await start(paste, expected);
  showMode('review');
}

async function start(paste: Paste, expected?: string): Promise<void> {
  const { startReview } = await import('#state/review.ts');
  startReview(paste, expected === undefined ? {} : { expected });
}
