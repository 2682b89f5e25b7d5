import type { Mode } from '#state/mode.ts';
import styles from './SkipLinks.module.css';
import { focusPane, type PaneName } from './panes.ts';

interface Target {
  readonly pane: PaneName;
  readonly label: string;
}

const targets = {
  compose: [
    { pane: 'editor', label: 'Skip to the editor' },
    { pane: 'problems', label: 'Skip to the problems' },
    { pane: 'outputs', label: 'Skip to the outputs' },
  ],
  review: [
    { pane: 'verdict', label: 'Skip to the answer' },
    { pane: 'findings', label: 'Skip to the findings' },
    { pane: 'files', label: 'Skip to the files' },
  ],
  policy: [
    { pane: 'editor', label: 'Skip to the policy' },
    { pane: 'problems', label: 'Skip to the problems' },
    { pane: 'answers', label: 'Skip to what it does' },
  ],
  trustee: [{ pane: 'answers', label: 'Skip to the hand-over' }],
} as const satisfies Record<Mode, readonly Target[]>;

/** Seen only with focus. They move focus and leave the address alone, whose fragment says which tab is open. */
export function SkipLinks({ mode }: { readonly mode: Mode }) {
  return (
    <nav aria-label="Skip" className={styles.links}>
      {targets[mode].map(({ pane, label }) => (
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
