import type { Assist } from '#editor/text-editor-props.ts';
import type { EditorTab } from '#state/view.ts';
import { useEffect, useState } from 'react';

/** Completion and hover for a tab, from the moment they are loaded. */
export function useAssist(tab: EditorTab): Assist | undefined {
  const [assistFor, setAssistFor] = useState<(tab: EditorTab) => Assist | undefined>();
  useEffect(() => {
    let isWanted = true;
    void import('./assist.ts').then((loaded) => {
      if (isWanted) setAssistFor(() => loaded.assistFor);
    });
    return () => {
      isWanted = false;
    };
  }, []);
  return assistFor?.(tab);
}
