import type { Station } from '#core/journey/station.ts';
import { Button } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import ArrowRight from 'lucide-react/icons/arrow-right';
import type { Ref } from 'react';
import { stationIds, type StationId } from '#core/journey/station.ts';
import styles from './Journey.module.css';
import { stationBeside, stationPanelId, stationTabId } from './stepping.ts';
import { StationLink } from './StationLink.tsx';
import { StationWords } from './StationWords.tsx';
import { partyNames, passageWords, stationName, stationNumber } from './words.ts';

/** What the party at the chosen station sees and does, and the buttons that step on. */
export function StationDetail({
  station,
  isTampered,
  onSelect,
  ref,
}: {
  readonly station: Station;
  readonly isTampered: boolean;
  readonly onSelect: (station: StationId) => void;
  readonly ref?: Ref<HTMLDivElement>;
}) {
  const { id } = station;
  const before = stationBeside(id, -1);
  const after = stationBeside(id, 1);
  const { words, tone } = passageWords(station, isTampered);
  return (
    <div
      ref={ref}
      role="tabpanel"
      id={stationPanelId}
      aria-labelledby={stationTabId(id)}
      tabIndex={-1}
      className={styles.detail}
    >
      <div className={styles.head}>
        <h3 className={styles.title}>
          <span className={styles.number}>{stationNumber(id)}</span> {stationName(id)}
        </h3>
        <p className={styles.passage}>
          {partyNames[id]} · <span className={classes(tone === 'error' && styles.error)}>{words}</span>
        </p>
        <div className={styles.steps}>
          <span className={styles.count}>
            {stationNumber(id)} of {stationIds.length}
          </span>
          <Button
            icon={ArrowLeft}
            aria-disabled={before === undefined}
            onClick={() => {
              if (before !== undefined) onSelect(before);
            }}
          >
            Back
          </Button>
          <Button
            icon={ArrowRight}
            aria-disabled={after === undefined}
            onClick={() => {
              if (after !== undefined) onSelect(after);
            }}
          >
            Next
          </Button>
        </div>
      </div>
      <StationWords station={station} />
      <div>
        <StationLink station={id} />
      </div>
    </div>
  );
}
