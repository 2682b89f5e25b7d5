import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { editorRange, storedOffset } from '../position-map.ts';
import type { EditorMark, TextEditorProps } from '../text-editor-props.ts';
import { keptModel, receive, setClient, storedLinesOf, type KeptModel } from './kept-models.ts';
import { markerOf } from './markers.ts';
import { monaco } from './monaco.ts';

type CodeEditor = monaco.editor.IStandaloneCodeEditor;

/** Shows the model of the text `id` in the editor, with cursor, selection and scroll as they were when it was last shown. */
export function useModel(editor: CodeEditor | undefined, props: TextEditorProps): KeptModel | undefined {
  const { id, language, text, onEdit, onFix, assist, diagnostics } = props;
  const [shown, setShown] = useState<KeptModel>();
  // Only a model that is made anew needs the text here; `useText` brings a known one there.
  const latestText = useRef(text);
  useLayoutEffect(() => {
    latestText.current = text;
  }, [text]);

  useLayoutEffect(() => {
    if (editor === undefined) return undefined;
    const kept = keptModel(id, language, latestText.current);
    if (editor.getModel() !== kept.model) {
      editor.setModel(kept.model);
      if (kept.view !== null) editor.restoreViewState(kept.view);
    }
    setShown(kept);
    return () => {
      kept.view = editor.saveViewState();
      setClient(kept, undefined);
    };
  }, [editor, id, language]);

  // While the id changes, one render still holds the model of the text before.
  const current = shown?.id === id ? shown : undefined;
  useLayoutEffect(() => {
    if (current !== undefined) setClient(current, { onEdit, onFix, assist, diagnostics });
  }, [current, onEdit, onFix, assist, diagnostics]);
  return current;
}

/** Brings the parent's text into the model unless it is an echo of what was typed here. */
export function useText(editor: CodeEditor | undefined, kept: KeptModel | undefined, text: string): void {
  useLayoutEffect(() => {
    if (editor === undefined || kept === undefined) return;
    receive(kept, text, (change) => {
      keepingView(editor, change);
    });
  }, [editor, kept, text]);
}

/** Changes the model from outside; the line at the top and the cursor stay where the person sees them. */
function keepingView(editor: CodeEditor, change: () => void): void {
  const model = editor.getModel();
  const top = editor.getVisibleRanges()[0]?.startLineNumber;
  if (model === null || top === undefined) {
    change();
    return;
  }
  const hidden = editor.getScrollTop() - editor.getTopForLineNumber(top);
  const mark = model.deltaDecorations([], [{ range: new monaco.Range(top, 1, top, 1), options: {} }]);
  change();
  const line = model.getDecorationRange(mark[0] ?? '')?.startLineNumber ?? top;
  model.deltaDecorations(mark, []);
  editor.setScrollTop(editor.getTopForLineNumber(line) + hidden);
}

/** Underlines findings. Between two analyses the underlines move along with the text. */
export function useMarkers(kept: KeptModel | undefined, diagnostics: readonly Diagnostic[]): void {
  useEffect(() => {
    if (kept === undefined || kept.model.isDisposed()) return;
    const lines = storedLinesOf(kept);
    const markers = diagnostics.map((finding) => markerOf(finding, lines, kept.model.uri));
    monaco.editor.setModelMarkers(kept.model, 'studio', markers);
  }, [kept, diagnostics]);
}

const noMarks: readonly EditorMark[] = [];

/** Sets off stretches of the text; they move along with what is typed until there are others. */
export function useMarks(
  kept: KeptModel | undefined,
  marks: readonly EditorMark[] = noMarks,
  classOf: (kind: EditorMark['kind']) => string,
): void {
  useEffect(() => {
    if (kept === undefined || marks.length === 0 || kept.model.isDisposed()) return undefined;
    const { model } = kept;
    const lines = storedLinesOf(kept);
    const decorations = marks.map(({ span, kind, words }) => ({
      range: editorRange(lines, span),
      options: {
        className: classOf(kind),
        stickiness: monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
        ...(words === undefined ? {} : { hoverMessage: { value: words } }),
      },
    }));
    const ids = model.deltaDecorations([], decorations);
    return () => {
      if (!model.isDisposed()) model.deltaDecorations(ids, []);
    };
  }, [kept, marks, classOf]);
}

/** Tells where the cursor is, in offsets of the stored text. */
export function useCursor(
  editor: CodeEditor | undefined,
  kept: KeptModel | undefined,
  onCursor: TextEditorProps['onCursor'],
): void {
  useEffect(() => {
    if (editor === undefined || kept === undefined || onCursor === undefined) return undefined;
    const listener = editor.onDidChangeCursorPosition(({ position }) => {
      const { lineNumber: line, column } = position;
      onCursor(storedOffset(storedLinesOf(kept), { line, column }));
    });
    return () => {
      listener.dispose();
    };
  }, [editor, kept, onCursor]);
}

/** Marks every line whose bytes are measured. */
export function useMeasuredGutter(kept: KeptModel | undefined, isMeasured: boolean, className: string): void {
  useEffect(() => {
    if (kept === undefined || !isMeasured) return undefined;
    const { model } = kept;
    const stickiness = monaco.editor.TrackedRangeStickiness.AlwaysGrowsWhenTypingAtEdges;
    const options = {
      isWholeLine: true,
      linesDecorationsClassName: className,
      stickiness,
    };
    const marks = model.deltaDecorations([], [{ range: model.getFullModelRange(), options }]);
    return () => {
      if (!model.isDisposed()) model.deltaDecorations(marks, []);
    };
  }, [kept, isMeasured, className]);
}
