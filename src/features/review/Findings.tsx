import type { Diagnostic, Severity } from '#core/diagnostics/diagnostic.ts';
import { mostFindings } from '#core/review/limits.ts';
import type { Review } from '#core/review/review.ts';
import { reviewStore } from '#state/review.ts';
import { Button } from '#ui/Button.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { formatCount, formatNumber } from '../common/format.ts';
import { severities, severityWords } from '../common/severity.ts';
import { findingKey } from '#core/review/report/report.ts';
import { groupsOf, type FindingGroup } from './finding-groups.ts';
import { FindingItem } from './FindingItem.tsx';
import styles from './Findings.module.css';
import { anchors } from './review-view.ts';
import { Section } from './Section.tsx';
import { useTexts } from './use-review.ts';

/** Nobody reads hundreds at once. */
const atOnce = 50;

/** Everything that was found, the worst first; a person may accept a finding with a reason, which goes into the report. */
export function Findings({ review }: { readonly review: Review }) {
  const { subject } = review;
  const accepted = useStore(reviewStore, (state) => state.accepted);
  if (subject === undefined) return null;
  const { findings, checks } = subject;
  const acceptedCount = findings.filter((finding) => accepted[findingKey(finding)] !== undefined).length;
  const total = findings.length;
  return (
    <Section
      pane="findings"
      id={anchors.checks()}
      title={total === 0 ? 'No findings' : formatCount(total, 'finding')}
      aside={acceptedCount > 0 ? `${formatNumber(acceptedCount)} accepted with a reason` : undefined}
    >
      {severities.map((severity) => (
        <Group key={severity} severity={severity} review={review} findings={findings} accepted={accepted} />
      ))}
      {total >= mostFindings && (
        <p className={styles.note}>The list ends at {formatNumber(mostFindings)}, the gravest first.</p>
      )}
      <Disclosure
        summary={
          total === 0
            ? 'These checks found nothing. What they do not look at, nobody looked at.'
            : 'What was looked at'
        }
        open={total === 0}
      >
        <ul className={styles.checks}>
          {checks.map(({ name, skipped }) => (
            <li key={name}>
              {name}
              {skipped !== undefined && <span className={styles.note}> not run: {skipped}</span>}
            </li>
          ))}
        </ul>
      </Disclosure>
    </Section>
  );
}

function Group({
  severity,
  review,
  findings,
  accepted,
}: {
  readonly severity: Severity;
  readonly review: Review;
  readonly findings: readonly Diagnostic[];
  readonly accepted: Readonly<Record<string, string>>;
}) {
  const { placeOf } = useTexts(review);
  const [most, setMost] = useState(atOnce);
  const { word, plural, tone } = severityWords[severity];
  const own = useMemo(() => groupsOf(findings, severity), [findings, severity]);
  if (own.length === 0) return null;
  const count = own.reduce((sum, group) => sum + group.length, 0);
  return (
    <div className={styles.group}>
      <h3 className={styles.severity}>
        <ToneIcon tone={tone} />
        {count === 1 ? word : plural}
        <span className={styles.count}>{formatNumber(count)}</span>
      </h3>
      <ul aria-label={plural} className={styles.list}>
        {own.slice(0, most).map((group) => (
          <FindingItem
            key={group[0].index}
            group={group}
            placeOf={({ source, span }) => placeOf(source, span.from)}
            reason={reasonOf(group, accepted)}
          />
        ))}
      </ul>
      {own.length > most && (
        <Button
          size="small"
          onClick={() => {
            setMost(most + atOnce);
          }}
        >
          Show {formatNumber(Math.min(atOnce, own.length - most))} more
        </Button>
      )}
    </div>
  );
}

/** What was accepted of all of them for one reason. */
function reasonOf(group: FindingGroup, accepted: Readonly<Record<string, string>>): string | undefined {
  const reason = accepted[findingKey(group[0].finding)];
  return group.every(({ finding }) => accepted[findingKey(finding)] === reason) ? reason : undefined;
}
