import type { Verdict } from '#core/review/review.ts';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { consumerNames } from '#core/diagnostics/consumer-names.ts';
import { outcomeWords } from './words.ts';
import styles from './VerdictTable.module.css';

/** Program by program: what it does, and the words to search for in its log. */
export function VerdictTable({
  caption,
  verdicts,
}: {
  readonly caption: string;
  readonly verdicts: readonly Verdict[];
}) {
  if (verdicts.length === 0) return null;
  return (
    <table className={styles.table}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Program</th>
          <th scope="col">Does</th>
          <th scope="col">Its words</th>
        </tr>
      </thead>
      <tbody>
        {verdicts.map(({ consumer, outcome, message, note }) => {
          const { word, tone } = outcomeWords[outcome];
          return (
            <tr key={consumer}>
              <th scope="row">{consumerNames[consumer]}</th>
              <td>
                <span className={styles.outcome}>
                  {tone !== 'neutral' && <ToneIcon tone={tone} size={14} />}
                  <span>{word}</span>
                </span>
                {note !== undefined && <span className={styles.note}>{note}</span>}
              </td>
              <td>{message !== undefined && <code>{message}</code>}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
