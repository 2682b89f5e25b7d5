import { Editor } from '@monaco-editor/react';
import { useEffect, useImperativeHandle, useLayoutEffect, useMemo, useState, type Ref } from 'react';
import { editorRange } from '../position-map.ts';
import type { SyncedText } from '../synced-text.ts';
import type { EditorHandle, EditorMark, TextEditorProps } from '../text-editor-props.ts';
import { EscapeHint } from './EscapeHint.tsx';
import {
  follow,
  forgetOtherDocuments,
  keptModel,
  keptModelOf,
  receive,
  storedLinesOf,
  uriOf,
} from './kept-models.ts';
import styles from './MonacoEditor.module.css';
import { monaco } from './monaco.ts';
import { editorOptions, optionsFor } from './options.ts';
import { setUpMonaco } from './set-up.ts';
import { defineTheme, useThemeName } from './theme.ts';
import { useCursor, useMarkers, useMarks, useMeasuredGutter, useModel, useText } from './use-model.ts';

/** What the text area had when Monaco was ready to take its place; the selection in offsets of the editor's copy. */
export interface Handover {
  readonly synced: SyncedText;
  readonly selection: readonly [from: number, to: number];
  readonly scrollTop: number;
  readonly isFocused: boolean;
}

export interface MonacoEditorProps extends TextEditorProps {
  /** Called once, when Monaco can be typed into. It calls `accept` at once or later; from then on Monaco is the editor. */
  readonly onReady: (accept: (handover: Handover) => void) => void;
  readonly ref?: Ref<EditorHandle>;
}

/**
 * Monaco for one text at a time. `@monaco-editor/react` mounts it and nothing more: models, their texts and their view
 * states are ours, since that package would set and read whole values, which are not byte-exact.
 */
export function MonacoEditor(props: MonacoEditorProps) {
  const {
    id,
    language,
    label,
    text,
    readOnly = false,
    diagnostics,
    measured = false,
    marks,
    onCursor,
    theme,
    onReady,
    ref,
  } = props;
  const [editor, setEditor] = useState<monaco.editor.IStandaloneCodeEditor>();
  const [first] = useState({ id, language, text });

  const themeName = useThemeName(theme);
  useLayoutEffect(() => {
    defineTheme(theme);
  }, [theme]);

  const kept = useModel(editor, props);
  useText(editor, kept, text);
  useMarkers(kept, diagnostics);
  useMarks(kept, marks, markClass);
  useCursor(editor, kept, onCursor);
  // After the editor has turned to the new model: one that is shown must not be taken away.
  useEffect(() => {
    forgetOtherDocuments(id);
  }, [id]);
  useMeasuredGutter(kept, measured, styles['measured'] ?? '');

  // Not before the model has someone to tell its edits to.
  const isReady = editor !== undefined && kept !== undefined;
  useLayoutEffect(() => {
    if (!isReady) return;
    onReady((handover) => {
      takeOver(editor, handover);
    });
  }, [editor, isReady, onReady]);

  useImperativeHandle(
    ref,
    () => ({
      focus: () => editor?.focus(),
      reveal: (span) => {
        const model = editor?.getModel() ?? null;
        const shown = model === null ? undefined : keptModelOf(model);
        if (editor === undefined || shown === undefined) return;
        // Right after a switch of tabs the model may still be at the text that it was left with.
        receive(shown, text, (change) => {
          change();
        });
        const range = editorRange(storedLinesOf(shown), span);
        editor.setSelection(range);
        editor.revealRangeInCenterIfOutsideViewport(range);
        editor.focus();
      },
    }),
    [editor, text],
  );

  const options = useMemo(
    () => ({
      ...editorOptions,
      ...optionsFor(language),
      ariaLabel: label,
      readOnly,
      readOnlyMessage: { value: 'This text can be read but not changed here.' },
    }),
    [language, label, readOnly],
  );

  return (
    <div className={styles['frame']}>
      <div className={styles['host']}>
        <Editor
          path={uriOf(first.id).toString()}
          keepCurrentModel
          saveViewState={false}
          theme={themeName}
          loading={null}
          options={options}
          beforeMount={() => {
            setUpMonaco();
            defineTheme(theme);
            keptModel(first.id, first.language, first.text);
          }}
          onMount={(mounted: monaco.editor.IStandaloneCodeEditor) => {
            setEditor(mounted);
          }}
        />
      </div>
      <EscapeHint editor={editor} />
    </div>
  );
}

function markClass(kind: EditorMark['kind']): string {
  return styles[kind] ?? '';
}

/** Puts what the text area had into Monaco; all in one go, so that no keystroke falls between the two. */
function takeOver(
  editor: monaco.editor.IStandaloneCodeEditor,
  { synced, selection, scrollTop, isFocused }: Handover,
): void {
  const model = editor.getModel();
  const kept = model === null ? undefined : keptModelOf(model);
  if (kept === undefined) return;
  follow(kept, synced);
  const [from, to] = selection;
  editor.setSelection(
    monaco.Range.fromPositions(kept.model.getPositionAt(from), kept.model.getPositionAt(to)),
  );
  editor.setScrollTop(scrollTop);
  if (isFocused) editor.focus();
}
