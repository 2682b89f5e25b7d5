import type { Station } from '#core/journey/station.ts';
import { CopyButton } from '#ui/CopyButton.tsx';
import styles from './Journey.module.css';
import { StationValue } from './StationValue.tsx';

/** What a party does and sees, what it logs, and where that can be read. */
export function StationWords({ station }: { readonly station: Station }) {
  const { does, values, passage, fact, id } = station;
  return (
    <>
      <p className={styles.does}>{does}</p>
      {passage.kind === 'stops' && passage.message !== undefined && (
        <div className={styles.message}>
          <span>Search the logs for</span>
          <code>{passage.message}</code>
          <CopyButton text={passage.message} what="the message" iconOnly size="small" />
        </div>
      )}
      {values.length > 0 && (
        <dl className={styles.values}>
          {values.map((value) => (
            <div key={value.label} className={styles.value}>
              <dt>{value.label}</dt>
              <dd>
                <StationValue value={value} station={id} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {fact !== undefined && <p className={styles.fact}>Read in {fact}</p>}
    </>
  );
}
