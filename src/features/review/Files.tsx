import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { hiddenCharactersIn } from '#core/review/hidden.ts';
import type { Review } from '#core/review/review.ts';
import { Button } from '#ui/Button.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { download } from '#ui/download.ts';
import { TabList, TabPanel } from '#ui/Tabs.tsx';
import Download from 'lucide-react/icons/download';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { formatBytes } from '../common/format.ts';
import { severityWords } from '../common/severity.ts';
import { CodeView } from './code/CodeView.tsx';
import { reviewView, showSource } from './review-view.ts';
import { Section } from './Section.tsx';
import styles from './Tables.module.css';
import { textOf, type ReviewText } from './texts.ts';
import { useTexts } from './use-review.ts';

const none: readonly Diagnostic[] = [];

/** Characters; laying out more would hold the page up, and nobody reads it here. */
const longestShown = 1_000_000;

/** Every text to read: the files of the document, the document itself, and what it came in. */
export function Files({ review }: { readonly review: Review }) {
  const { texts } = useTexts(review);
  const asked = useStore(reviewView, (state) => state.source);
  const text = textOf(texts, asked) ?? texts[0];
  if (text === undefined) return null;
  return (
    <Section pane="files" title="What is in it">
      <div>
        <TabList
          list="review-files"
          label="Files"
          code
          tabs={texts.map(({ source, label }) => ({ id: source, label }))}
          selected={text.source}
          onSelect={showSource}
        />
        <TabPanel list="review-files" tab={text.source}>
          <File key={text.source} text={text} findings={review.subject?.findings ?? none} />
        </TabPanel>
      </div>
    </Section>
  );
}

function File({ text, findings }: { readonly text: ReviewText; readonly findings: readonly Diagnostic[] }) {
  const { source, aliases, label, language } = text;
  const isCut = text.text.length > longestShown;
  const shown = isCut ? text.text.slice(0, longestShown) : text.text;
  const hidden = useMemo(() => text.hidden ?? hiddenCharactersIn(shown), [text.hidden, shown]);
  const place = useStore(reviewView, (state) =>
    state.place !== undefined && (state.place.source === source || aliases.includes(state.place.source))
      ? state.place
      : undefined,
  );
  const marks = useMemo(
    () =>
      findings
        .filter((finding) => finding.source === source || aliases.includes(finding.source))
        .filter(({ severity }) => severity !== 'info')
        .map(({ span, severity }) => ({ at: span.from, tone: severityWords[severity].tone })),
    [findings, source, aliases],
  );
  const isFile = source !== 'manifest' && source !== 'annotation';
  const view = (
    <CodeView
      text={shown}
      language={language}
      label={`Text of ${label}`}
      hidden={hidden}
      reveal={place}
      marks={marks}
      tools={
        <>
          <CopyButton text={text.text} what={label} size="small" variant="quiet" iconOnly />
          {isFile && (
            <Button
              variant="quiet"
              size="small"
              icon={Download}
              aria-label={`Save ${label}`}
              onClick={() => {
                download(label, text.text, 'text/plain');
              }}
            >
              Save
            </Button>
          )}
        </>
      }
    />
  );
  if (!isCut) return view;
  return (
    <>
      {view}
      <p className={styles.words}>
        The first {formatBytes(longestShown)} of {formatBytes(text.text.length)}: copy or save it to read the
        rest.
      </p>
    </>
  );
}
