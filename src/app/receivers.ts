/** What becomes of files and text that arrive anywhere on the page, by mode. */
import { openFiles, openText } from '#features/open/open.ts';
import { policyFiles, policyPaste } from '#features/policy/receive.ts';
import { reviewFiles, reviewText } from '#features/review/receive.ts';
import type { Mode } from '#state/mode.ts';

interface Receiver {
  readonly invitation: string;
  readonly onFiles: (files: readonly File[]) => Promise<void>;
  readonly onText: (text: string) => Promise<void>;
}

export const receivers = {
  compose: {
    invitation: 'Drop it: a document, an annotation, a manifest, an entry, a disk image or a zip of ours',
    onFiles: openFiles,
    onText: openText,
  },
  review: {
    invitation: 'Drop it to review it: whatever it is, it is told what it is',
    onFiles: reviewFiles,
    onText: reviewText,
  },
  policy: {
    invitation: 'Drop it: a policy, a document that holds one, a manifest, or an image for the generator',
    onFiles: policyFiles,
    onText: policyPaste,
  },
  trustee: {
    invitation: 'Drop it: a document, an annotation, a manifest, a disk image or a zip of ours',
    onFiles: openFiles,
    onText: openText,
  },
} as const satisfies Record<Mode, Receiver>;
