/**
 * Monaco's models, one per text and kept while tabs switch, each with the stored text that it stands for. A model may
 * change in two ways only: a person edits it, and the parent is told in ranged edits; or the parent's text is another
 * one, and the model follows by the smallest edit, which can be undone like any other.
 */
import { differenceOf, type TextEdit } from '#core/text/edit.ts';
import { lineIndexOf } from '#core/text/line-index.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { StoredLines } from '../position-map.ts';
import { copyOf, sameShape, storedEdits, type StoredShape, type StoredText } from '../stored-edits.ts';
import {
  echoMilliseconds,
  receiveText,
  settleText,
  syncedTextOf,
  withOwnEdit,
  type SyncedText,
} from '../synced-text.ts';
import type { EditorLanguage, TextEditorProps } from '../text-editor-props.ts';
import { monaco } from './monaco.ts';
import { modelOptions } from './options.ts';

/** What the mounted component offers to the providers of its model. */
export interface ModelClient {
  readonly onEdit: TextEditorProps['onEdit'];
  readonly onFix: TextEditorProps['onFix'];
  readonly assist: TextEditorProps['assist'];
  readonly diagnostics: readonly Diagnostic[];
}

export interface KeptModel {
  readonly id: string;
  readonly model: monaco.editor.ITextModel;
  synced: SyncedText;
  view: monaco.editor.ICodeEditorViewState | null;
  client: ModelClient | undefined;
  /** Shapes by the model's alternative version, which an undo goes back to. */
  readonly shapes: Map<number, StoredShape>;
  /** True while the model follows the parent. */
  following: boolean;
  lines: { readonly of: StoredText; readonly value: StoredLines } | undefined;
  settling: ReturnType<typeof setTimeout> | undefined;
}

/** Enough for a long day of editing; beyond it the oldest undo steps give line breaks back in the usual kind only. */
const maxShapes = 10_000;

const kept = new Map<string, KeptModel>();

export function keptModel(id: string, language: EditorLanguage, text: string): KeptModel {
  const known = kept.get(id);
  if (known !== undefined && !known.model.isDisposed()) {
    if (known.model.getLanguageId() !== language) monaco.editor.setModelLanguage(known.model, language);
    return known;
  }
  const synced = syncedTextOf(text);
  const model = monaco.editor.createModel(copyOf(synced.stored), language, uriOf(id));
  // On Windows an empty model would break lines by CRLF; the copy always has LF.
  model.setEOL(monaco.editor.EndOfLineSequence.LF);
  model.updateOptions(modelOptions);
  const made: KeptModel = {
    id,
    model,
    synced,
    view: null,
    client: undefined,
    shapes: new Map(),
    following: false,
    lines: undefined,
    settling: undefined,
  };
  rememberShape(made);
  model.onDidChangeContent((event) => {
    if (!made.following) tellEdit(made, event);
  });
  kept.set(id, made);
  return made;
}

/** Who answers for the model while it is on screen. */
export function setClient(keeper: KeptModel, client: ModelClient | undefined): void {
  keeper.client = client;
}

export function keptModelOf(model: monaco.editor.ITextModel): KeptModel | undefined {
  for (const candidate of kept.values()) if (candidate.model === model) return candidate;
  return undefined;
}

/** Drops the models of every document but that of the text `id`, with their undo: a forgotten one stays nowhere. */
export function forgetOtherDocuments(id: string): void {
  for (const [other, { model, settling }] of kept) {
    if (documentOf(other) === documentOf(id)) continue;
    clearTimeout(settling);
    kept.delete(other);
    model.dispose();
  }
}

function documentOf(id: string): string {
  return id.split(':', 1)[0] ?? id;
}

/** One address for each id. Its last part is the name of the file: Monaco shows it beside places it points to. */
export function uriOf(id: string): monaco.Uri {
  const path = id.replaceAll('%', '%25').replaceAll('/', '%2F').replaceAll(':', '/');
  return monaco.Uri.from({ scheme: 'studio', path: `/${path}` });
}

