import { openDialog } from '#state/view.ts';
import type { Command } from '../palette/command.ts';
import { pasteFromClipboard, pickFiles } from './picker.ts';

const section = 'Open';

export const openCommands: readonly Command[] = [
  {
    id: 'open-files',
    title: 'Open files…',
    section,
    shortcut: 'Mod+O',
    keywords: 'import load toml rego yaml image zip',
    run: pickFiles,
  },
  {
    id: 'open-clipboard',
    title: 'Open what is in the clipboard',
    section,
    keywords: 'paste annotation',
    run: () => void pasteFromClipboard(),
  },
  {
    id: 'starters',
    title: 'Starters…',
    section,
    keywords: 'examples templates documentation',
    run: () => {
      openDialog('starters');
    },
  },
];
