import { catalogue } from '#core/diagnostics/catalogue.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { announce } from '#state/announcer.ts';
import { acceptFinding } from '#state/review.ts';
import { classes } from '#ui/classes.ts';
import { Icon } from '#ui/Icon.tsx';
import ChevronRight from 'lucide-react/icons/chevron-right';
import { useStore } from 'zustand';
import { Acceptance } from '../problems/Acceptance.tsx';
import { ConsumerTable } from '../problems/ConsumerTable.tsx';
import { RuleExamples } from '../problems/LazyRuleExamples.tsx';
import { findingKey } from '#core/review/report/report.ts';
import styles from './Findings.module.css';
import { anchors, reviewView, setFindingOpen, showPlace } from './review-view.ts';
import { nameOfSource } from './words.ts';

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
          <Details finding={finding} />
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

function Details({ finding }: { readonly finding: Diagnostic }) {
  const { code, why, hint, consumers = [], related = [] } = finding;
  const { reference } = catalogue[code];
  return (
    <>
      {why !== undefined && (
        <p>
          <strong>Why it matters</strong> {why}
        </p>
      )}
      {hint !== undefined && (
        <p>
          <strong>What to do</strong> {hint}
        </p>
      )}
      <ConsumerTable consumers={consumers} />
      <RuleExamples code={code} />
      {related.length > 0 && (
        <ul>
          {related.map(({ source, span, message }) => (
            <li key={`${source} ${String(span.from)} ${message}`}>
              <button
                type="button"
                className={styles.link}
                onClick={() => {
                  showPlace(source, span);
                }}
              >
                {nameOfSource(source)}: {message}
              </button>
            </li>
          ))}
        </ul>
      )}
      <p className={styles.fact}>
        <code>{code}</code>
        {reference.startsWith('https://') ? (
          <a href={reference} target="_blank" rel="noreferrer">
            Read the fact at its source (leaves this page)
          </a>
        ) : (
          <span>Source: {reference}</span>
        )}
      </p>
    </>
  );
}
