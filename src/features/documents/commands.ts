import { continueInCopy } from '#state/documents.ts';
import { openDialog } from '#state/view.ts';
import type { Command } from '../palette/command.ts';
import { startNewDocument } from './new-document.ts';

const section = 'Documents';

export const documentCommands: readonly Command[] = [
  { id: 'new-document', title: 'New document', section, run: () => void startNewDocument() },
  {
    id: 'documents',
    title: 'Documents and storage…',
    section,
    keywords: 'rename delete forget private session',
    run: () => {
      openDialog('documents');
    },
  },
  { id: 'copy-document', title: 'Continue in a copy', section, keywords: 'duplicate', run: continueInCopy },
];
