import { clearReview, currentReview, reviewStore } from '#state/review.ts';
import { openComparing } from '#state/comparing.ts';
import { openDialog } from '#state/view.ts';
import type { Command } from '../palette/command.ts';
import { copyReport, saveReport } from './give-report.ts';
import { pickFiles } from './picker.ts';
import { focusSoon } from './review-view.ts';
import { openIn, saveDocument, saveFiles } from './take-on.ts';

const section = 'Review';

const hasReview = () => currentReview() !== undefined;
const hasDocument = () => currentReview()?.subject?.document !== undefined;

/** One key, when nothing is being written: the report goes into a pull request. */
export const copyKey = 'm';

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
      id: 'review-copy',
      title: 'Copy the report as Markdown',
      section,
      shortcut: copyKey,
      keywords: 'pull request',
      enabled: hasReview,
      run: () => {
        if (review !== undefined) void copyReport(review);
      },
    },
    ...(['markdown', 'json', 'sarif'] as const).map((form): Command => ({
      id: `review-report-${form}`,
      title: `Save the report as ${{ markdown: 'Markdown', json: 'JSON', sarif: 'SARIF' }[form]}`,
      section,
      keywords: 'download',
      enabled: hasReview,
      run: () => {
        if (review !== undefined) void saveReport(review, form);
      },
    })),
    {
      id: 'review-print',
      title: 'Print the review',
      section,
      enabled: hasReview,
      run: () => {
        globalThis.print();
      },
    },
    {
      id: 'review-share',
      title: 'Share this review by a link…',
      section,
      keywords: 'send url passphrase',
      enabled: hasReview,
      run: () => {
        openDialog('share');
      },
    },
    {
      id: 'review-compare',
      title: 'Compare with another one…',
      section,
      keywords: 'diff difference',
      enabled: hasDocument,
      run: () => {
        openComparing();
        focusSoon('review-compare');
      },
    },
    {
      id: 'review-compose',
      title: 'Open in Compose',
      section,
      keywords: 'edit take on',
      enabled: hasDocument,
      run: () => {
        if (review !== undefined) void openIn('compose', review);
      },
    },
    {
      id: 'review-policy',
      title: 'Open in Policy',
      section,
      keywords: 'workbench matrix simulate take on',
      enabled: () => currentReview()?.subject?.document?.policy !== undefined,
      run: () => {
        if (review !== undefined) void openIn('policy', review);
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
