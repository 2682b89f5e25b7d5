import { addEntry } from '#core/initdata/edit.ts';
import { entryOf } from '#core/initdata/outline.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { policyStarters } from '#examples/policies.ts';
import { announce } from '#state/announcer.ts';
import { currentOutline } from '#state/outline.ts';
import { showTab } from '#state/view.ts';
import { changeDocument, changeEntryContent } from '#state/workspace.ts';
import { Button } from '#ui/Button.tsx';
import { Select } from '#ui/Select.tsx';
import { useState } from 'react';
import { Refusal } from '../common/Refusal.tsx';
import { entryTab } from '../common/sources.ts';
import styles from './QuickForm.module.css';

const key = 'policy.rego';

/** Puts a policy to start from into the document; one that is there already is replaced in one step. */
export function PolicySetting({ text }: { readonly text: string }) {
  const present = entryOf(currentOutline(text), key)?.content;
  const same = policyStarters.find((starter) => starter.text === present);
  const [chosen, setChosen] = useState<string>(policyStarters[0]?.id ?? '');
  const [refused, setRefused] = useState<readonly Diagnostic[]>([]);
  const starter = policyStarters.find(({ id }) => id === chosen);
  const put = () => {
    if (starter === undefined) return;
    const label = `${present === undefined ? 'Add' : 'Replace'} policy.rego`;
    const reasons =
      present === undefined
        ? changeDocument(label, addEntry(text, key, starter.text))
        : changeEntryContent(label, key, starter.text);
    setRefused(reasons);
    if (reasons.length > 0) return;
    showTab(entryTab(key));
    announce(`${starter.name} policy is in policy.rego`);
  };
  return (
    <div className={styles.policy}>
      <Select
        label="Agent policy to start from"
        description={starter?.summary}
        value={chosen}
        options={policyStarters.map(({ id, name }) => ({ value: id as string, label: name }))}
        onChange={setChosen}
      />
      <Button size="small" className={styles.file} disabled={same?.id === chosen} onClick={put}>
        {same?.id === chosen
          ? 'policy.rego is this one'
          : present === undefined
            ? 'Add policy.rego'
            : 'Replace policy.rego'}
      </Button>
      <Refusal
        title="policy.rego was not changed"
        diagnostics={refused}
        onDismiss={() => {
          setRefused([]);
        }}
      />
    </div>
  );
}
