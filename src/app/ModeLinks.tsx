import { modes, type Mode } from '#state/mode.ts';
import { ariaKeys } from '#ui/shortcut.ts';
import { modeWords } from './mode-words.ts';
import styles from './ModeLinks.module.css';

/** The ways in, as links: they can be opened in a new tab, and the back button returns. */
export function ModeLinks({ mode }: { readonly mode: Mode }) {
  return (
    <nav aria-label="Modes" className={styles.modes}>
      {modes.map((target) => (
        <a
          key={target}
          href={`#/${target}`}
          aria-current={target === mode ? 'page' : undefined}
          aria-keyshortcuts={ariaKeys(modeWords[target].shortcut)}
          className={styles.mode}
        >
          {modeWords[target].label}
        </a>
      ))}
    </nav>
  );
}
