import { announce } from '#state/announcer.ts';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import styles from './MonacoEditor.module.css';
import { monaco } from './monaco.ts';

const isMac = /mac/i.test(navigator.userAgent);
const keys = isMac ? '⌃⇧M' : 'Ctrl+M';
const spokenKeys = isMac ? 'Control Shift M' : 'Control M';

let wasSpoken = false;

/** How to leave the editor by keyboard, since Tab indents there: on screen while it has the focus, spoken the first time. */
export function EscapeHint({ editor }: { readonly editor: monaco.editor.IStandaloneCodeEditor | undefined }) {
  const isFocused = useFocus(editor);
  const tabLeaves = useTabLeaves(editor);

  useEffect(() => {
    if (!isFocused || wasSpoken) return;
    wasSpoken = true;
    announce(`Press ${spokenKeys}, then Tab, to leave the editor.`);
  }, [isFocused]);

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

function useFocus(editor: monaco.editor.IStandaloneCodeEditor | undefined): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const listeners = [editor?.onDidFocusEditorText(onChange), editor?.onDidBlurEditorText(onChange)];
      return () => {
        for (const listener of listeners) listener?.dispose();
      };
    },
    [editor],
  );
  return useSyncExternalStore(subscribe, () => editor?.hasTextFocus() ?? false);
}

/** Whether Tab moves on, and the keys that change it: Monaco's own action keeps its state where nothing can show it. */
function useTabLeaves(editor: monaco.editor.IStandaloneCodeEditor | undefined): boolean {
  const { tabFocusMode } = monaco.editor.EditorOption;
  useEffect(() => {
    const { KeyCode, KeyMod } = monaco;
    const action = editor?.addAction({
      id: 'studio.toggleTab',
      label: 'Switch whether Tab leaves the editor',
      keybindings: [isMac ? KeyMod.WinCtrl | KeyMod.Shift | KeyCode.KeyM : KeyMod.CtrlCmd | KeyCode.KeyM],
      run: () => {
        const leaves = editor.getOption(tabFocusMode);
        editor.updateOptions({ tabFocusMode: !leaves });
        announce(leaves ? 'Tab indents.' : 'Tab leaves the editor.');
      },
    });
    return () => action?.dispose();
  }, [editor, tabFocusMode]);

  const subscribe = useCallback(
    (onChange: () => void) => {
      const listener = editor?.onDidChangeConfiguration(onChange);
      return () => listener?.dispose();
    },
    [editor],
  );
  return useSyncExternalStore(subscribe, () => editor?.getOption(tabFocusMode) ?? false);
}
