import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { Review } from '#core/review/review.ts';
import { Button } from '#ui/Button.tsx';
import { CopyButton } from '#ui/CopyButton.tsx';
import { download } from '#ui/download.ts';
import { TabList, TabPanel } from '#ui/Tabs.tsx';
import Download from 'lucide-react/icons/download';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { severityWords } from '../common/severity.ts';
import { CodeView } from './code/CodeView.tsx';
import { reviewView, showSource } from './review-view.ts';
import { Section } from './Section.tsx';
import type { ReviewText } from './texts.ts';
import { useTexts } from './use-review.ts';

const none: readonly Diagnostic[] = [];

/** Every text to read: the files of the document, the document itself, and what it came in. */
export function Files({ review }: { readonly review: Review }) {
  const { texts } = useTexts(review);
  const asked = useStore(reviewView, (state) => state.source);
  const text = texts.find(({ source }) => source === asked) ?? texts[0];
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
  const { source, label, language, hidden } = text;
  const place = useStore(reviewView, (state) => (state.place?.source === source ? state.place : undefined));
  const marks = useMemo(
    () =>
      findings
        .filter((finding) => finding.source === source && finding.severity !== 'info')
        .map(({ span, severity }) => ({ at: span.from, tone: severityWords[severity].tone })),
    [findings, source],
  );
  const isFile = source !== 'manifest' && source !== 'annotation';
  return (
    <CodeView
      text={text.text}
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
}
