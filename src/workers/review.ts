/**
 * The worker's side of a review: reads the paste, slice by slice where it is a file, and keeps what goes back to the page
 * small enough to be received and shown without a pause.
 */
import { maxPasteBytes, maxTextCharacters } from '#core/review/limits.ts';
import { review } from '#core/review/paste.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import type { Paste, PasteReview, PasteReviewRequest } from './calls.ts';
import { toTheEnd, type Steps } from '#core/review/steps.ts';
import type { Progress } from './server.ts';

/** Small enough that progress is seen and that a file on a slow disk can be given up. */
const sliceBytes = 4 * 1024 * 1024;

/** Never rejects for anything that is in the paste; a file that cannot be read rejects with the browser's reason. */
export async function reviewPaste(
  request: PasteReviewRequest,
  progress?: Progress,
  steps: Steps = toTheEnd,
): Promise<PasteReview> {
  const { paste } = request;
  if (paste.kind === 'file' && paste.file.size > maxPasteBytes) {
    return { kind: 'too-large', bytes: paste.file.size, limit: maxPasteBytes };
  }
  const bytes = await bytesOf(paste, progress, steps);
  const whole = await review({ ...request, paste: { bytes, name: paste.name } }, steps);
  const { text, ...facts } = whole.paste;
  const isShown = text !== undefined && text.length <= maxTextCharacters;
  return { kind: 'reviewed', review: { ...whole, paste: isShown ? { ...facts, text } : facts } };
}

export async function bytesOf(
  paste: Paste,
  progress?: Progress,
  steps: Steps = toTheEnd,
): Promise<Uint8Array> {
  switch (paste.kind) {
    case 'text':
      return encodeUtf8(paste.text);
    case 'bytes':
      return paste.bytes;
    case 'file':
      return readSlices(paste.file, steps, progress);
  }
}

async function readSlices(file: Blob, steps: Steps, progress?: Progress): Promise<Uint8Array> {
  const bytes = new Uint8Array(file.size);
  for (let at = 0; at < file.size; at += sliceBytes) {
    await steps.next();
    bytes.set(new Uint8Array(await file.slice(at, at + sliceBytes).arrayBuffer()), at);
    progress?.(Math.min(at + sliceBytes, file.size), file.size);
  }
  return bytes;
}

/** The bytes of the document were made for the answer, and the worker keeps nothing of them. */
export function reviewTransfers(answer: PasteReview): readonly ArrayBuffer[] {
  const bytes = answer.kind === 'reviewed' ? answer.review.subject?.document?.bytes : undefined;
  return bytes?.buffer instanceof ArrayBuffer ? [bytes.buffer] : [];
}