/** The lines of the stored text, counted once per text. */
export function storedLinesOf(keeper: KeptModel): StoredLines {
  const { stored } = keeper.synced;
  if (keeper.lines?.of !== stored) {
    keeper.lines = { of: stored, value: { index: lineIndexOf(stored.text), bom: stored.shape.bom } };
  }
  return keeper.lines.value;
}

function tellEdit(keeper: KeptModel, event: monaco.editor.IModelContentChangedEvent): void {
  const before = keeper.synced.stored;
  const isHistory = event.isUndoing || event.isRedoing;
  const remembered = isHistory ? keeper.shapes.get(keeper.model.getAlternativeVersionId()) : undefined;
  const { edits, stored } = storedEdits(before, event.changes, remembered);
  keeper.synced = withOwnEdit(keeper.synced, stored, performance.now());
  rememberShape(keeper);
  if (edits.length === 0) return;
  const answer = tellClient(keeper, edits, before.text);
  clearTimeout(keeper.settling);
  // Not at once even when refused: Monaco is in the middle of its own change here. Otherwise the parent's text is the
  // truth once no newer one has come for a while after the last keystroke.
  const wait = answer === 'refused' ? 0 : 2 * echoMilliseconds;
  keeper.settling = setTimeout(() => {
    if (keeper.client !== undefined) follow(keeper, settleText(keeper.synced).synced);
  }, wait);
}

/** A mistake of the parent is reported like any other; Monaco, which calls us, would swallow it. */
function tellClient(
  { client }: KeptModel,
  edits: readonly TextEdit[],
  before: string,
): ReturnType<ModelClient['onEdit']> {
  try {
    return client?.onEdit(edits, before);
  } catch (error) {
    reportError(error);
    return 'refused';
  }
}

function rememberShape({ model, shapes, synced }: KeptModel): void {
  shapes.set(model.getAlternativeVersionId(), synced.stored.shape);
  const oldest = shapes.keys().next();
  if (shapes.size > maxShapes && oldest.done === false) shapes.delete(oldest.value);
}

/**
 * The parent gave a text. The model follows unless it is an echo of what was typed here.
 *
 * @param follower runs the change, such as with what must stay in view
 */
export function receive(keeper: KeptModel, text: string, follower: (change: () => void) => void): void {
  const { synced, edit } = receiveText(keeper.synced, text, performance.now());
  if (edit === undefined) keeper.synced = synced;
  else
    follower(() => {
      follow(keeper, synced);
    });
}

/** Brings the model to another stored text by one edit that can be undone. Does not tell the parent. */
export function follow(keeper: KeptModel, synced: SyncedText): void {
  const { model } = keeper;
  const before = keeper.synced.stored;
  keeper.synced = synced;
  if (before.text === synced.stored.text || model.isDisposed()) return;
  const edit = modelEdit(keeper, copyOf(synced.stored), sameShape(before.shape, synced.stored.shape));
  if (edit !== undefined) {
    const start = model.getPositionAt(edit.span.from);
    const end = model.getPositionAt(edit.span.to);
    keeper.following = true;
    try {
      model.pushStackElement();
      model.pushEditOperations(
        [],
        [{ range: monaco.Range.fromPositions(start, end), text: edit.insert }],
        () => null,
      );
      model.pushStackElement();
    } finally {
      keeper.following = false;
    }
  }
  rememberShape(keeper);
}

/**
 * The edit of the model's text. Where only line ends or the byte order mark differ, the model's text stays; its first
 * character is then replaced by itself, so that there is a step that can be undone.
 */
function modelEdit({ model }: KeptModel, copy: string, isShapeSame: boolean): TextEdit | undefined {
  const current = model.getValue();
  const edit = differenceOf(current, copy);
  if (edit !== undefined || isShapeSame || current === '') return edit;
  const first = String.fromCodePoint(current.codePointAt(0) ?? 0);
  return { span: { from: 0, to: first.length }, insert: first };
}
