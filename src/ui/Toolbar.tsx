import type { KeyboardEvent, ReactNode } from 'react';
import { nextIndex } from './roving.ts';
import styles from './Toolbar.module.css';

/** A named row of controls. Arrow keys move between its buttons; each also stays a stop of the Tab key. */
export function Toolbar({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div role="toolbar" aria-label={label} tabIndex={-1} className={styles.toolbar} onKeyDown={moveFocus}>
      {children}
    </div>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  if (!(event.target instanceof HTMLButtonElement) || event.altKey || event.ctrlKey || event.metaKey) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
  const next = nextIndex(event.key, buttons.indexOf(event.target), buttons.length, 'horizontal');
  if (next === undefined) return;
  event.preventDefault();
  buttons[next]?.focus();
}
