import type { ActionInfo } from '#workers/policy-run-calls.ts';
import { chooseAction, runStore } from '#state/policy-run.ts';
import { Button } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { SearchField } from '#ui/TextField.tsx';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { actionGroupWords } from './outcome-words.ts';
import styles from './Simulate.module.css';

const groups = Object.keys(actionGroupWords) as readonly ActionInfo['group'][];

/** What somebody does, by the words that they know; the list is open while one is chosen. */
export function ActionChooser() {
  const actions = useStore(runStore, (state) => state.actions);
  const scene = useStore(runStore, (state) => state.scene);
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const opener = useRef<HTMLButtonElement>(null);
  const chosen = scene.kind === 'action' ? actions.find(({ id }) => id === scene.id) : undefined;
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = actions.filter(({ id, title, command, group }) => {
    const text = `${id} ${title} ${command ?? ''} ${actionGroupWords[group]}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const close = () => {
    setOpen(false);
    setSearch('');
    opener.current?.focus();
  };
  return (
    <div className={styles.chooser}>
      <div className={styles.chosen}>
        <div className={styles.what}>
          <h3 className={styles.action}>{scene.kind === 'given' ? scene.title : (chosen?.title ?? '…')}</h3>
          {chosen?.command !== undefined && <code className={styles.command}>{chosen.command}</code>}
        </div>
        <Button
          ref={opener}
          size="small"
          aria-expanded={isOpen}
          onClick={() => {
            if (isOpen) close();
            else setOpen(true);
          }}
        >
          {isOpen ? 'Close' : 'Choose an action'}
        </Button>
      </div>
      {chosen?.note !== undefined && <p className={styles.note}>{chosen.note}</p>}
      {isOpen && (
        <div className={styles.menu}>
          <SearchField
            label="Search the actions"
            placeholder="exec, image, set-policy…"
            value={search}
            onChange={setSearch}
          />
          {groups.map((group) => {
            const own = found.filter((action) => action.group === group);
            return own.length === 0 ? null : (
              <section key={group} aria-label={actionGroupWords[group]}>
                <p className={styles.group}>{actionGroupWords[group]}</p>
                <ul className={styles.actions}>
                  {own.map((action) => (
                    <li key={action.id}>
                      <button
                        type="button"
                        aria-current={action === chosen ? 'true' : undefined}
                        className={classes(styles.choice, action === chosen && styles.current)}
                        onClick={() => {
                          chooseAction(action.id);
                          close();
                        }}
                      >
                        <span>{action.title}</span>
                        {action.command !== undefined && <code>{action.command}</code>}
                      </button>
                    </li>
                  ))}
                </ul>
              </section>
            );
          })}
          {found.length === 0 && <p className={styles.note}>No action has these words.</p>}
        </div>
      )}
    </div>
  );
}
