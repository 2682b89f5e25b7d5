import { outlineOf } from '#core/initdata/outline.ts';
import { policyTab } from '#state/policy-text.ts';
import { putCursorOn } from '#state/policy-view.ts';
import { workspace } from '#state/workspace.ts';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { EditedFile } from '../editing/EditedFile.tsx';
import { editedText } from '../editing/tabs.ts';
import styles from './Policy.module.css';
import { PolicyBar } from './PolicyBar.tsx';
import { diagnosticsOf, requestAt, rowsInStep, usePolicyFindings, usePolicyMarks } from './use-policy.ts';

/** The policy of the open document, edited as Compose edits it; findings come from the workbench. */
export function PolicyEditor() {
  const id = useStore(workspace, (state) => state.id);
  const document = useStore(workspace, (state) => state.document);
  const edited = useMemo(() => {
    const outline = document.kind === 'text' ? outlineOf(document.text) : undefined;
    return editedText(policyTab, document, outline, '');
  }, [document]);
  const { findings } = usePolicyFindings();
  const diagnostics = useMemo(() => diagnosticsOf(findings), [findings]);
  const marks = usePolicyMarks(edited.kind === 'entry' ? edited.entry.content : undefined);
  const extras = useMemo(() => ({ diagnostics, marks, onCursor }), [diagnostics, marks]);
  return (
    <div className={styles.editor}>
      <PolicyBar />
      <EditedFile key={id} documentId={id} tab={policyTab} edited={edited} extras={extras} />
    </div>
  );
}

function onCursor(offset: number): void {
  putCursorOn(requestAt(rowsInStep(), offset));
}
