import Ellipsis from 'lucide-react/icons/ellipsis';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { currentOutline } from '#state/outline.ts';
import type { EditorTab } from '#state/view.ts';
import { Button } from '#ui/Button.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { MenuButton, type MenuItem } from '#ui/Menu.tsx';
import { TextField } from '#ui/TextField.tsx';
import { useState } from 'react';
import { Refusal } from '../common/Refusal.tsx';
import { entryKeyOf } from '../common/sources.ts';
import { useDocumentText } from '../common/use-workspace.ts';
import { addStarterEntry, move, remove, rename } from '../rail/actions.ts';
import styles from './EditorArea.module.css';

type Naming = { readonly kind: 'add' } | { readonly kind: 'rename'; readonly key: string };

/** What the rail offers, where the window has no room for the rail: for the entry of the tab and for new ones. */
export function EntryMenu({ tab }: { readonly tab: EditorTab }) {
  const text = useDocumentText();
  const [naming, setNaming] = useState<Naming>();
  const [refused, setRefused] = useState<readonly Diagnostic[]>([]);
  if (text === undefined) return null;
  const keys = currentOutline(text).entries.map((entry) => entry.key);
  const key = entryKeyOf(tab);
  const index = key === undefined ? -1 : keys.indexOf(key);
  const items: readonly MenuItem[] = [
    {
      id: 'add',
      label: 'Add an entry…',
      onSelect: () => {
        setNaming({ kind: 'add' });
      },
    },
    ...(key === undefined || index < 0 ? [] : actionsFor(key, index, keys.length, setNaming, setRefused)),
  ];
  return (
    <>
      <MenuButton label="Entries" icon={Ellipsis} iconOnly variant="quiet" size="small" items={items} />
      <NameDialog
        naming={naming}
        onClose={() => {
          setNaming(undefined);
        }}
        onName={(name) => {
          setNaming(undefined);
          setRefused(naming?.kind === 'rename' ? rename(naming.key, name) : addStarterEntry(name));
        }}
      />
      <Dialog
        open={refused.length > 0}
        title="The document was not changed"
        size="small"
        onClose={() => {
          setRefused([]);
        }}
      >
        <Refusal
          title="Why"
          diagnostics={refused}
          onDismiss={() => {
            setRefused([]);
          }}
        />
      </Dialog>
    </>
  );
}

function actionsFor(
  key: string,
  index: number,
  count: number,
  setNaming: (naming: Naming) => void,
  tell: (refused: readonly Diagnostic[]) => void,
): readonly MenuItem[] {
  return [
    { kind: 'separator', id: 'line' },
    { kind: 'heading', id: 'key', label: key },
    {
      id: 'rename',
      label: 'Rename…',
      onSelect: () => {
        setNaming({ kind: 'rename', key });
      },
    },
    {
      id: 'earlier',
      label: 'Move up in the document',
      disabled: index === 0,
      onSelect: () => {
        tell(move(key, index - 1));
      },
    },
    {
      id: 'later',
      label: 'Move down in the document',
      disabled: index === count - 1,
      onSelect: () => {
        tell(move(key, index + 1));
      },
    },
    {
      id: 'remove',
      label: 'Remove',
      onSelect: () => {
        tell(remove(key));
      },
    },
  ];
}

function NameDialog({
  naming,
  onName,
  onClose,
}: {
  readonly naming: Naming | undefined;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}) {
  return (
    <Dialog
      open={naming !== undefined}
      title={naming?.kind === 'rename' ? `Rename ${naming.key}` : 'Add an entry'}
      size="small"
      onClose={onClose}
    >
      {naming !== undefined && (
        <NameForm initial={naming.kind === 'rename' ? naming.key : ''} onName={onName} />
      )}
    </Dialog>
  );
}

function NameForm({
  initial,
  onName,
}: {
  readonly initial: string;
  readonly onName: (name: string) => void;
}) {
  const [name, setName] = useState(initial);
  return (
    <form
      className={styles.naming}
      onSubmit={(event) => {
        event.preventDefault();
        if (name !== '') onName(name);
      }}
    >
      <TextField
        label="Name"
        description="Guests read policy.rego, aa.toml and cdh.toml; other names are measured and left alone."
        code
        value={name}
        onChange={setName}
      />
      <Button type="submit" variant="primary" disabled={name === ''}>
        {initial === '' ? 'Add' : 'Rename'}
      </Button>
    </form>
  );
}
