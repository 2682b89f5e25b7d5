import { analysisStore } from '#state/analysis.ts';
import { showOutput } from '#state/view.ts';
import { classes } from '#ui/classes.ts';
import { Meter } from '#ui/Meter.tsx';
import { useStore } from 'zustand';
import { annotationKey } from '#core/annotation/annotation.ts';
import { formatBytes, formatNumber, formatPercent } from '../common/format.ts';
import { useOutputsStale } from '../common/use-workspace.ts';
import styles from './Strip.module.css';

/** Kubernetes counts the keys and values of all annotations of an object together. */
export const annotationsLimit = 262_144;

/** The annotation against the limit of the object that carries it. */
export function SizeGauge() {
  const annotation = useStore(analysisStore, (state) => state.outputs?.annotation);
  const stale = useOutputsStale();
  if (annotation === undefined) return null;
  const size = annotationKey.length + annotation.length;
  const percent = formatPercent(size, annotationsLimit);
  return (
    <button
      type="button"
      className={classes(styles.gauge, stale && styles.stale)}
      title={`The annotation takes ${formatNumber(size)} of the ${formatNumber(annotationsLimit)} bytes that all annotations of one object may have`}
      onClick={() => {
        showOutput('annotation');
      }}
    >
      <span>{formatBytes(size)}</span>
      <span className={styles.bar}>
        <Meter
          label="Annotation against the limit"
          value={size}
          max={annotationsLimit}
          text={`${formatNumber(size)} of ${formatNumber(annotationsLimit)} bytes`}
          tone={size > annotationsLimit ? 'error' : size > annotationsLimit / 2 ? 'risk' : 'accent'}
        />
      </span>
      <span className={styles.percent}>{percent}</span>
    </button>
  );
}
