// A list that is driven from a text field (the combobox of ARIA 1.2) has no native element, and its keys are read by the
// field: the two rules below know neither.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events */
import Search from 'lucide-react/icons/search';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { classes } from '#ui/classes.ts';
import { useModal } from '#ui/Dialog.tsx';
import { Icon } from '#ui/Icon.tsx';
import { Kbd } from '#ui/Kbd.tsx';
import { nextIndex } from '#ui/roving.ts';
import type { Command } from './command.ts';
import styles from './Palette.module.css';
import { recentCommands, rememberCommand } from './recent.ts';
import { searchCommands } from './search.ts';

/** Finds a command by a few letters of its name: arrows choose, Enter runs, Escape closes. */
export function Palette({
  open,
  onClose,
  commands,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly commands: readonly Command[];
}) {
  const dialog = useModal(open);
  return (
    <dialog
      ref={dialog}
      closedby="any"
      aria-label="Command palette"
      className={styles.palette}
      onClose={onClose}
    >
      {open && <Chooser commands={commands} onClose={onClose} />}
    </dialog>
  );
}

function Chooser({
  commands,
  onClose,
}: {
  readonly commands: readonly Command[];
  readonly onClose: () => void;
}) {
  const id = useId();
  const recent = useStore(recentCommands, (state) => state.ids);
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState(0);
  const groups = searchCommands(commands, search, recent);
  const flat = groups.flatMap((group) => group.commands);
  const active = flat[chosen];
  const optionId = (command: Command) => `${id}-${command.id}`;

  useEffect(() => {
    if (active !== undefined)
      document.getElementById(`${id}-${active.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, id]);

  function run(command: Command | undefined) {
    if (command === undefined) return;
    rememberCommand(command.id);
    onClose();
    // The dialog returns focus when it closes; a command that moves focus comes after that.
    setTimeout(command.run);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      run(active);
      return;
    }
    // Home and End stay with the text of the search.
    if (event.key === 'Home' || event.key === 'End') return;
    const next = nextIndex(event.key, chosen, flat.length, 'vertical');
    if (next === undefined) return;
    event.preventDefault();
    setChosen(next);
  }

  return (
    <>
      <div className={styles.search}>
        <Icon of={Search} className={styles.glass} />
        <input
          role="combobox"
          aria-label="Search commands"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : optionId(active)}
          placeholder="What do you want to do?"
          autoComplete="off"
          spellCheck={false}
          className={styles.input}
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={`${id}-list`} role="listbox" aria-label="Commands" tabIndex={-1} className={styles.list}>
        {groups.map((group) => (
          <div key={group.section} role="group" aria-labelledby={`${id}-${group.section}`}>
            <div id={`${id}-${group.section}`} className={styles.section}>
              {group.section}
            </div>
            {group.commands.map((command) => (
              <div
                key={command.id}
                id={optionId(command)}
                role="option"
                aria-selected={command === active}
                tabIndex={-1}
                className={classes(styles.option, command === active && styles.active)}
                onPointerMove={() => {
                  setChosen(flat.indexOf(command));
                }}
                onClick={() => {
                  run(command);
                }}
              >
                <span className={styles.title}>{command.title}</span>
                {command.shortcut !== undefined && <Kbd keys={command.shortcut} />}
              </div>
            ))}
          </div>
        ))}
      </div>
      {flat.length === 0 && <p className={styles.nothing}>No command fits these letters.</p>}
    </>
  );
}
