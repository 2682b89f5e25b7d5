import { applyEdits } from '#core/text/edit.ts';
import { TextEditor } from '#editor/TextEditor.tsx';
import type { PlannedStep } from '#workers/policy-run-calls.ts';
import { editStep } from '#state/policy-run.ts';
import { workspace } from '#state/workspace.ts';
import { Button } from '#ui/Button.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useTheme } from '../common/use-theme.ts';
import { useCodeEditor } from '../editing/uses-code-editor.ts';
import { requestAssist } from './request-assist.ts';
import styles from './Steps.module.css';
import { useChosenProfile } from './use-policy.ts';

const noFindings = [] as const;

/** The input of a request, to be changed; it is sent again as soon as typing pauses. */
export function RequestEditor({
  step,
  index,
  text,
  isEdited,
}: {
  readonly step: PlannedStep;
  readonly index: number;
  readonly text: string;
  readonly isEdited: boolean;
}) {
  const documentId = useStore(workspace, (state) => state.id);
  const theme = useTheme();
  const plain = !useCodeEditor();
  const { id: profile } = useChosenProfile();
  const assist = useMemo(() => requestAssist(step.entrypoint, profile), [step.entrypoint, profile]);
  return (
    <div className={styles.labelled}>
      <div className={styles.inputBar}>
        <p className={styles.label}>Input</p>
        {isEdited && (
          <Button
            size="small"
            variant="quiet"
            onClick={() => {
              editStep(index, undefined);
            }}
          >
            Take the changes back
          </Button>
        )}
        <CopyButton text={text} what="input" iconOnly size="small" />
      </div>
      <div className={styles.inputEditor}>
        <TextEditor
          id={`${documentId}:request:${String(index)}`}
          language="yaml"
          label={`Input of ${step.entrypoint}`}
          text={text}
          diagnostics={noFindings}
          assist={assist}
          onEdit={(edits, before) => {
            editStep(index, applyEdits(before, edits));
          }}
          plain={plain}
          theme={theme}
        />
      </div>
    </div>
  );
}
