import type { ConsumerOutcome } from '#core/diagnostics/diagnostic.ts';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { consumerNames } from '#core/diagnostics/consumer-names.ts';
import { outcomeTones } from './consumers.ts';
import styles from './Problems.module.css';

/** Who accepts, ignores, refuses or crashes, and the words to search for in its log. */
export function ConsumerTable({ consumers }: { readonly consumers: readonly ConsumerOutcome[] }) {
  if (consumers.length === 0) return null;
  return (
    <table className={styles.consumers}>
      <caption>What each component does</caption>
      <thead>
        <tr>
          <th scope="col">Component</th>
          <th scope="col">Outcome</th>
          <th scope="col">Its words</th>
        </tr>
      </thead>
      <tbody>
        {consumers.map(({ consumer, outcome, message }) => (
          <tr key={`${consumer} ${outcome}`}>
            <th scope="row">{consumerNames[consumer]}</th>
            <td>
              <span className={styles.outcome}>
                {outcomeTones[outcome] !== 'neutral' && <ToneIcon tone={outcomeTones[outcome]} size={14} />}
                {outcome}
              </span>
            </td>
            <td>{message !== undefined && <code>{message}</code>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
