import { isPlatformId, platformOf, platforms } from '#core/platform/platform.ts';
import { currentOutline } from '#state/outline.ts';
import { preferences, setPreferences } from '#state/preferences.ts';
import { Select } from '#ui/Select.tsx';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useDocumentText } from '../common/use-workspace.ts';
import { formOf, setField, type FormEdit, type Refusals } from './fields.ts';
import { ImageSettings } from './ImageSettings.tsx';
import { KbsSettings } from './KbsSettings.tsx';
import { PolicySetting } from './PolicySetting.tsx';
import styles from './QuickForm.module.css';

const platformOptions = platforms.map(({ id, name }) => ({ value: id, label: name }));

/** What most people want to set. The text stays the truth: every field shows what it says and changes only its lines. */
export function QuickForm() {
  const text = useDocumentText();
  const platform = useStore(preferences, (state) => state.platform);
  const [refusals, setRefusals] = useState<Refusals>({});
  if (text === undefined) {
    return (
      <p className={styles.note}>The document is not UTF-8: there is nothing that the form could change.</p>
    );
  }
  const values = formOf(currentOutline(text));
  const set = (edit: FormEdit) => {
    setRefusals({ ...refusals, [edit.field]: setField(edit) });
  };
  return (
    <div className={styles.form}>
      <section aria-label="Platform and policy" className={styles.column}>
        <Select
          label="Platform"
          description={`A choice of yours, not a byte of the document. ${platformOf(platform).algorithm} fits it.`}
          value={platform}
          options={platformOptions}
          onChange={(id) => {
            if (isPlatformId(id)) setPreferences({ platform: id });
          }}
        />
        <PolicySetting text={text} />
      </section>
      <KbsSettings values={values} refusals={refusals} onSet={set} />
      <ImageSettings values={values} refusals={refusals} onSet={set} />
    </div>
  );
}
