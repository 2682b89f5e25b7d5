import { analysisStore } from '#state/analysis.ts';
import { cancelEncoding, resumeEncoding } from '#state/pipeline.ts';
import { preferences, setPreferences } from '#state/preferences.ts';
import { Banner } from '#ui/Banner.tsx';
import { Button } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { CodeBlock } from '#ui/CodeBlock.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import { useStore } from 'zustand';
import { formatNumber } from '../common/format.ts';
import { useOutputsStale } from '../common/use-workspace.ts';
import { DiskImage } from './DiskImage.tsx';
import { EncodingState } from './EncodingState.tsx';
import { EntryCosts } from './EntryCosts.tsx';
import { Limits } from './Limits.tsx';
import styles from './Outputs.module.css';
import { RefusedBy } from './RefusedBy.tsx';
import { savingWords } from './saving-words.ts';
import { scriptOf } from './script-of.ts';
import { Section } from './Section.tsx';
import { ShellCommand } from './ShellCommand.tsx';

/** The value for the pod, how large it is against every limit, and the disk image made of the same bytes. */
export function AnnotationTab() {
  const outputs = useStore(analysisStore, (state) => state.outputs);
  const encoding = useStore(analysisStore, (state) => state.encoding);
  const encoder = useStore(preferences, (state) => state.encoder);
  const stale = useOutputsStale();
  return (
    <div className={styles.sections}>
      <RefusedBy />
      <Section
        title="Annotation value"
        tools={
          outputs !== undefined && (
            <CopyButton text={outputs.annotation} what="annotation value" variant="primary" size="small" />
          )
        }
      >
        <EncodingState
          encoding={encoding}
          stale={stale}
          onCancel={cancelEncoding}
          onResume={resumeEncoding}
        />
        {outputs !== undefined && (
          <div className={classes(styles.section, stale && styles.stale)}>
            <CodeBlock text={shownOf(outputs.annotation)} label="Annotation value" height="limited" />
            <Saving length={outputs.annotation.length} shellLength={outputs.shellLength} />
          </div>
        )}
        <div className={styles.setting}>
          <Segmented
            label="Compression"
            value={encoder}
            segments={[
              { value: 'best', label: 'Smallest' },
              { value: 'fast', label: 'Fast' },
            ]}
            onChange={(chosen) => {
              setPreferences({ encoder: chosen });
            }}
          />
          {outputs !== undefined && outputs.setting !== encoder && !stale && (
            <p className={styles.note}>The document is too large for Best: this value was made with Fast.</p>
          )}
        </div>
      </Section>
      <Section title="On a shell">
        <ShellCommand command={scriptOf('annotation', {})} what="the annotation" />
        <p className={styles.note}>
          gzip packs less tightly, so its characters differ; the document inside, and so the digest, is the
          same. To look inside a value:
        </p>
        <ShellCommand command={scriptOf('decode', {})} what="the document inside an annotation" />
      </Section>
      {outputs !== undefined && (
        <>
          <Limits sizes={outputs.sizes} />
          <EntryCosts />
          <DiskImage gzip={outputs.gzip} stale={stale} />
        </>
      )}
      {outputs === undefined && encoding.kind === 'failed' && (
        <Banner
          tone="error"
          title="No annotation could be made"
          actions={
            <Button size="small" onClick={resumeEncoding}>
              Try again
            </Button>
          }
        >
          {encoding.reason}
        </Banner>
      )}
    </div>
  );
}

/** Browsers lay out a word of megabytes for seconds; the copy is always whole. */
const mostShown = 40_000;

function shownOf(annotation: string): string {
  const hidden = annotation.length - mostShown;
  return hidden <= 0
    ? annotation
    : `${annotation.slice(0, mostShown)}… ${formatNumber(hidden)} more characters, all of them in the copy`;
}

/** Against what the usual command makes of the same document. */
function Saving({ length, shellLength }: { readonly length: number; readonly shellLength: number }) {
  return (
    <p className={styles.note}>
      <strong>{formatNumber(length)} characters.</strong> {savingWords(length, shellLength)}
    </p>
  );
}
