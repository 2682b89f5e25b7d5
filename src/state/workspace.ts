/**
 * What the person works on: one Init-Data document and one manifest. Inputs only; everything derived from them lives in
 * the analysis store. The document's text is changed by text edits alone, so that no other byte moves.
 */
import type { DocumentInput } from '#core/analysis/analysis.ts';
import type { Checked, Diagnostic, Fix } from '#core/diagnostics/diagnostic.ts';
import { editEntry, replaceEntry } from '#core/initdata/edit.ts';
import { hexOf } from '#core/initdata/hex.ts';
import { outlineOf } from '#core/initdata/outline.ts';
import { applyEdits, differenceOf, replaceSpan, type TextEdit } from '#core/text/edit.ts';
import { createStore } from 'zustand/vanilla';
import { markKeystroke } from './timing.ts';

/** The texts at one moment. */
export type Texts = Pick<Workspace, 'document' | 'manifest'>;

/** A change that has a name, with the texts around it. */
export interface Checkpoint {
  readonly label: string;
  readonly at: number;
  readonly before: Texts;
  readonly after: Texts;
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

/** Not `randomUUID`: browsers have it on secure pages alone, and on others the studio opens too and says what is missing. */
function newId(): string {
  return hexOf(crypto.getRandomValues(new Uint8Array(16)));
}

export const workspace = createStore<Workspace>()(() => ({
  id: newId(),
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

/**
 * Makes another document the current one.
 *
 * @param isKept whether the present one is stored; where it is not, opening is a step that can be undone
 */
export function openDocument(
  { id, name, document, manifest = '', pod = 0 }: OpenedDocument,
  isKept = true,
): void {
  const state = workspace.getState();
  const step = {
    label: `Open ${name}`,
    at: Date.now(),
    before: textsOf(state),
    after: { document, manifest },
  };
  workspace.setState({
    id: id ?? newId(),
    name,
    document,
    manifest,
    pod,
    undoable: isKept ? [] : bounded([...state.undoable, step]),
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
    perform(label, { document: { kind: 'text', text: applyEdits(text, change.value) } });
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
  perform(label, { document });
}

export function changeManifest(label: string, edits: readonly TextEdit[]): void {
  if (edits.length === 0) return;
  perform(label, { manifest: applyEdits(workspace.getState().manifest, edits) });
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

/**
 * Goes back by one step: first to where typing began after the last named change, then to before that change.
 *
 * @returns the step that was taken back
 */
export function undo(): Checkpoint | undefined {
  const state = workspace.getState();
  const last = state.undoable.at(-1);
  if (last === undefined) return undefined;
  const now = textsOf(state);
  const typed = !areSame(now, last.after);
  const step = typed
    ? { label: `Typing after “${last.label}”`, at: Date.now(), before: last.after, after: now }
    : last;
  workspace.setState({
    ...step.before,
    undoable: typed ? state.undoable : state.undoable.slice(0, -1),
    redoable: [...state.redoable, step],
  });
  return step;
}

/** Takes the last undo back. What was typed since then is kept: one more undo returns to it. */
export function redo(): Checkpoint | undefined {
  const state = workspace.getState();
  const step = state.redoable.at(-1);
  if (step === undefined) return undefined;
  const before = textsOf(state);
  workspace.setState({
    ...step.after,
    undoable: bounded([...state.undoable, { ...step, before }]),
    redoable: state.redoable.slice(0, -1),
  });
  return step;
}

function perform(label: string, change: Partial<Texts>): void {
  const state = workspace.getState();
  const before = textsOf(state);
  const after = { ...before, ...change };
  const undoable = bounded([...state.undoable, { label, at: Date.now(), before, after }]);
  workspace.setState({ ...after, undoable, redoable: [] });
}

/** The latest checkpoints that fit; always at least one. */
function bounded(checkpoints: readonly Checkpoint[]): readonly Checkpoint[] {
  let characters = 0;
  const first = checkpoints.findLastIndex(({ before }) => {
    characters += lengthOf(before);
    return characters > maxCheckpointCharacters;
  });
  return checkpoints.slice(Math.min(first + 1, checkpoints.length - 1));
}

function textsOf({ document, manifest }: Workspace): Texts {
  return { document, manifest };
}

function areSame(a: Texts, b: Texts): boolean {
  return a.manifest === b.manifest && isSameDocument(a.document, b.document);
}

function isSameDocument(a: DocumentInput, b: DocumentInput): boolean {
  return a === b || (a.kind === 'text' && b.kind === 'text' && a.text === b.text);
}

function lengthOf({ document, manifest }: Texts): number {
  return manifest.length + (document.kind === 'text' ? document.text.length : document.bytes.length);
}
