import type { Diagnostic, Fix } from '#core/diagnostics/diagnostic.ts';
import type { TextEdit } from '#core/text/edit.ts';
import { TextEditor } from '#editor/TextEditor.tsx';
import type { EditorHandle, TextEditorProps } from '#editor/text-editor-props.ts';
import { announce } from '#state/announcer.ts';
import { finishReveal, view, type EditorTab } from '#state/view.ts';
import { applyFix, editDocument, editManifest, workspace } from '#state/workspace.ts';
import { Banner } from '#ui/Banner.tsx';
import { Button } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { Refusal } from '../common/Refusal.tsx';
import { labelOfSource, languageOf } from '../common/sources.ts';
import { useTheme } from '../common/use-theme.ts';
import { isUntouched } from '../welcome/untouched.ts';
import { Welcome } from '../welcome/Welcome.tsx';
import styles from './EditorArea.module.css';
import { MissingEntry } from './MissingEntry.tsx';
import { StarterManifest } from './StarterManifest.tsx';
import { lossyText, type EditedText } from './tabs.ts';
import { useAssist } from './use-assist.ts';
import { useDiagnostics } from './use-diagnostics.ts';
import { useEntryDraft } from './use-entry-draft.ts';
import { useCodeEditor } from './uses-code-editor.ts';

/** What a mode knows better than the analysis of the whole document does, and what else it wants of the editor. */
export type EditorExtras = Partial<Pick<TextEditorProps, 'diagnostics' | 'marks' | 'onCursor'>>;

const none: EditorExtras = {};

/** The editor of one tab, with what stands in the way of editing above it. */
export function EditedFile({
  documentId,
  tab,
  edited,
  extras = none,
}: {
  readonly documentId: string;
  readonly tab: EditorTab;
  readonly edited: EditedText;
  readonly extras?: EditorExtras;
}) {
  const editor = useRef<EditorHandle>(null);
  const diagnostics = useDiagnostics(tab);
  const plain = !useCodeEditor();
  const theme = useTheme();
  const manifest = useStore(workspace, (state) => state.manifest);
  const assist = useAssist(tab);
  const [refused, setRefused] = useState<readonly Diagnostic[]>([]);
  const entry = useEntryDraft(edited.kind === 'entry' ? edited.key : undefined);
  useReveal(tab, editor, edited.kind !== 'missing');

  if (edited.kind === 'missing') return <MissingEntry key={edited.key} name={edited.key} />;
  const isNew = edited.kind === 'document' && isUntouched(edited.text, manifest);
  const unreadable = edited.kind === 'entry' && !edited.entry.closed;
  const fix = (chosen: Fix) => {
    const reasons = applyFix(chosen);
    setRefused(reasons);
    announce(reasons.length === 0 ? `Done: ${chosen.title}` : 'The fix was not applied');
  };
  return (
    <div className={styles.file}>
      {edited.kind === 'bytes' && (
        <Banner tone="risk" title="This document is not UTF-8, so it cannot be edited">
          Bytes that are not text are shown as “�”. Digests, annotation and image are made from the exact
          bytes; the runtimes and the guest refuse such a document.
        </Banner>
      )}
      {unreadable && (
        <Banner tone="error" title={`The end of ${edited.key} was not found in the document`}>
          Its string has no closing quotes. Mend it in initdata.toml; what is shown here is as far as could be
          told.
        </Banner>
      )}
      {entry.draft !== undefined && (
        <Banner
          tone="error"
          title="This text is not in the document yet"
          actions={
            <Button size="small" onClick={entry.discard}>
              Go back to what the document has
            </Button>
          }
        >
          {entry.draft.reasons.map(({ message, hint }) => (
            <p key={message}>
              {message} {hint}
            </p>
          ))}
        </Banner>
      )}
      <Refusal
        title="The fix was not applied"
        diagnostics={refused}
        onDismiss={() => {
          setRefused([]);
        }}
      />
      {edited.kind === 'manifest' && edited.text === '' && <StarterManifest />}
      <div className={classes(styles.editor, isNew && styles.brief)}>
        <TextEditor
          ref={editor}
          id={`${documentId}:${tab}`}
          language={languageOf(tab)}
          label={`Editor of ${labelOfSource(tab)}`}
          text={entry.draft?.text ?? textOf(edited)}
          readOnly={edited.kind === 'bytes' || unreadable}
          diagnostics={diagnostics}
          onEdit={(edits: readonly TextEdit[], before: string) => {
            if (edited.kind === 'entry') entry.edit(edits, before);
            else if (edited.kind === 'manifest') editManifest(edits);
            else if (edited.kind === 'document') editDocument(edits);
          }}
          onFix={fix}
          assist={assist}
          plain={plain}
          measured={tab !== 'manifest'}
          theme={theme}
          {...extras}
        />
      </div>
      {isNew && <Welcome />}
    </div>
  );
}

function textOf(edited: Exclude<EditedText, { readonly kind: 'missing' }>): string {
  switch (edited.kind) {
    case 'document':
    case 'manifest':
      return edited.text;
    case 'entry':
      return edited.entry.content;
    case 'bytes':
      return lossyText(edited.bytes);
  }
}

/** Shows the place that another panel asked for, once the editor of its text is there. */
function useReveal(tab: EditorTab, editor: { readonly current: EditorHandle | null }, ready: boolean): void {
  const reveal = useStore(view, (state) => state.reveal);
  useEffect(() => {
    if (reveal?.source !== tab || !ready) return;
    editor.current?.reveal(reveal.span);
    finishReveal();
  }, [reveal, tab, ready, editor]);
}
