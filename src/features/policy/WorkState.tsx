import type { Work } from '#state/policy-workers.ts';
import { Banner } from '#ui/Banner.tsx';
import { Button } from '#ui/Button.tsx';
import { Meter } from '#ui/Meter.tsx';
import styles from './Simulate.module.css';

/** How far a piece of work is and how to stop it; what ended it, and how to begin again. */
export function WorkState({
  work,
  what,
  onCancel,
  onRetry,
}: {
  readonly work: Work;
  /** Such as "Sending requests". */
  readonly what: string;
  readonly onCancel: () => void;
  readonly onRetry: () => void;
}) {
  const again = (
    <Button size="small" onClick={onRetry}>
      Start again
    </Button>
  );
  switch (work.kind) {
    case 'idle':
      return null;
    case 'running':
      return (
        <div className={styles.work}>
          <span>{what}</span>
          <Meter
            label={what}
            value={work.done}
            max={Math.max(work.of, 1)}
            text={`${String(work.done)} of ${String(work.of)}`}
          />
          <Button size="small" onClick={onCancel}>
            Stop
          </Button>
        </div>
      );
    case 'cancelled':
      return <Banner tone="note" word="Stopped" title={`${what} was stopped.`} actions={again} />;
    case 'failed':
      return (
        <Banner tone="error" word="Failed" title={`${what} failed, by a fault of ours.`} actions={again}>
          <p>{work.reason}</p>
        </Banner>
      );
  }
}
