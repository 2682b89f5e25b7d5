import { announce } from '#state/announcer.ts';
import { useEffect, useState } from 'react';
import styles from './MonacoEditor.module.css';
import { monaco } from './monaco.ts';

const isMac = /mac/i.test(navigator.userAgent);
const keys = isMac ? '⌃⇧M' : 'Ctrl+M';
const spokenKeys = isMac ? 'Control Shift M' : 'Control M';

let wasSpoken = false;

/** How to leave the editor by keyboard, since Tab indents there: on screen while it has the focus, spoken the first time. */
export function EscapeHint({ editor }: { readonly editor: monaco.editor.IStandaloneCodeEditor | undefined }) {
  const [isFocused, setFocused] = useState(false);
  const [tabLeaves, setTabLeaves] = useState(false);

  useEffect(() => {
    if (editor === undefined) return undefined;
    const { tabFocusMode } = monaco.editor.EditorOption;
    const show = (): void => {
      setFocused(true);
      if (!wasSpoken) announce(`Press ${spokenKeys}, then Tab, to leave the editor.`);
      wasSpoken = true;
    };
    if (editor.hasTextFocus()) show();
    const listeners = [
      editor.onDidFocusEditorText(show),
      editor.onDidBlurEditorText(() => {
        setFocused(false);
      }),
      editor.onDidChangeConfiguration((event) => {
        if (event.hasChanged(tabFocusMode)) setTabLeaves(editor.getOption(tabFocusMode));
      }),
    ];
    return () => {
      for (const listener of listeners) listener.dispose();
    };
  }, [editor]);

  return (
    <p className={styles['hint']} data-shown={isFocused}>
      {tabLeaves ? (
        <>
          Tab leaves the editor. <kbd>{keys}</kbd> lets it indent again.
        </>
      ) : (
        <>
          <kbd>{keys}</kbd> then <kbd>Tab</kbd> leaves the editor.
        </>
      )}
    </p>
  );
}
