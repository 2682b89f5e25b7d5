import { analysisStore } from '#state/analysis.ts';
import { classes } from '#ui/classes.ts';
import { CopyButton } from '#ui/CopyButton.tsx';
import { HexGroups } from '#ui/HexGroups.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useStore } from 'zustand';
import { showOutput } from '#state/view.ts';
import { Button } from '#ui/Button.tsx';
import { useMedia } from '../common/use-media.ts';
import { useAnalysisStale } from '../common/use-workspace.ts';
import styles from './Strip.module.css';

/** The digest of the document under its own algorithm, or why there is none. */
export function StripDigest() {
  const digests = useStore(analysisStore, (state) => state.analysis?.digests);
  const stale = useAnalysisStale();
  const wide = useMedia('(min-width: 1360px)');
  const narrow = useMedia('(max-width: 1151px)');
  const phone = useMedia('(max-width: 479px)');
  if (digests === undefined) return <p className={styles.muted}>Digest…</p>;
  if (digests.kind === 'unavailable') {
    return (
      <p className={styles.message}>
        <ToneIcon tone="risk" size={14} /> No digest: the browser computes it on https and localhost only
      </p>
    );
  }
  if (digests.decided === undefined) {
    return (
      <p className={styles.message}>
        <ToneIcon tone="risk" size={14} /> Digest undecided
        <Button
          variant="quiet"
          size="small"
          onClick={() => {
            showOutput('digest');
          }}
        >
          Show all three
        </Button>
      </p>
    );
  }
  const { hex } = digests.of[digests.decided];
  const name = `${digests.decided} digest`;
  return (
    <div className={classes(styles.digest, stale && styles.stale)}>
      <HexGroups hex={hex} name={name} groups={wide ? 5 : phone ? 1 : narrow ? 2 : 3} />
      <CopyButton text={hex} what={name} iconOnly size="small" />
      <span className={styles.staleWord} aria-hidden={!stale}>
        {stale ? 'updating' : ''}
      </span>
    </div>
  );
}
