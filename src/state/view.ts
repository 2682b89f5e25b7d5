/** What the person looks at: tabs, panes and dialogs. Never part of a document; the page keeps tab and output in the address. */
import type { SourceName } from '#core/diagnostics/diagnostic.ts';
import type { Span } from '#core/text/span.ts';
import { createStore } from 'zustand/vanilla';
import type { Mode } from './mode.ts';

/** A text that can be edited: one data entry, the document that holds them all, or the manifest. */
export type EditorTab = Extract<SourceName, 'initdata' | 'manifest' | `entry:${string}`>;

export const outputTabs = ['digest', 'annotation', 'pod', 'trustee'] as const;
export type OutputTab = (typeof outputTabs)[number];

/** What lies below the editor. */
export const lowerTabs = ['problems', 'form'] as const;
export type LowerTab = (typeof lowerTabs)[number];

export type DialogName =
  'starters' | 'documents' | 'privacy' | 'preferences' | 'shortcuts' | 'palette' | 'share';

/** A place that an editor is asked to show; `count` tells two requests for the same place apart. */
export interface Reveal {
  readonly source: EditorTab;
  readonly span: Span;
  readonly count: number;
}

export interface View {
  readonly mode: Mode;
  readonly tab: EditorTab;
  readonly output: OutputTab;
  readonly lower: LowerTab;
  /** Grows with each request for a lower tab, so that one for the tab that is chosen already is heard as well. */
  readonly lowerRequests: number;
  /** The outputs as a drawer over the editor, where the window is too narrow for a third column. */
  readonly drawerOpen: boolean;
  readonly dialog: DialogName | undefined;
  readonly reveal: Reveal | undefined;
}

export const view = createStore<View>()(() => ({
  mode: 'compose',
  tab: 'initdata',
  output: 'digest',
  lower: 'problems',
  lowerRequests: 0,
  drawerOpen: false,
  dialog: undefined,
  reveal: undefined,
}));

export function showMode(mode: Mode): void {
  view.setState({ mode });
}

export function showTab(tab: EditorTab): void {
  view.setState({ tab });
}

/** Shows an output of Compose, in the drawer where there is one. */
export function showOutput(output: OutputTab): void {
  view.setState({ mode: 'compose', output, drawerOpen: true });
}

export function showLower(lower: LowerTab): void {
  view.setState(({ lowerRequests }) => ({ lower, lowerRequests: lowerRequests + 1 }));
}

export function setDrawerOpen(drawerOpen: boolean): void {
  view.setState({ drawerOpen });
}

export function openDialog(dialog: DialogName): void {
  view.setState({ dialog });
}

export function closeDialog(): void {
  view.setState({ dialog: undefined });
}

function isEditorTab(source: SourceName): source is EditorTab {
  return source === 'initdata' || source === 'manifest' || source.startsWith('entry:');
}

/** Opens the editor of a text and selects a place in it. */
export function revealPlace(source: SourceName, span: Span): void {
  if (!isEditorTab(source)) return;
  view.setState(({ reveal }) => ({
    tab: source,
    reveal: { source, span, count: (reveal?.count ?? 0) + 1 },
  }));
}

/** Called by the editor that has shown the place. */
export function finishReveal(): void {
  view.setState({ reveal: undefined });
}
