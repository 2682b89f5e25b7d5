import type { Station } from '#core/journey/station.ts';
import { classes } from '#ui/classes.ts';
import styles from './Journey.module.css';
import { StationWords } from './StationWords.tsx';
import { partyNames, passageWords, stationName } from './words.ts';

/** The picture in words: every station in order, with what it sees. Also what is printed. */
export function StationList({
  stations,
  isTampered,
}: {
  readonly stations: readonly Station[];
  readonly isTampered: boolean;
}) {
  return (
    <ol className={styles.list} aria-label="All stations in words">
      {stations.map((station) => {
        const { words, tone } = passageWords(station, isTampered);
        return (
          <li key={station.id} className={styles.item}>
            <h4 className={styles.itemTitle}>
              {stationName(station.id)}
              <span className={styles.passage}>
                {' '}
                {partyNames[station.id]} ·{' '}
                <span className={classes(tone === 'error' && styles.error)}>{words}</span>
              </span>
            </h4>
            <StationWords station={station} />
          </li>
        );
      })}
    </ol>
  );
}
