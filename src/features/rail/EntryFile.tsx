import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import Ellipsis from 'lucide-react/icons/ellipsis';
import Pencil from 'lucide-react/icons/pencil';
import Trash from 'lucide-react/icons/trash-2';
import { showTab } from '#state/view.ts';
import { MenuButton } from '#ui/Menu.tsx';
import { memo, useState, type KeyboardEvent } from 'react';
import { formatBytes } from '../common/format.ts';
import { move, remove, rename, type Refused } from './actions.ts';
import { FileButton } from './FileButton.tsx';
import { isSameRow, type EntryRow } from './files.ts';
import { focusFile, moveFocus } from './move-focus.ts';
import { NameField } from './NameField.tsx';
import styles from './Rail.module.css';

interface EntryFileProps {
  readonly entry: EntryRow;
  readonly count: number;
  readonly selected: boolean;
  readonly onRefused: (refused: Refused) => void;
}

/** A data entry in the rail. Alt with the arrows moves it, F2 renames it, Delete removes it; the menu does the same. */
export const EntryFile = memo(function EntryFile({ entry, count, selected, onRefused }: EntryFileProps) {
  const { key, index, tab, unreadable } = entry;
  const [renaming, setRenaming] = useState(false);
  const tell = (diagnostics: Refused['diagnostics']) => {
    onRefused({ title: `${key} was not changed`, diagnostics });
  };
  const shift = (by: -1 | 1) => {
    const place = index + by;
    if (place < 0 || place >= count) return;
    tell(move(key, place));
    focusFile(key);
  };
  const startRenaming = () => {
    setRenaming(true);
  };
  const removeIt = () => {
    tell(remove(key));
    focusFile('initdata.toml');
  };

  function onKeyDown(event: KeyboardEvent) {
    if (unreadable !== undefined) {
      moveFocus(event);
      return;
    }
    if (event.altKey && event.key === 'ArrowUp') shift(-1);
    else if (event.altKey && event.key === 'ArrowDown') shift(1);
    else if (event.key === 'F2') startRenaming();
    else if (event.key === 'Delete') removeIt();
    else {
      moveFocus(event);
      return;
    }
    event.preventDefault();
  }

  if (renaming) {
    return (
      <li className={styles.row}>
        <NameField
          label={`New name of ${key}`}
          initial={key}
          onCancel={(by) => {
            setRenaming(false);
            if (by === 'escape') focusFile(key);
          }}
          onSubmit={(name) => {
            setRenaming(false);
            const reasons = rename(key, name);
            tell(reasons);
            focusFile(reasons.length === 0 ? name : key);
          }}
        />
      </li>
    );
  }
  return (
    <li className={styles.row} title={unreadable}>
      <FileButton
        name={key === '' ? '""' : key}
        size={unreadable === undefined ? sizeOf(entry) : ''}
        trouble={unreadable}
        findings={entry.findings}
        selected={selected}
        keyShortcuts="F2 Delete Alt+ArrowUp Alt+ArrowDown"
        onSelect={() => {
          showTab(tab);
        }}
        onKeyDown={onKeyDown}
      />
      <MenuButton
        label={`Actions for ${key}`}
        icon={Ellipsis}
        iconOnly
        variant="quiet"
        size="small"
        disabled={unreadable !== undefined}
        className={styles.more}
        items={[
          { id: 'rename', label: 'Rename', icon: Pencil, shortcut: 'F2', onSelect: startRenaming },
          {
            id: 'up',
            label: 'Move up',
            icon: ArrowUp,
            shortcut: 'Alt+↑',
            disabled: index === 0,
            onSelect: () => {
              shift(-1);
            },
          },
          {
            id: 'down',
            label: 'Move down',
            icon: ArrowDown,
            shortcut: 'Alt+↓',
            disabled: index === count - 1,
            onSelect: () => {
              shift(1);
            },
          },
          { kind: 'separator', id: 'line' },
          { id: 'remove', label: 'Remove', icon: Trash, shortcut: 'Del', onSelect: removeIt },
        ]}
      />
    </li>
  );
}, isSameEntry);

function sizeOf({ bytes }: EntryRow): string {
  return bytes === undefined ? '' : formatBytes(bytes);
}

/** The rows are made anew at every letter; an entry that stayed as it was need not be rendered for that. */
function isSameEntry(a: EntryFileProps, b: EntryFileProps): boolean {
  return (
    isSameRow(a.entry, b.entry) &&
    a.count === b.count &&
    a.selected === b.selected &&
    a.onRefused === b.onRefused
  );
}
