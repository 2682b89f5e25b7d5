import { analysisStore } from '#state/analysis.ts';
import { announce } from '#state/announcer.ts';
import { policyStore } from '#state/policy-store.ts';
import { policyText } from '#state/policy-text.ts';
import { applyFix, workspace } from '#state/workspace.ts';
import type { Diagnostic, Fix } from '#core/diagnostics/diagnostic.ts';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { Refusal } from '../common/Refusal.tsx';
import { StaleWhile } from '../common/StaleWhile.tsx';
import { useFindings } from '../common/use-findings.ts';
import { lintCheck } from './lint-check.ts';
import { NothingFound } from './NothingFound.tsx';
import { ProblemFilterBar } from './ProblemFilterBar.tsx';
import { ProblemList } from './ProblemList.tsx';
import styles from './Problems.module.css';
import { filterRows, problemRows } from './rows.ts';
import { useAcceptance } from './use-acceptance.tsx';
import { problemFilter } from './show-problems.ts';

/** Everything that was found, errors first. */
export function Problems() {
  const { analysis, analysed } = useStore(analysisStore);
  const filter = useStore(problemFilter);
  const findings = useFindings();
  const policy = useStore(workspace, policyText);
  const lintedPolicy = useStore(policyStore, ({ found, linted }) => (linted ? found?.of.policy : undefined));
  const isLinted = lintedPolicy === policy;
  const [refused, setRefused] = useState<readonly Diagnostic[]>([]);
  const rows = useMemo(
    () => (analysed === undefined ? [] : problemRows(findings, analysed)),
    [findings, analysed],
  );
  const { reasonOf, controlOf } = useAcceptance(policy);
  const shown = filterRows(rows, filter);

  const fix = (chosen: Fix) => {
    const reasons = applyFix(chosen);
    setRefused(reasons);
    announce(reasons.length === 0 ? `Done: ${chosen.title}` : 'The fix was not applied');
  };

  return (
    <div className={styles.problems}>
      <ProblemFilterBar rows={rows} shown={shown.length} />
      <Refusal
        title="The fix was not applied"
        diagnostics={refused}
        onDismiss={() => {
          setRefused([]);
        }}
      />
      {shown.length === 0 && analysis !== undefined && (
        <NothingFound
          checks={[...analysis.checks, lintCheck(policy !== undefined, isLinted)]}
          hidden={rows.length}
        />
      )}
      <StaleWhile className={styles.scroll}>
        <ProblemList rows={shown} onFix={fix} reasonOf={reasonOf} more={controlOf} />
        {shown.length > 0 && policy !== undefined && !isLinted && <LintPending />}
      </StaleWhile>
    </div>
  );
}

/** The lint comes later than the rest: until it has, the list may lack some of what it finds. */
function LintPending() {
  const failure = useStore(policyStore, (state) => state.failure);
  return (
    <p className={styles.more}>
      {failure === undefined
        ? 'The lint of policy.rego is under way.'
        : `The lint of policy.rego stopped: ${failure}`}
    </p>
  );
}
