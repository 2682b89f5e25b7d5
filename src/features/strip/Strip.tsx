import { AlgorithmSelect } from './AlgorithmSelect.tsx';
import { FindingCounts } from './FindingCounts.tsx';
import { PlatformSelect } from './PlatformSelect.tsx';
import { RequestCount } from './RequestCount.tsx';
import { SaveState } from './SaveState.tsx';
import { SizeGauge } from './SizeGauge.tsx';
import styles from './Strip.module.css';
import { StripDigest } from './StripDigest.tsx';

/** What is true of the bytes at this moment, always on screen. */
export function Strip() {
  return (
    <section aria-label="Byte truth" className={styles.strip}>
      <div className={styles.choice}>
        <PlatformSelect />
        <AlgorithmSelect />
      </div>
      <StripDigest />
      <SizeGauge />
      <FindingCounts />
      <RequestCount />
      <SaveState />
    </section>
  );
}
