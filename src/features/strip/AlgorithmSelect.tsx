import { algorithms } from '#core/initdata/algorithm.ts';
import { setAlgorithm } from '#core/initdata/edit.ts';
import { announce } from '#state/announcer.ts';
import { currentOutline } from '#state/outline.ts';
import { changeDocument, documentText, workspace, type Workspace } from '#state/workspace.ts';
import { Select } from '#ui/Select.tsx';
import { useStore } from 'zustand';
import { algorithmChoice } from './algorithm-choice.ts';

/** The algorithm as the document spells it. Choosing another one rewrites that value and nothing else. */
export function AlgorithmSelect() {
  const isText = useStore(workspace, (state) => state.document.kind === 'text');
  const field = useStore(workspace, fieldOf);
  const choice = isText
    ? algorithmChoice(field === undefined ? undefined : { value: field ?? undefined })
    : { value: '', label: 'not read', known: false };
  const known = algorithms.map((algorithm) => ({ value: algorithm as string, label: algorithm }));
  const other = { value: choice.value, label: choice.label, disabled: true };
  return (
    <Select
      label="Algorithm"
      hideLabel
      quiet
      disabled={!isText}
      value={choice.value}
      options={choice.known ? known : [other, ...known]}
      title="Algorithm: written in the document, and therefore measured"
      onChange={(value) => {
        const algorithm = algorithms.find((candidate) => candidate === value);
        const text = documentText();
        if (text === undefined || algorithm === undefined) return;
        const [refusal] = changeDocument(`Set algorithm to ${algorithm}`, setAlgorithm(text, algorithm));
        if (refusal !== undefined) announce(`Not changed: ${refusal.message}`);
      }}
    />
  );
}

/** The spelling in the document, null for a value that is no text, undefined where there is no such line. */
function fieldOf(state: Workspace): string | null | undefined {
  const text = documentText(state);
  const field = text === undefined ? undefined : currentOutline(text).algorithm;
  return field === undefined ? undefined : (field.value ?? null);
}
