import type { Verdict } from '#core/review/review.ts';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useState } from 'react';
import { consumerNames } from '#core/diagnostics/consumer-names.ts';
import styles from './Outcomes.module.css';
import { VerdictTable } from './VerdictTable.tsx';
import { outcomeWords } from './words.ts';

/** What each program does with the whole in the end: they do not agree, and a reviewer has to know it. */
export function Outcomes({ outcomes }: { readonly outcomes: readonly Verdict[] }) {
  const [open, setOpen] = useState(false);
  if (outcomes.length === 0) return null;
  return (
    <div className={styles.outcomes}>
      <div className={styles.row}>
        <ul aria-label="What each program does with it" className={styles.list}>
          {outcomes.map(({ consumer, outcome }) => {
            const { word, tone } = outcomeWords[outcome];
            return (
              <li key={consumer} className={styles.item}>
                {tone !== 'neutral' && <ToneIcon tone={tone} size={14} />}
                <span className={styles.name}>{consumerNames[consumer]}</span>
                <span className={styles[tone]}>{word}</span>
              </li>
            );
          })}
        </ul>
        <button
          type="button"
          aria-expanded={open}
          className={styles.more}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {open ? 'Hide their words' : 'Show their words'}
        </button>
      </div>
      {open && <VerdictTable caption="What each program does with it" verdicts={outcomes} />}
    </div>
  );
}
