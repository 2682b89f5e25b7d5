import type { ActionValue, ActionValues } from '#core/policy/simulate/actions.ts';
import type { PodInfo } from '#workers/policy-run-calls.ts';
import { choosePolicyPod, runStore, setActionValues } from '#state/policy-run.ts';
import { Checkbox } from '#ui/Checkbox.tsx';
import { Select } from '#ui/Select.tsx';
import { TextField } from '#ui/TextField.tsx';
import { useState } from 'react';
import { useStore } from 'zustand';
import { argumentsOf } from './command-line.ts';
import { assumptionWords } from './outcome-words.ts';
import styles from './Simulate.module.css';

/** Whom it is done to, and with which words. */
export function ActionForm() {
  const { scene, actions, pods, pod } = useStore(runStore);
  if (scene.kind === 'given') return null;
  const asked = actions.find(({ id }) => id === scene.id)?.values ?? [];
  const chosen = pods[pod];
  return (
    <>
      <div className={styles.form}>
        {pods.length > 1 && (
          <Select
            label="Pod"
            value={String(pod)}
            options={pods.map(({ label }, index) => ({ value: String(index), label }))}
            onChange={(value) => {
              choosePolicyPod(Number(value));
            }}
          />
        )}
        {asked.map((value) => (
          <Value key={`${scene.id} ${value}`} value={value} values={scene.values} pod={chosen} />
        ))}
      </div>
      <p className={styles.note}>{aboutPod(chosen)}</p>
    </>
  );
}

function Value({
  value,
  values,
  pod,
}: {
  readonly value: ActionValue;
  readonly values: ActionValues;
  readonly pod: PodInfo | undefined;
}) {
  switch (value) {
    case 'container':
      return pod === undefined || pod.containers.length < 2 ? null : (
        <Select
          label="Container"
          value={values.container ?? ''}
          options={[
            { value: '', label: 'The main one' },
            ...pod.containers.map((name) => ({ value: name, label: name })),
          ]}
          onChange={(container) => {
            setActionValues({ container });
          }}
        />
      );
    case 'command':
      return (
        <Words
          label="Command"
          placeholder="sh"
          onChange={(line) => {
            const command = argumentsOf(line);
            setActionValues({ command: command.length === 0 ? ['sh'] : command });
          }}
        />
      );
    case 'image':
      return (
        <Words
          label="Image"
          placeholder="another image"
          onChange={(image) => {
            if (image !== '') setActionValues({ image });
          }}
        />
      );
    case 'text':
      return (
        <Words
          label="Text"
          placeholder="as the action has it"
          onChange={(text) => {
            if (text !== '') setActionValues({ text });
          }}
        />
      );
    case 'stdin':
    case 'terminal':
      return (
        <Checkbox
          label={value === 'stdin' ? 'With input (-i)' : 'With a terminal (-t)'}
          checked={values[value] ?? false}
          onChange={(checked) => {
            setActionValues({ [value]: checked });
          }}
        />
      );
  }
}

function Words({
  label,
  placeholder,
  onChange,
}: {
  readonly label: string;
  readonly placeholder: string;
  readonly onChange: (text: string) => void;
}) {
  const [text, setText] = useState('');
  return (
    <TextField
      label={label}
      code
      placeholder={placeholder}
      value={text}
      onChange={(typed) => {
        setText(typed);
        onChange(typed);
      }}
    />
  );
}

/** Where the requests come from, and what of them nobody has said. */
function aboutPod(pod: PodInfo | undefined): string {
  if (pod === undefined) {
    return 'The document has no manifest with a pod, so the requests are those of a made-up pod.';
  }
  if (pod.assumed.length === 0) return `As ${pod.label} of the manifest says.`;
  const parts = pod.assumed.map(
    ({ container, what }) => `${container}: ${what.map((each) => assumptionWords[each]).join(', ')}`,
  );
  return `As ${pod.label} of the manifest says. Made up, because it does not say: ${parts.join('; ')}.`;
}
