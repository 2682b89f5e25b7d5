import type { Fix } from '#core/diagnostics/diagnostic.ts';
import { lineIndexOf, positionAt } from '#core/text/line-index.ts';
import { announce } from '#state/announcer.ts';
import { policyStore } from '#state/policy-store.ts';
import { applyFix } from '#state/workspace.ts';
import { Banner } from '#ui/Banner.tsx';
import { classes } from '#ui/classes.ts';
import { Segmented } from '#ui/Segmented.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { countBySeverity, severities, severityWords } from '../common/severity.ts';
import { ProblemList } from '../problems/ProblemList.tsx';
import type { ProblemRow } from '../problems/rows.ts';
import { useAcceptance, type Acceptances } from '../problems/use-acceptance.tsx';
import { dismissNotice, policyNotice, tellPolicy } from './notices.ts';
import styles from './Policy.module.css';
import { WitnessRequest } from './WitnessRequest.tsx';
import { usePolicyFindings, usePolicyText } from './use-policy.ts';

type Filter = 'all' | (typeof severities)[number];

/** What parser, compiler and lint find in the policy, as it is typed. */
export function PolicyProblems() {
  const { of, findings } = usePolicyFindings();
  const stale = useStore(policyStore, (state) => state.isBehind);
  const linted = useStore(policyStore, (state) => state.linted);
  const hasPolicy = usePolicyText() !== undefined;
  const [filter, setFilter] = useState<Filter>('all');
  const rows = useMemo(() => rowsOf(findings, of?.policy), [findings, of]);
  const { reasonOf, controlOf } = useAcceptance(of?.policy);
  const accepted = rows.filter((row) => reasonOf(row) !== undefined).length;
  const counts = countBySeverity(rows.map(({ diagnostic }) => diagnostic));
  const shown = filter === 'all' ? rows : rows.filter(({ diagnostic }) => diagnostic.severity === filter);
  return (
    <div className={styles.problems}>
      <div className={styles.filter}>
        <Segmented<Filter>
          label="Which findings"
          hideLabel
          value={filter}
          onChange={setFilter}
          segments={[
            { value: 'all', label: `All ${String(rows.length)}` },
            ...severities.map((severity) => ({
              value: severity,
              label: `${severityWords[severity].plural} ${String(counts[severity])}`,
              disabled: counts[severity] === 0,
            })),
          ]}
        />
        {accepted > 0 && <span className={styles.accepted}>{accepted} accepted with a reason</span>}
      </div>
      <Notice />
      <div className={classes(styles.scroll, stale && styles.stale)}>
        {!hasPolicy && <p className={styles.nothing}>Without a policy there is nothing to look at.</p>}
        {hasPolicy && shown.length === 0 && of !== undefined && (
          <p className={styles.nothing}>
            {linted ? 'Nothing was found in this policy for this release.' : 'Looking at the policy…'}
          </p>
        )}
        <ProblemList rows={shown} onFix={fix} reasonOf={reasonOf} more={belowIn(findings, controlOf)} />
      </div>
    </div>
  );
}

/** Below the details of a finding: the request that shows it, and the way to accept it. */
function belowIn(
  findings: ReturnType<typeof usePolicyFindings>['findings'],
  controlOf: Acceptances['controlOf'],
) {
  return (row: ProblemRow) => {
    const witness = findings.find(({ diagnostic }) => diagnostic === row.diagnostic)?.witness;
    return (
      <>
        {witness !== undefined && <WitnessRequest witness={witness} title="A request that shows it" />}
        {controlOf(row)}
      </>
    );
  };
}

function fix(chosen: Fix): void {
  const [reason] = applyFix(chosen);
  if (reason === undefined) announce(`Done: ${chosen.title}`);
  else tellPolicy({ title: 'The fix was not applied', reason: [reason.message, reason.hint].join(' ') });
}

function rowsOf(
  findings: ReturnType<typeof usePolicyFindings>['findings'],
  policy: string | undefined,
): readonly ProblemRow[] {
  if (policy === undefined) return [];
  const index = lineIndexOf(policy);
  const seen = new Map<string, number>();
  const sorted = findings.toSorted(
    (a, b) =>
      severities.indexOf(a.diagnostic.severity) - severities.indexOf(b.diagnostic.severity) ||
      a.diagnostic.span.from - b.diagnostic.span.from,
  );
  return sorted.map(({ diagnostic }) => {
    const { line, column } = positionAt(index, diagnostic.span.from);
    const place = `${String(line)}:${String(column)}`;
    const name = `${diagnostic.code} ${place}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { id: `${name} ${String(count)}`, diagnostic, place };
  });
}

/** What was asked for and not done. */
function Notice() {
  const notice = useStore(policyNotice, (state) => state.notice);
  if (notice === undefined) return null;
  return (
    <Banner tone="risk" title={notice.title} onDismiss={dismissNotice}>
      <p>{notice.reason}</p>
    </Banner>
  );
}

/** How many findings there are, for the name of a tab. */
export function PolicyFindingCount() {
  const { findings } = usePolicyFindings();
  const counts = countBySeverity(findings.map(({ diagnostic }) => diagnostic));
  const worst = severities.find((severity) => counts[severity] > 0);
  if (worst === undefined || worst === 'info') return null;
  const { tone, word, plural } = severityWords[worst];
  const count = counts[worst];
  return (
    <span className={styles.count} title={`${String(count)} ${count === 1 ? word : plural}`}>
      <ToneIcon tone={tone} size={14} />
      {count}
    </span>
  );
}
