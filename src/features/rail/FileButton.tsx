import type { Severity } from '#core/diagnostics/diagnostic.ts';
import { classes } from '#ui/classes.ts';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx';
import type { KeyboardEvent } from 'react';
import { formatCount } from '../common/format.ts';
import { severities, severityWords } from '../common/severity.ts';
import styles from './Rail.module.css';

/** One file of the rail: its name, its size, and the worst that was found in it. */
export function FileButton({
  name,
  size,
  trouble,
  findings,
  selected,
  measured = false,
  keyShortcuts,
  onSelect,
  onKeyDown,
}: {
  readonly name: string;
  readonly size: string;
  /** What is wrong with the file as such, said to screen readers and shown as its title. */
  readonly trouble?: string | undefined;
  readonly findings: Readonly<Record<Severity, number>>;
  readonly selected: boolean;
  /** The text whose bytes the hardware carries the digest of. */
  readonly measured?: boolean;
  readonly keyShortcuts?: string;
  readonly onSelect: () => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}) {
  const worst = severities.find((severity) => findings[severity] > 0);
  return (
    <button
      type="button"
      data-file={name}
      aria-current={selected ? 'true' : undefined}
      aria-keyshortcuts={keyShortcuts}
      className={classes(styles.file, selected && styles.selected, measured && styles.measured)}
      onClick={onSelect}
      onKeyDown={onKeyDown}
    >
      <span className={styles.name} title={name.length > 14 ? name : undefined}>
        {name}
      </span>
      {trouble !== undefined && <VisuallyHidden>{trouble}</VisuallyHidden>}
      <span className={styles.size}>{size}</span>
      {worst !== undefined && (
        <span className={styles.findings}>
          <ToneIcon tone={severityWords[worst].tone} size={14} />
          <span aria-hidden="true">{findings[worst]}</span>
          <VisuallyHidden>{formatCount(findings[worst], severityWords[worst].word)}</VisuallyHidden>
        </span>
      )}
    </button>
  );
}
