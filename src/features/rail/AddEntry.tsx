import Plus from 'lucide-react/icons/plus';
import { currentOutline } from '#state/outline.ts';
import { MenuButton, type MenuItem } from '#ui/Menu.tsx';
import { useState } from 'react';
import { useDocumentText } from '../common/use-workspace.ts';
import { addStarterEntry, type Refused } from './actions.ts';
import { missingEntries } from './files.ts';
import { NameField } from './NameField.tsx';
import styles from './Rail.module.css';

const readBy: Readonly<Record<string, string>> = {
  'policy.rego': 'The agent policy',
  'aa.toml': 'Read by the attestation agent',
  'cdh.toml': 'Read by the confidential data hub',
};

/** Adds an entry: one of those that the guest reads, or one of any name. */
export function AddEntry({ onRefused }: { readonly onRefused: (refused: Refused) => void }) {
  const text = useDocumentText();
  const [naming, setNaming] = useState(false);
  if (text === undefined) return null;
  const add = (key: string) => {
    onRefused({ title: `${key} was not added`, diagnostics: addStarterEntry(key) });
  };
  if (naming) {
    return (
      <NameField
        label="Name of the new entry"
        initial=""
        onCancel={() => {
          setNaming(false);
        }}
        onSubmit={(name) => {
          setNaming(false);
          add(name);
        }}
      />
    );
  }
  const missing: readonly MenuItem[] = missingEntries(currentOutline(text)).map((key) => ({
    id: key,
    label: key,
    description: readBy[key],
    onSelect: () => {
      add(key);
    },
  }));
  return (
    <MenuButton
      label="Add entry"
      icon={Plus}
      variant="quiet"
      size="small"
      className={styles.add}
      items={[
        ...missing,
        ...(missing.length === 0 ? [] : [{ kind: 'separator', id: 'line' } as const]),
        {
          id: 'other',
          label: 'Another name…',
          description: 'Measured, but read by no component of the guest',
          onSelect: () => {
            setNaming(true);
          },
        },
      ]}
    />
  );
}
