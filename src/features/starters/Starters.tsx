import type { Analysis } from '#core/analysis/analysis.ts';
import { platformOf } from '#core/platform/platform.ts';
import type { Example, PublishedExample } from '#examples/example.ts';
import { ownExamples } from '#examples/own.ts';
import { publishedExamples } from '#examples/published.ts';
import { Button } from '#ui/Button.tsx';
import { CodeBlock } from '#ui/CodeBlock.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { ToneIcon } from '#ui/ToneIcon.tsx';
import { useRef, useState } from 'react';
import { countBySeverity, severityWords } from '../common/severity.ts';
import { labelOfSource } from '../common/sources.ts';
import { useMedia } from '../common/use-media.ts';
import { openExample } from './open-example.ts';
import { StarterList } from './StarterList.tsx';
import styles from './Starters.module.css';
import { useFindings } from './use-findings.ts';

const examples: readonly (Example | PublishedExample)[] = [...ownExamples, ...publishedExamples];

/** Documents to start from: ours for each platform, and what documentation pages publish, with what we find in it. */
export function Starters({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="large"
      title="Starters"
      description="Each opens as a document of its own; the one on screen is kept."
    >
      <Contents onClose={onClose} />
    </Dialog>
  );
}

function Contents({ onClose }: { readonly onClose: () => void }) {
  const [selected, setSelected] = useState(examples[0]?.id);
  const findings = useFindings(examples);
  const detail = useRef<HTMLElement>(null);
  const oneColumn = useMedia('(max-width: 767px)');
  // What was chosen stands below the lists there, out of sight; arrows stay among the choices.
  const showDetail = () => {
    if (oneColumn) detail.current?.scrollIntoView();
  };
  const example = examples.find(({ id }) => id === selected);
  return (
    <div className={styles.contents}>
      <div className={styles.lists}>
        <StarterList
          title="Ours, for each platform"
          examples={ownExamples}
          findings={findings}
          selected={selected}
          onSelect={setSelected}
          onChoose={showDetail}
        />
        <StarterList
          title="As published, mistakes included"
          examples={publishedExamples}
          findings={findings}
          selected={selected}
          onSelect={setSelected}
          onChoose={showDetail}
        />
      </div>
      {example !== undefined && (
        <article ref={detail} className={styles.detail} aria-label={example.title}>
          <header className={styles.head}>
            <div>
              <h3 className={styles.title}>{example.title}</h3>
              <p className={styles.summary}>{example.summary}</p>
              {'page' in example && <p className={styles.page}>{example.page}</p>}
            </div>
            <Button
              variant="primary"
              onClick={() => {
                void openExample(example);
                onClose();
              }}
            >
              Open
            </Button>
          </header>
          <MainFindings analysis={findings.get(example.id)} platform={platformOf(example.platform).name} />
          <CodeBlock
            text={example.document}
            label={`Document of ${example.title}`}
            wrap="lines"
            height="limited"
          />
        </article>
      )}
    </div>
  );
}

const shownFindings = 6;

function MainFindings({
  analysis,
  platform,
}: {
  readonly analysis: Analysis | undefined;
  readonly platform: string;
}) {
  if (analysis === undefined) return <p className={styles.summary}>Checking…</p>;
  const { diagnostics } = analysis;
  const counts = countBySeverity(diagnostics);
  const rest = diagnostics.length - shownFindings;
  return (
    <section aria-label="What we find in it">
      <h4 className={styles.subtitle}>
        {diagnostics.length === 0
          ? `The checks for ${platform} find nothing`
          : `Found for ${platform}: ${String(counts.error)} errors, ${String(counts.warning)} risks, ${String(counts.info)} notes`}
      </h4>
      <ul className={styles.findings}>
        {diagnostics.slice(0, shownFindings).map(({ severity, source, span, code, message }) => (
          <li key={`${code} ${source} ${String(span.from)} ${message}`}>
            <ToneIcon tone={severityWords[severity].tone} size={14} />
            <span>
              <span className={styles.word}>{severityWords[severity].word}</span> {message}{' '}
              <code className={styles.source}>{labelOfSource(source)}</code>
            </span>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className={styles.page}>and {rest} more: open it to see them all</p>}
    </section>
  );
}
