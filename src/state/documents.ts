/**
 * Keeps the current document in this browser: saves shortly after each change, opens, copies and forgets documents. Every
 * refusal of the storage is shown in `session.saving`, and the text stays in the page whatever happens.
 */
import { announce } from './announcer.ts';
import { forgetAllBeside, forgetBeside } from './beside-document.ts';
import { holdDocument, takeOver, type LockState } from './document-lock.ts';
import { session, setSaving } from './session.ts';
import {
  deleteAllDocuments,
  deleteDocument,
  loadDocument,
  listDocuments,
  saveDocument,
  type DocumentSummary,
  type StoredDocument,
} from './stored-documents.ts';
import {
  openDocument,
  replaceDocument,
  workspace,
  type OpenedDocument,
  type Workspace,
} from './workspace.ts';

const saveAfterMilliseconds = 400;

let timer: ReturnType<typeof setTimeout> | undefined;
let lock: LockState = 'held';
/** A document that nobody has touched is not worth a line in the list. */
let touched = false;

/**
 * Opens what was saved last, or `first` when there is nothing, and saves from then on; call once.
 */
export async function startSaving(first: OpenedDocument): Promise<void> {
  const stored = session.getState().isPrivate ? undefined : await latestDocument();
  openDocument(stored ?? first);
  touched = stored !== undefined;
  hold();
  workspace.subscribe((now, before) => {
    if (now.id !== before.id) hold();
    else if (isSameContent(now, before)) return;
    touched = true;
    scheduleSave();
  });
  addEventListener('pagehide', () => void saveNow());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void saveNow();
  });
}

/** Saves what is unsaved and then makes another document the current one; what could not be saved is an undo step away. */
export async function switchTo(opened: OpenedDocument): Promise<void> {
  await saveNow();
  openDocument(opened, isKept());
}

export async function openStored(id: string): Promise<boolean> {
  await saveNow();
  const stored = await loadDocument(id).catch(failed);
  if (stored === undefined) return false;
  openDocument(stored, isKept());
  return true;
}

/** What is kept beside the document was changed: from now on the document is worth keeping as well. */
export function keepDocument(): void {
  if (touched) return;
  touched = true;
  scheduleSave();
}

/** Goes on in a copy of the current document, such as when another tab has the original. */
export function continueInCopy(): void {
  const { name, document, manifest, pod } = workspace.getState();
  openDocument({ name: `${name} (copy)`, document, manifest, pod });
  touched = true;
  scheduleSave();
}

/** Takes the document from the other tab. What that tab had saved is kept as an undo step here. */
export async function takeOverDocument(): Promise<void> {
  const { id, document } = workspace.getState();
  const saved = await loadDocument(id).catch(failed);
  takeOver(id, onLock);
  if (saved === undefined || saved.document === document) return;
  replaceDocument('Took over from the other tab', saved.document);
  replaceDocument('Kept this tab’s text', document);
}

export async function forget(id: string): Promise<void> {
  forgetBeside(id);
  await deleteDocument(id).catch(failed);
}

/** Deletes every document from this browser; the one on screen stays on screen, unsaved until it is touched. */
export async function forgetAll(): Promise<void> {
  clearTimeout(timer);
  forgetAllBeside();
  await deleteAllDocuments().catch(failed);
  touched = false;
  setSaving(session.getState().isPrivate ? { kind: 'private' } : { kind: 'pending' });
  announce('All documents were deleted from this browser.');
}

export async function storedDocuments(): Promise<readonly DocumentSummary[]> {
  return (await listDocuments().catch(failed)) ?? [];
}

export function setPrivateSession(isPrivate: boolean): void {
  session.setState({ isPrivate, saving: isPrivate ? { kind: 'private' } : { kind: 'pending' } });
  if (isPrivate) clearTimeout(timer);
  else scheduleSave();
}

/** Resolves when the current text is stored or was refused; never rejects. */
export async function saveNow(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  if (!touched || session.getState().isPrivate || lock === 'elsewhere') return;
  const { id, name, document, manifest, pod } = workspace.getState();
  const stored: StoredDocument = { id, name, document, manifest, pod };
  const at = Date.now();
  try {
    await saveDocument(stored, at);
    if (timer === undefined && !session.getState().isPrivate) setSaving({ kind: 'saved', at });
  } catch (error) {
    failed(error);
  }
}

/** False in a private session, where the storage refuses, and while another tab has the document. */
function isKept(): boolean {
  return !touched || session.getState().saving.kind === 'saved';
}

async function latestDocument(): Promise<StoredDocument | undefined> {
  const [latest] = await storedDocuments();
  return latest === undefined ? undefined : loadDocument(latest.id).catch(failed);
}

function scheduleSave(): void {
  if (session.getState().isPrivate || lock === 'elsewhere') return;
  setSaving({ kind: 'pending' });
  clearTimeout(timer);
  timer = setTimeout(() => void saveNow(), saveAfterMilliseconds);
}

function hold(): void {
  lock = 'held';
  holdDocument(workspace.getState().id, onLock);
}

function onLock(state: LockState): void {
  lock = state;
  if (session.getState().isPrivate) return;
  if (state === 'elsewhere') setSaving({ kind: 'elsewhere' });
  else if (touched) scheduleSave();
}

function failed(error: unknown): undefined {
  const name = error instanceof Error ? error.name : '';
  const reason = error instanceof Error ? error.message || error.name : String(error);
  setSaving({ kind: 'failed', reason, cause: name === 'QuotaExceededError' ? 'full' : 'blocked' });
  return undefined;
}

function isSameContent(a: Workspace, b: Workspace): boolean {
  return a.document === b.document && a.manifest === b.manifest && a.name === b.name && a.pod === b.pod;
}
