import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { announce } from '#state/announcer.ts';
import { acceptFindings } from '#state/review.ts';
import { classes } from '#ui/classes.ts';
import { Icon } from '#ui/Icon.tsx';
import ChevronRight from 'lucide-react/icons/chevron-right';
import { useStore } from 'zustand';
import { formatNumber } from '../common/format.ts';
import { Acceptance } from '../problems/Acceptance.tsx';
import { ProblemDetails, type Places } from '../problems/ProblemDetails.tsx';
import { findingKey } from '#core/review/report/report.ts';
import type { FindingGroup, PlacedFinding } from './finding-groups.ts';
import styles from './Findings.module.css';
import { anchors, closeFindings, openFinding, reviewView, showPlace } from './review-view.ts';
import { nameOfSource } from './words.ts';

const inReview: Places = { nameOf: nameOfSource, show: showPlace };

/** One finding: what and where at a glance; opened, why it matters at run time, who does what, and the fact behind it. */
export function FindingItem({
  group,
  placeOf,
  reason,
}: {
  readonly group: FindingGroup;
  /** A place as it is written. */
  readonly placeOf: (finding: Diagnostic) => string;
  /** Why a person accepted it. */
  readonly reason: string | undefined;
}) {
  const [{ finding, index }, ...others] = group;
  const open = useStore(reviewView, (state) => group.some((one) => state.findings.has(one.index)));
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
            if (open) closeFindings(group.map((one) => one.index));
            else openFinding(index);
          }}
        >
          <Icon of={ChevronRight} size={14} className={styles.chevron} />
          <span className={classes(reason !== undefined && styles.accepted)}>
            {finding.message}
            {others.length > 0 && <span className={styles.count}> {formatNumber(group.length)} times</span>}
          </span>
        </button>
        <button
          type="button"
          className={styles.place}
          onClick={() => {
            showPlace(finding.source, finding.span);
          }}
        >
          {placeOf(finding)}
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
          {others.length > 0 && <Others others={others} placeOf={placeOf} />}
          <Acceptance
            reason={reason}
            onAccept={(given) => {
              acceptFindings(
                group.map((one) => findingKey(one.finding)),
                given,
              );
              announce(given === '' ? 'No longer accepted.' : 'Accepted. The reason goes into the report.');
            }}
          />
        </div>
      )}
    </li>
  );
}

/** More than these of one text are not gone through one by one. */
const mostPlaces = 100;

function Others({
  others,
  placeOf,
}: {
  readonly others: readonly PlacedFinding[];
  readonly placeOf: (finding: Diagnostic) => string;
}) {
  const left = others.length - mostPlaces;
  return (
    <div>
      <strong>Also at</strong>
      <ul className={styles.places}>
        {others.slice(0, mostPlaces).map(({ finding, index }) => (
          <li key={index}>
            <button
              type="button"
              id={anchors.finding(index)}
              className={styles.place}
              onClick={() => {
                showPlace(finding.source, finding.span);
              }}
            >
              {placeOf(finding)}
            </button>
          </li>
        ))}
      </ul>
      {left > 0 && <p className={styles.note}>and at {formatNumber(left)} more places</p>}
    </div>
  );
}
