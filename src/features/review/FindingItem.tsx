import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { announce } from '#state/announcer.ts';
import { acceptFinding } from '#state/review.ts';
import { classes } from '#ui/classes.ts';
import { Icon } from '#ui/Icon.tsx';
import ChevronRight from 'lucide-react/icons/chevron-right';
import { useStore } from 'zustand';
import { Acceptance } from '../problems/Acceptance.tsx';
import { ProblemDetails, type Places } from '../problems/ProblemDetails.tsx';
import { findingKey } from '#core/review/report/report.ts';
import styles from './Findings.module.css';
import { anchors, reviewView, setFindingOpen, showPlace } from './review-view.ts';
import { nameOfSource } from './words.ts';

const inReview: Places = { nameOf: nameOfSource, show: showPlace };

/** One finding: what and where at a glance; opened, why it matters at run time, who does what, and the fact behind it. */
export function FindingItem({
  finding,
  index,
  place,
  reason,
}: {
  readonly finding: Diagnostic;
  readonly index: number;
  readonly place: string;
  /** Why a person accepted it. */
  readonly reason: string | undefined;
}) {
  const open = useStore(reviewView, (state) => state.findings.has(index));
  const details = `${anchors.finding(index)}-details`;
  return (
    <li className={classes(styles.item, open && styles.open)}>
      <div className={styles.line}>
        <button
          type="button"
          id={anchors.finding(index)}
          aria-expanded={open}
          aria-controls={details}
          className={styles.message}
          onClick={() => {
            setFindingOpen(index, !open);
          }}
        >
          <Icon of={ChevronRight} size={14} className={styles.chevron} />
          <span className={classes(reason !== undefined && styles.accepted)}>{finding.message}</span>
        </button>
        <button
          type="button"
          className={styles.place}
          onClick={() => {
            showPlace(finding.source, finding.span);
          }}
        >
          {place}
        </button>
      </div>
      {reason !== undefined && !open && (
        <p className={styles.reason}>
          <strong>Accepted:</strong> {reason}
        </p>
      )}
      {open && (
        <div id={details} className={styles.details}>
          <ProblemDetails diagnostic={finding} places={inReview} />
          <Acceptance
            reason={reason}
            onAccept={(given) => {
              acceptFinding(findingKey(finding), given);
              announce(given === '' ? 'No longer accepted.' : 'Accepted. The reason goes into the report.');
            }}
          />
        </div>
      )}
    </li>
  );
}
