import type { Encoding } from '#state/analysis.ts';
import { Badge } from '#ui/Badge.tsx';
import { Button } from '#ui/Button.tsx';
import { Meter } from '#ui/Meter.tsx';
import styles from './Outputs.module.css';

/** Whether the value below is of the text on screen, and how far a new one has come. */
export function EncodingState({
  encoding,
  stale,
  onCancel,
  onResume,
}: {
  readonly encoding: Encoding;
  readonly stale: boolean;
  readonly onCancel: () => void;
  readonly onResume: () => void;
}) {
  if (encoding.kind === 'idle' && !stale) return null;
  return (
    <div className={styles.encoding}>
      {stale && (
        <Badge tone="risk" icon>
          of an older text
        </Badge>
      )}
      {encoding.kind === 'running' && (
        <>
          <span>Compressing…</span>
          <Meter
            label="Compression"
            value={encoding.done}
            max={Math.max(1, encoding.of)}
            text={`${String(encoding.done)} of ${String(encoding.of)}`}
          />
          <Button size="small" variant="quiet" onClick={onCancel}>
            Cancel
          </Button>
        </>
      )}
      {encoding.kind === 'cancelled' && (
        <Button size="small" onClick={onResume}>
          Compress now
        </Button>
      )}
      {encoding.kind === 'failed' && (
        <>
          <span>Compressing failed: {encoding.reason}</span>
          <Button size="small" onClick={onResume}>
            Try again
          </Button>
        </>
      )}
    </div>
  );
}
