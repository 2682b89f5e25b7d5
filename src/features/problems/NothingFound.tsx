import type { CheckRun } from '#core/analysis/analysis.ts';
import { Button } from '#ui/Button.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import styles from './Problems.module.css';
import { everyProblem, setProblemFilter } from './show-problems.ts';

/** Says what was looked at, because an empty list is a claim about the checks and not about the document. */
export function NothingFound({
  checks,
  hidden,
}: {
  readonly checks: readonly CheckRun[];
  /** Findings that the filter leaves out. */
  readonly hidden: number;
}) {
  if (hidden > 0) {
    return (
      <EmptyState
        title="No problem fits the filter"
        actions={
          <Button
            size="small"
            onClick={() => {
              setProblemFilter(everyProblem);
            }}
          >
            Show all {hidden}
          </Button>
        }
      />
    );
  }
  const run = checks.filter(({ skipped }) => skipped === undefined);
  const left = checks.filter(({ skipped }) => skipped !== undefined);
  return (
    <div className={styles.nothing}>
      <p className={styles.headline}>
        These checks found nothing. What they do not look at, nobody looked at.
      </p>
      <ul className={styles.checks}>
        {run.map(({ name }) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      {left.length > 0 && (
        <>
          <p className={styles.headline}>Not run</p>
          <ul className={styles.checks}>
            {left.map(({ name, skipped }) => (
              <li key={name}>
                {name} <span className={styles.reason}>({skipped})</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
