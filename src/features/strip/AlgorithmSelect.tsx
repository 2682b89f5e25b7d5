import { algorithms } from '#core/initdata/algorithm.ts';
import { setAlgorithm } from '#core/initdata/edit.ts';
import { announce } from '#state/announcer.ts';
import { currentOutline } from '#state/outline.ts';
import { changeDocument } from '#state/workspace.ts';
import { Select } from '#ui/Select.tsx';
import { useDocumentText } from '../common/use-workspace.ts';
import { algorithmChoice } from './algorithm-choice.ts';

/** The algorithm as the document spells it. Choosing another one rewrites that value and nothing else. */
export function AlgorithmSelect() {
  const text = useDocumentText();
  const choice = algorithmChoice(text === undefined ? undefined : currentOutline(text).algorithm);
  const known = algorithms.map((algorithm) => ({ value: algorithm as string, label: algorithm }));
  const other = { value: choice.value, label: choice.label, disabled: true };
  return (
    <Select
      label="Algorithm"
      hideLabel
      quiet
      disabled={text === undefined}
      value={choice.value}
      options={choice.known ? known : [other, ...known]}
      title="Algorithm: written in the document, and therefore measured"
      onChange={(value) => {
        const algorithm = algorithms.find((candidate) => candidate === value);
        if (text === undefined || algorithm === undefined) return;
        const [refusal] = changeDocument(`Set algorithm to ${algorithm}`, setAlgorithm(text, algorithm));
        if (refusal !== undefined) announce(`Not changed: ${refusal.message}`);
      }}
    />
  );
}
