import ChevronRight from 'lucide-react/icons/chevron-right';
import type { Fix } from '#core/diagnostics/diagnostic.ts';
import { Button } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { Icon } from '#ui/Icon.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useId, type KeyboardEvent, type ReactNode } from 'react';
import { severityWords } from '../common/severity.ts';
import { ProblemDetails } from './ProblemDetails.tsx';
import styles from './Problems.module.css';
import type { ProblemRow } from './rows.ts';

/** One finding: what it is and where; opened, everything that is known about it. */
export function ProblemItem({
  row,
  isCurrent,
  isOpen,
  onKeyDown,
  onGo,
  onToggle,
  onFix,
  reason,
  more,
}: {
  readonly row: ProblemRow;
  /** The one stop of the Tab key in the list. */
  readonly isCurrent: boolean;
  readonly isOpen: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onGo: (row: ProblemRow) => void;
  readonly onToggle: (id: string, open: boolean) => void;
  readonly onFix: (fix: Fix) => void;
  /** Why a person accepted it. */
  readonly reason?: string | undefined;
  /** What else can be done about it. */
  readonly more?: ReactNode;
}) {
  const details = useId();
  const { diagnostic, place, id } = row;
  const { word, tone } = severityWords[diagnostic.severity];
  const { fix } = diagnostic;
  return (
    <li className={classes(styles.item, isOpen && styles.open)}>
      <div className={styles.line}>
        <button
          type="button"
          tabIndex={-1}
          aria-label={isOpen ? 'Hide details' : 'Show details'}
          aria-expanded={isOpen}
          aria-controls={details}
          className={styles.chevron}
          onClick={() => {
            onToggle(id, !isOpen);
          }}
        >
          <Icon of={ChevronRight} size={14} />
        </button>
        <button
          type="button"
          data-problem={id}
          tabIndex={isCurrent ? 0 : -1}
          aria-describedby={isOpen ? details : undefined}
          className={styles.go}
          onKeyDown={onKeyDown}
          onClick={() => {
            onGo(row);
          }}
        >
          <ToneIcon tone={tone} />
          <span className={classes(styles.word, styles[diagnostic.severity])}>{word}</span>
          <span className={classes(styles.message, reason !== undefined && styles.accepted)}>
            {diagnostic.message}
          </span>
          <span className={styles.place}>{place}</span>
        </button>
        {fix !== undefined && (
          <Button
            size="small"
            className={styles.fix}
            onClick={() => {
              onFix(fix);
            }}
          >
            {fix.title}
          </Button>
        )}
      </div>
      {reason !== undefined && !isOpen && (
        <p className={styles.acceptedFor}>
          <strong>Accepted:</strong> {reason}
        </p>
      )}
      {isOpen && (
        <div id={details} className={styles.details}>
          <ProblemDetails diagnostic={diagnostic} />
          {more}
        </div>
      )}
    </li>
  );
}
