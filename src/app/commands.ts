/** Everything that can be done by name: the palette, the list of shortcuts and the keys all read this. */
import { documentCommands } from '#features/documents/commands.ts';
import { openCommands } from '#features/open/commands.ts';
import type { Command } from '#features/palette/command.ts';
import { offeredCommands } from '#features/palette/offered.ts';
import { reviewDocument } from '#features/review/receive.ts';
import { saveCommands } from '#features/save/commands.ts';
import { announce } from '#state/announcer.ts';
import { currentOutline } from '#state/outline.ts';
import { preferences, setPreferences } from '#state/preferences.ts';
import { modes } from '#state/mode.ts';
import { openDialog, showLower, showMode, showOutput, showTab, view, type OutputTab } from '#state/view.ts';
import { documentText, redo, undo, workspace } from '#state/workspace.ts';
import { modeWords } from './mode-words.ts';
import { cyclePanes, focusPane, type PaneName } from './panes.ts';

/** The shortcuts that other parts of the page show beside their controls. */
export const shortcuts = { palette: 'Mod+K', help: '?', nextPane: 'F6', previousPane: 'Shift+F6' } as const;

/** All commands of the mode on screen as of now: those for data entries come and go with the document. */
export function allCommands(): readonly Command[] {
  const { mode } = view.getState();
  const ofWorkspace =
    mode === 'review' ? [] : [...openCommands, ...documentCommands, ...saveCommands, ...changes];
  const ofCompose = mode === 'compose' ? places() : [];
  return [...ofWorkspace, ...ofCompose, ...offeredCommands(), ...goToMode, ...everywhere, ...settings];
}

const goToMode: readonly Command[] = modes.map((mode): Command => ({
  id: `mode-${mode}`,
  title: `Go to ${modeWords[mode].label}`,
  section: 'Go to',
  shortcut: modeWords[mode].shortcut,
  keywords: modeWords[mode].keywords,
  run: () => {
    showMode(mode);
  },
}));

const everywhere: readonly Command[] = [
  {
    id: 'palette',
    title: 'Show all commands',
    section: 'Everywhere',
    shortcut: shortcuts.palette,
    run: () => {
      openDialog('palette');
    },
  },
  {
    id: 'next-pane',
    title: 'Go to the next pane',
    section: 'Everywhere',
    shortcut: shortcuts.nextPane,
    run: () => {
      cyclePanes(1);
    },
  },
  {
    id: 'previous-pane',
    title: 'Go to the pane before',
    section: 'Everywhere',
    shortcut: shortcuts.previousPane,
    run: () => {
      cyclePanes(-1);
    },
  },
  {
    id: 'shortcuts',
    title: 'Show keyboard shortcuts',
    section: 'Everywhere',
    shortcut: shortcuts.help,
    keywords: 'keys help',
    run: () => {
      openDialog('shortcuts');
    },
  },
  {
    id: 'privacy',
    title: 'Show privacy, and its proof',
    section: 'Everywhere',
    keywords: 'network requests policy csp phone home offline',
    run: () => {
      openDialog('privacy');
    },
  },
  {
    id: 'preferences',
    title: 'Open preferences',
    section: 'Everywhere',
    keywords: 'settings options release cococtl',
    run: () => {
      openDialog('preferences');
    },
  },
];

function places(): readonly Command[] {
  const text = documentText();
  const keys = text === undefined ? [] : currentOutline(text).entries.map((entry) => entry.key);
  const edit = (tab: Parameters<typeof showTab>[0], title: string): Command => ({
    id: `edit-${tab}`,
    title: `Edit ${title}`,
    section: 'Go to',
    keywords: 'open tab file',
    run: () => {
      showTab(tab);
      afterRender('editor');
    },
  });
  const output = (tab: OutputTab, title: string): Command => ({
    id: `output-${tab}`,
    title: `Show the ${title}`,
    section: 'Go to',
    keywords: 'output copy',
    run: () => {
      showOutput(tab);
      afterRender('outputs');
    },
  });
  return [
    ...[...new Set(keys)].map((key) => edit(`entry:${key}`, key)),
    edit('initdata', 'initdata.toml'),
    edit('manifest', 'the pod manifest'),
    output('digest', 'digest'),
    output('annotation', 'annotation'),
    output('pod', 'annotated pod'),
    output('trustee', 'claim and policy for Trustee'),
    {
      id: 'review-document',
      title: 'Review this document',
      section: 'Go to',
      keywords: 'check approve report share compare',
      run: () => void reviewDocument(),
    },
    lower('problems', 'Show the problems'),
    lower('form', 'Show the quick form'),
  ];
}

function lower(tab: 'problems' | 'form', title: string): Command {
  return {
    id: `lower-${tab}`,
    title,
    section: 'Go to',
    keywords: 'findings errors risks',
    run: () => {
      showLower(tab);
      afterRender('problems');
    },
  };
}

/** A pane that a command has just brought on screen exists after the next render. */
function afterRender(pane: PaneName): void {
  setTimeout(() => focusPane(pane));
}

const changes: readonly Command[] = [
  {
    id: 'undo',
    title: 'Undo the last change made for you',
    section: 'Change',
    keywords: 'quick fix form back',
    enabled: () => workspace.getState().undoable.length > 0,
    run: () => {
      const undone = undo();
      if (undone !== undefined) announce(`Undone: ${undone.label}`);
    },
  },
  {
    id: 'redo',
    title: 'Redo the change that was undone',
    section: 'Change',
    enabled: () => workspace.getState().redoable.length > 0,
    run: () => {
      const redone = redo();
      if (redone !== undefined) announce(`Done again: ${redone.label}`);
    },
  },
];

const settings: readonly Command[] = [
  ...(['system', 'light', 'dark'] as const).map((theme): Command => ({
    id: `theme-${theme}`,
    title: { system: 'Theme as the system', light: 'Light theme', dark: 'Dark theme' }[theme],
    section: 'Settings',
    keywords: 'colour appearance mode',
    enabled: () => preferences.getState().theme !== theme,
    run: () => {
      setPreferences({ theme });
    },
  })),
  {
    id: 'editor-plain',
    title: 'Use plain text areas',
    section: 'Settings',
    keywords: 'monaco editor screen reader accessibility',
    enabled: () => preferences.getState().editor !== 'plain',
    run: () => {
      setPreferences({ editor: 'plain' });
    },
  },
  {
    id: 'editor-monaco',
    title: 'Use the code editor',
    section: 'Settings',
    keywords: 'monaco text area',
    enabled: () => preferences.getState().editor !== 'monaco',
    run: () => {
      setPreferences({ editor: 'monaco' });
    },
  },
];
