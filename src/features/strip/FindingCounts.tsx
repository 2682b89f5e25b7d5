import type { Severity } from '#core/diagnostics/diagnostic.ts';
import { analysisStore } from '#state/analysis.ts';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useStore } from 'zustand';
import { countBySeverity, severities, severityWords } from '../common/severity.ts';
import { StaleWhile } from '../common/StaleWhile.tsx';
import { useFindings } from '../common/use-findings.ts';
import { showProblems } from '../problems/show-problems.ts';
import styles from './Strip.module.css';

/** How many findings there are; each count opens the problems of its kind. */
export function FindingCounts() {
  const isAnalysed = useStore(analysisStore, (state) => state.analysis !== undefined);
  const findings = useFindings();
  if (!isAnalysed) return null;
  const counts = countBySeverity(findings);
  return (
    <StaleWhile>
      <fieldset aria-label="Findings" className={styles.counts}>
        {severities.map((severity) => (
          <Count key={severity} severity={severity} count={counts[severity]} />
        ))}
      </fieldset>
    </StaleWhile>
  );
}

function Count({ severity, count }: { readonly severity: Severity; readonly count: number }) {
  const { word, plural, tone } = severityWords[severity];
  const name = `${String(count)} ${count === 1 ? word : plural}`;
  return (
    <button
      type="button"
      className={styles.count}
      aria-label={`${name}: show in Problems`}
      title={name}
      onClick={() => {
        showProblems(severity);
      }}
    >
      <ToneIcon tone={tone} size={14} className={count === 0 ? styles.none : undefined} />
      {count}
    </button>
  );
}
