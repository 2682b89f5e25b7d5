/**
 * What the person works on: one Init-Data document and one manifest. Inputs only; everything derived from them lives in
 * the analysis store. The document's text is changed by text edits alone, so that no other byte moves.
 */
import type { DocumentInput } from '#core/analysis/analysis.ts';
import type { Checked, Diagnostic, Fix } from '#core/diagnostics/diagnostic.ts';
import { editEntry, replaceEntry } from '#core/initdata/edit.ts';
import { outlineOf } from '#core/initdata/outline.ts';
import { applyEdits, differenceOf, replaceSpan, type TextEdit } from '#core/text/edit.ts';
import { createStore } from 'zustand/vanilla';
import { markKeystroke } from './timing.ts';

/** The state before a change that has a name, for undoing it. */
export interface Checkpoint {
  readonly label: string;
  readonly at: number;
  readonly document: DocumentInput;
  readonly manifest: string;
}

export interface Workspace {
  /** Names the stored document; a new one for each document that is opened. */
  readonly id: string;
  readonly name: string;
  readonly document: DocumentInput;
  readonly manifest: string;
  /** Which pod of the manifest carries the annotation. */
  readonly pod: number;
  readonly undoable: readonly Checkpoint[];
  readonly redoable: readonly Checkpoint[];
}

export interface OpenedDocument {
  readonly id?: string;
  readonly name: string;
  readonly document: DocumentInput;
  readonly manifest?: string;
  readonly pod?: number;
}

/** Documents may be megabytes: beyond this many characters the oldest checkpoints go first. */
const maxCheckpointCharacters = 64 * 1024 * 1024;

export const workspace = createStore<Workspace>()(() => ({
  id: crypto.randomUUID(),
  name: 'Untitled',
  document: { kind: 'text', text: '' },
  manifest: '',
  pod: 0,
  undoable: [],
  redoable: [],
}));

/** The document's text, or undefined while it is shown read-only because its bytes are not UTF-8. */
export function documentText(state: Workspace = workspace.getState()): string | undefined {
  return state.document.kind === 'text' ? state.document.text : undefined;
}

/** Makes another document the current one; the caller has seen to it that the present one is kept. */
export function openDocument({ id, name, document, manifest = '', pod = 0 }: OpenedDocument): void {
  workspace.setState({
    id: id ?? crypto.randomUUID(),
    name,
    document,
    manifest,
    pod,
    undoable: [],
    redoable: [],
  });
}

export function renameDocument(name: string): void {
  workspace.setState({ name });
}

export function choosePod(pod: number): void {
  workspace.setState({ pod });
}

/** Edits as typed in the document's own editor. */
export function editDocument(edits: readonly TextEdit[]): void {
  const text = documentText();
  if (text === undefined || edits.length === 0) return;
  markKeystroke();
  workspace.setState({ document: { kind: 'text', text: applyEdits(text, edits) } });
}

/** Edits as typed in the manifest's editor. */
export function editManifest(edits: readonly TextEdit[]): void {
  if (edits.length === 0) return;
  markKeystroke();
  workspace.setState({ manifest: applyEdits(workspace.getState().manifest, edits) });
}

/**
 * Edits as typed in the editor of one data entry, in terms of the entry's content.
 *
 * @returns why the content cannot be kept in the document; empty when it was
 */
export function editEntryContent(key: string, edits: readonly TextEdit[]): readonly Diagnostic[] {
  const text = documentText();
  if (text === undefined) return [];
  const { value, diagnostics } = editEntry(text, key, edits);
  if (value === undefined) return diagnostics;
  editDocument(value);
  return [];
}

/**
 * A change with a name, undone in one step.
 *
 * @returns why nothing was changed; empty when it was
 */
export function changeDocument(label: string, change: Checked<readonly TextEdit[]>): readonly Diagnostic[] {
  const text = documentText();
  if (text === undefined) return [];
  if (change.value === undefined) return change.diagnostics;
  if (change.value.length > 0) {
    keep(label);
    workspace.setState({ document: { kind: 'text', text: applyEdits(text, change.value) } });
  }
  return [];
}

/** The same for the content of one entry, such as a form field or a quick fix writes it. */
export function changeEntry(label: string, key: string, edits: readonly TextEdit[]): readonly Diagnostic[] {
  const text = documentText();
  return text === undefined ? [] : changeDocument(label, editEntry(text, key, edits));
}

/** Puts other content into an entry that exists, changing only what differs. */
export function changeEntryContent(label: string, key: string, content: string): readonly Diagnostic[] {
  const text = documentText();
  const entry =
    text === undefined ? undefined : outlineOf(text).entries.find((candidate) => candidate.key === key);
  if (text === undefined || entry === undefined) return [];
  const difference = differenceOf(entry.content, content);
  if (difference === undefined) return [];
  return changeDocument(label, replaceEntry(text, key, content));
}

export function replaceDocument(label: string, document: DocumentInput): void {
  keep(label);
  workspace.setState({ document });
}

export function changeManifest(label: string, edits: readonly TextEdit[]): void {
  if (edits.length === 0) return;
  keep(label);
  workspace.setState({ manifest: applyEdits(workspace.getState().manifest, edits) });
}

export function replaceManifest(label: string, manifest: string): void {
  changeManifest(label, [replaceSpan({ from: 0, to: workspace.getState().manifest.length }, manifest)]);
  choosePod(0);
}

/** Applies a quick fix to the text that it belongs to. */
export function applyFix(fix: Fix): readonly Diagnostic[] {
  if (fix.source === 'manifest') {
    changeManifest(fix.title, fix.edits);
    return [];
  }
  if (fix.source.startsWith('entry:'))
    return changeEntry(fix.title, fix.source.slice('entry:'.length), fix.edits);
  return changeDocument(fix.title, { value: fix.edits, diagnostics: [] });
}

/** Takes the last named change back, with what was typed since; `redo` brings both again. */
export function undo(): Checkpoint | undefined {
  return travel('undoable', 'redoable');
}

export function redo(): Checkpoint | undefined {
  return travel('redoable', 'undoable');
}

function travel(from: 'undoable' | 'redoable', to: 'undoable' | 'redoable'): Checkpoint | undefined {
  const state = workspace.getState();
  const target = state[from].at(-1);
  if (target === undefined) return undefined;
  const { document, manifest } = state;
  workspace.setState({
    document: target.document,
    manifest: target.manifest,
    [from]: state[from].slice(0, -1),
    [to]: [...state[to], { label: target.label, at: Date.now(), document, manifest }],
  });
  return target;
}

function keep(label: string): void {
  const { document, manifest, undoable } = workspace.getState();
  const kept = [...undoable, { label, at: Date.now(), document, manifest }];
  let characters = kept.reduce((sum, checkpoint) => sum + sizeOf(checkpoint), 0);
  while (kept.length > 1 && characters > maxCheckpointCharacters) {
    const oldest = kept.shift();
    characters -= oldest === undefined ? 0 : sizeOf(oldest);
  }
  workspace.setState({ undoable: kept, redoable: [] });
}

function sizeOf({ document, manifest }: Checkpoint): number {
  return manifest.length + (document.kind === 'text' ? document.text.length : document.bytes.length);
}
