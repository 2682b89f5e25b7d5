import type { Fix } from '#core/diagnostics/diagnostic.ts';
import { lineIndexOf, positionAt } from '#core/text/line-index.ts';
import { applyEdits } from '#core/text/edit.ts';
import type { EditorHandle, EditorMark } from '#editor/text-editor-props.ts';
import { TextEditor } from '#editor/TextEditor.tsx';
import { announce } from '#state/announcer.ts';
import {
  editResourcePolicy,
  replaceResourcePolicy,
  resourcePolicy,
  resourcePolicyText,
} from '#state/resource-policy.ts';
import { trusteeCalls } from '#state/trustee.ts';
import { workspace } from '#state/workspace.ts';
import { Button } from '#ui/Button.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { download } from '#ui/download.ts';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useTheme } from '../common/use-theme.ts';
import { useCodeEditor } from '../editing/uses-code-editor.ts';
import { FindingList } from './FindingList.tsx';
import { Part } from './Part.tsx';
import { resourceAssist } from './resource-assist.ts';
import { followReveals, policyPlaces } from './policy-places.ts';
import styles from './ResourcePolicy.module.css';
import { useTriedDocuments } from './use-tried.ts';

const none = [] as const;

/** The policy as text: what the form says until somebody edits it. */
export function PolicyText() {
  const text = useStore(resourcePolicy, resourcePolicyText);
  const isEdited = useStore(resourcePolicy, (state) => state.edited !== undefined);
  const found = useStore(resourcePolicy, (state) => state.found);
  const notes = useStore(resourcePolicy, (state) => state.notes);
  const documentId = useStore(workspace, (state) => state.id);
  const [replaced, setReplaced] = useState<string>();
  const editor = useRef<EditorHandle>(null);
  useEffect(() => followReveals((span) => editor.current?.reveal(span)), []);
  const theme = useTheme();
  const plain = !useCodeEditor();
  const documents = useTriedDocuments();
  const assist = useMemo(() => resourceAssist(documents), [documents]);
  const diagnostics = found?.of === text ? found.findings : none;
  const marks = useMarks(text);
  const fix = ({ title, edits }: Fix) => {
    replaceResourcePolicy(applyEdits(text, edits));
    announce(`Done: ${title}`);
  };
  return (
    <Part
      title="Policy"
      aside={
        <>
          <Button
            size="small"
            variant="quiet"
            onClick={() => {
              void formatText(text);
            }}
          >
            Format
          </Button>
          <CopyButton text={text} what="the policy" size="small" />
          <Button
            size="small"
            onClick={() => {
              download('resource-policy.rego', text, 'text/plain');
            }}
          >
            Save resource-policy.rego
          </Button>
        </>
      }
    >
      <p className={styles.state}>
        {isEdited ? (
          <>
            <span>Edited by hand: the form no longer writes it.</span>
            <Button
              size="small"
              variant="quiet"
              onClick={() => {
                setReplaced(text);
                replaceResourcePolicy(undefined);
                announce('The policy follows the form again');
              }}
            >
              Write it anew from the form
            </Button>
          </>
        ) : (
          <>
            <span>
              Follows the form and the document. Kept in this browser beside the document, not in it.
            </span>
            {replaced !== undefined && (
              <Button
                size="small"
                variant="quiet"
                onClick={() => {
                  replaceResourcePolicy(replaced);
                  setReplaced(undefined);
                  announce('Your text is back');
                }}
              >
                Take your text back
              </Button>
            )}
          </>
        )}
      </p>
      <div className={styles.editor}>
        <TextEditor
          ref={editor}
          id={`${documentId}:resource-policy`}
          language="rego"
          label="Editor of resource-policy.rego"
          text={text}
          diagnostics={diagnostics}
          onEdit={editResourcePolicy}
          onFix={fix}
          assist={assist}
          marks={marks}
          plain={plain}
          theme={theme}
        />
      </div>
      <FindingList
        findings={[...diagnostics, ...(isEdited ? [] : notes)]}
        label="Problems of the resource policy"
        onFix={fix}
        placeOf={(span) => {
          const { line } = positionAt(lineIndexOf(text), span.from);
          return { words: `line ${String(line)}`, show: () => editor.current?.reveal(span) };
        }}
      />
      {found?.of === text && diagnostics.length === 0 && (
        <p className={styles.remark}>None of the known mistakes is in it.</p>
      )}
    </Part>
  );
}

/** The statement at which the request that is looked at stopped. */
function useMarks(text: string): readonly EditorMark[] {
  const places = useStore(policyPlaces, (state) => state.places);
  return useMemo(
    () =>
      places?.policy === text
        ? [{ span: places.stop, kind: 'stopped', words: 'The request stopped here.' }]
        : none,
    [places, text],
  );
}

async function formatText(text: string): Promise<void> {
  const answer = await trusteeCalls.call('format', { policy: text });
  if (resourcePolicyText(resourcePolicy.getState()) !== text) return;
  if (answer.kind === 'refused') announce(`Not formatted: ${answer.reason}`);
  else if (answer.edits.length === 0) announce('The policy is formatted already');
  else {
    replaceResourcePolicy(applyEdits(text, answer.edits));
    announce('Done: Format the policy');
  }
}
