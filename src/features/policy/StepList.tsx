import ChevronRight from 'lucide-react/icons/chevron-right';
import type { PlannedStep, RanStep } from '#workers/policy-run-calls.ts';
import { classes } from '#ui/classes.ts';
import { Icon } from '#ui/Icon.tsx';
import { useId, useState } from 'react';
import { OutcomeMark } from './OutcomeMark.tsx';
import { StepDetails } from './StepDetails.tsx';
import styles from './Steps.module.css';

/** Requests in their order, each with its outcome; one at a time is open. */
export function StepList({
  list,
  steps,
  ran,
  editable = false,
}: {
  readonly list: 'setup' | 'steps';
  readonly steps: readonly PlannedStep[];
  readonly ran: readonly RanStep[] | undefined;
  readonly editable?: boolean;
}) {
  const [open, setOpen] = useState<{ readonly of: readonly PlannedStep[]; readonly index: number }>();
  const id = useId();
  // Another sequence begins with the first request that was not allowed.
  const first = ran?.findIndex(({ outcome }) => outcome.kind !== 'allowed') ?? -1;
  const isChosen = open?.of === steps;
  const openIndex = isChosen ? open.index : editable ? (steps.length === 1 ? 0 : first) : -1;
  return (
    <ol className={styles.steps} aria-label={list === 'setup' ? 'Requests before' : 'Requests'}>
      {steps.map((step, index) => {
        const result = ran?.[index];
        const isOpen = index === openIndex;
        return (
          <li
            key={`${String(index)} ${step.entrypoint}`}
            className={classes(styles.step, isOpen && styles.open)}
          >
            <button
              type="button"
              aria-expanded={isOpen}
              aria-controls={isOpen ? `${id}-${String(index)}` : undefined}
              className={styles.line}
              onClick={() => {
                setOpen({ of: steps, index: isOpen ? -1 : index });
              }}
            >
              <Icon of={ChevronRight} size={14} className={styles.chevron} />
              <span className={styles.words}>
                <span className={styles.title}>{step.title}</span>
                <code className={styles.entrypoint}>{step.entrypoint}</code>
              </span>
              {result !== undefined && <OutcomeMark outcome={result.outcome.kind} />}
            </button>
            {isOpen && (
              <div id={`${id}-${String(index)}`} className={styles.details}>
                <StepDetails step={step} result={result} index={index} editable={editable} />
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
