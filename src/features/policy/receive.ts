/** What arrives for the Policy mode from elsewhere on the page. What it takes to look at it is loaded then, not before. */
import { policyView, showPolicyPanel } from '#state/policy-view.ts';
import { showMode } from '#state/view.ts';
import { isImageFile, isImageText } from '../generate/receive.ts';
import { openFiles, openText } from '../open/open.ts';

/** An agent's message, quoted or not, or a log of requests: what the panel of events reads. */
export function isEventOrLog(text: string): boolean {
  return (
    text.includes(' is blocked by policy: ') ||
    text.includes(': internal error ') ||
    /^[^\n{]{0,80}\{\s*"(?:kind|ep)"\s*:/.test(text.trimStart())
  );
}

/** Text that was pasted while the mode is open: an event is looked into, everything else is opened. */
export async function policyPaste(text: string): Promise<void> {
  if (isGenerating() && isImageText(text)) {
    const { giveImages } = await import('#state/policy-images.ts');
    await giveImages({ kind: 'text', text }, 'What was pasted');
  } else if (isEventOrLog(text)) await explainEvents(text);
  else await openText(text);
}

/** Files that were dropped while the mode is open: the generator takes those of images, everything else is opened. */
export async function policyFiles(files: readonly File[]): Promise<void> {
  const images = isGenerating() ? files.filter(({ name }) => isImageFile(name)) : [];
  if (images.length > 0) {
    const { giveFiles } = await import('#state/policy-images.ts');
    await giveFiles(images);
  }
  const others = files.filter((file) => !images.includes(file));
  if (others.length > 0) await openFiles(others);
}

function isGenerating(): boolean {
  return policyView.getState().panel === 'generate';
}

/** Takes an event, an error or a log to the Policy mode, from wherever it was pasted. */
export async function explainEvents(text: string): Promise<void> {
  const { readEvents } = await import('#state/policy-paste.ts');
  showMode('policy');
  showPolicyPanel('events');
  await readEvents(text);
}
