import { checkCommand } from '#core/trustee/check-command.ts';
import { applyEdits } from '#core/text/edit.ts';
import { announce } from '#state/announcer.ts';
import { TextArea } from '#ui/TextField.tsx';
import { useMemo, useState } from 'react';
import { FindingList } from './FindingList.tsx';
import { Part } from './Part.tsx';
import styles from './Commands.module.css';

/** As a page of the documentation prints it. */
const published = 'genpolicy -y pod.yaml > policy.rego';

/** Command lines that people copy from guides, with what goes wrong in them. */
export function CheckCommand() {
  const [text, setText] = useState(published);
  const findings = useMemo(() => checkCommand(text), [text]);
  return (
    <Part
      title="A command from a guide"
      lead="Some published commands do not do what stands beside them. The first one here is printed on the site: the file it makes is empty, and the manifest is changed."
    >
      <TextArea label="Command" code rows={2} value={text} maxLength={100_000} onChange={setText} />
      <FindingList
        findings={findings}
        label="Problems of the command"
        onFix={({ title, edits }) => {
          setText(applyEdits(text, edits));
          announce(`Done: ${title}`);
        }}
      />
      {findings.length === 0 && text.trim() !== '' && (
        <p className={styles.note}>None of the known traps is in it.</p>
      )}
    </Part>
  );
}
