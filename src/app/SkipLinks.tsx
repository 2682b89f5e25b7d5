import styles from './SkipLinks.module.css';
import { focusPane, type PaneName } from './panes.ts';

const targets: readonly { readonly pane: PaneName; readonly label: string }[] = [
  { pane: 'editor', label: 'Skip to the editor' },
  { pane: 'problems', label: 'Skip to the problems' },
  { pane: 'outputs', label: 'Skip to the outputs' },
];

/** Seen only with focus. They move focus and leave the address alone, whose fragment says which tab is open. */
export function SkipLinks() {
  return (
    <nav aria-label="Skip" className={styles.links}>
      {targets.map(({ pane, label }) => (
        <a
          key={pane}
          href={`#${pane}`}
          className={styles.link}
          onClick={(event) => {
            event.preventDefault();
            focusPane(pane);
          }}
        >
          {label}
        </a>
      ))}
    </nav>
  );
}
