import { clearReview, currentReview, reviewStore } from '#state/review.ts';
import type { Command } from '../palette/command.ts';
import { pickFiles } from './picker.ts';
import { openInCompose, saveDocument, saveFiles } from './take-on.ts';

const section = 'Review';

const hasDocument = () => currentReview()?.subject?.document !== undefined;

/** What can be done by name while Review is open. */
export function reviewCommands(): readonly Command[] {
  const review = currentReview();
  return [
    {
      id: 'review-file',
      title: 'Choose a file to review…',
      section,
      shortcut: 'Mod+O',
      keywords: 'open paste drop',
      run: pickFiles,
    },
    {
      id: 'review-clear',
      title: 'Review something else',
      section,
      keywords: 'new empty clear paste',
      enabled: () => reviewStore.getState().paste !== undefined,
      run: clearReview,
    },
    {
      id: 'review-compose',
      title: 'Open in Compose',
      section,
      keywords: 'edit take on',
      enabled: hasDocument,
      run: () => {
        if (review !== undefined) void openInCompose(review);
      },
    },
    {
      id: 'review-save',
      title: 'Save initdata.toml',
      section,
      shortcut: 'Mod+S',
      keywords: 'download',
      enabled: hasDocument,
      run: () => {
        if (review !== undefined) saveDocument(review);
      },
    },
    {
      id: 'review-save-files',
      title: 'Save its files',
      section,
      keywords: 'download policy aa cdh',
      enabled: hasDocument,
      run: () => {
        if (review !== undefined) saveFiles(review);
      },
    },
  ];
}
