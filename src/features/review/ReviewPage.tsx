import type { Review } from '#core/review/review.ts';
import { cancelReview, currentReview, retryReview, reviewStore, warmReview } from '#state/review.ts';
import { closeDialog, view } from '#state/view.ts';
import { Banner } from '#ui/Banner.tsx';
import { Button } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { memo, useDeferredValue, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { formatBytes } from '../common/format.ts';
import { ErrorBoundary } from '../errors/ErrorBoundary.tsx';
import { offerCommands } from '../palette/offered.ts';
import { Actions } from './Actions.tsx';
import { Certificates } from './Certificates.tsx';
import { Chooser } from './Chooser.tsx';
import { reviewCommands } from './commands.ts';
import { Compare } from './Compare.tsx';
import { Files } from './Files.tsx';
import { Findings } from './Findings.tsx';
import { Glance } from './Glance.tsx';
import { Images } from './Images.tsx';
import { Input } from './Input.tsx';
import { Layers } from './Layers.tsx';
import { Measured } from './Measured.tsx';
import { Outcomes } from './Outcomes.tsx';
import { LinkNotice, ReceivedLink } from './ReceivedLink.tsx';
import { Repaired, RepairedNotice } from './Repaired.tsx';
import styles from './ReviewPage.module.css';
import { ReviewStrip } from './ReviewStrip.tsx';
import { ShareDialog } from './ShareDialog.tsx';
import { PastedDigests, Requests, Token } from './Token.tsx';
import { useReviewStale, useTexts } from './use-review.ts';
import { Verdict } from './Verdict.tsx';

/** Paste anything, read one sentence, decide. */
export function ReviewPage() {
  const review = useStore(reviewStore, currentReview);
  const isBusy = useStore(reviewStore, ({ work }) => work.kind === 'running');
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    warmReview();
    return offerCommands(reviewCommands);
  }, []);
  useNewPaste(main);
  return (
    <>
      <div data-pane="strip" tabIndex={-1} className={styles.strip}>
        <ErrorBoundary part="The strip">
          <ReviewStrip />
        </ErrorBoundary>
      </div>
      <main ref={main} aria-busy={isBusy} className={styles.page}>
        <div className={styles.inside}>
          <div data-pane="input" tabIndex={-1} className={styles.input}>
            <ReceivedLink />
            <Input />
            <Working />
          </div>
          {review !== undefined && (
            <ErrorBoundary part="The answer">
              <Answer review={review} />
            </ErrorBoundary>
          )}
        </div>
      </main>
      <Share />
    </>
  );
}

function Share() {
  const open = useStore(view, (state) => state.dialog === 'share');
  return <ShareDialog open={open} onClose={closeDialog} />;
}

/** Another paste begins at the top, and the reading goes on at its answer. */
function useNewPaste(main: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    // What had the focus may be gone with the empty field; keys of one character work from the answer.
    const read = () =>
      setTimeout(() => document.getElementById('review-answer')?.focus({ preventScroll: true }));
    if (currentReview() !== undefined && document.activeElement === document.body) read();
    return reviewStore.subscribe((now, before) => {
      if (now.paste !== before.paste || now.choice !== before.choice) main.current?.scrollTo({ top: 0 });
      if (now.answer !== undefined && before.answer === undefined) read();
    });
  }, [main]);
}

/** What is under way, how far it is, and how to stop it; what could not be done, and why. */
function Working() {
  const work = useStore(reviewStore, (state) => state.work);
  const answer = useStore(reviewStore, (state) => state.answer);
  if (answer?.kind === 'too-large') {
    return (
      <Banner tone="risk" word="Limit" title={`This is too large to review: ${formatBytes(answer.bytes)}`}>
        <p>
          The limit is {formatBytes(answer.limit)}. A cluster refuses an object of more than a few megabytes,
          so no Init-Data is near it: choose the part that carries it.
        </p>
      </Banner>
    );
  }
  switch (work.kind) {
    case 'idle':
      return null;
    case 'running':
      return (
        <div className={styles.working}>
          <p>
            {work.of > 0 && work.done < work.of
              ? `Reading: ${formatBytes(work.done)} of ${formatBytes(work.of)}`
              : 'Looking at it…'}
          </p>
          <Button size="small" onClick={cancelReview}>
            Stop
          </Button>
        </div>
      );
    case 'cancelled':
      return (
        <Banner
          tone="note"
          word="Stopped"
          title="The review was stopped before it was done."
          actions={
            <Button size="small" onClick={retryReview}>
              Start again
            </Button>
          }
        />
      );
    case 'failed':
      return (
        <Banner
          tone="error"
          word="Failed"
          title="The review could not be made."
          actions={
            <Button size="small" onClick={retryReview}>
              Try again
            </Button>
          }
        >
          <p>{work.reason}</p>
        </Banner>
      );
  }
}

function Answer({ review }: { readonly review: Review }) {
  const stale = useReviewStale();
  const origin = useStore(reviewStore, (state) => state.origin);
  const isWhole = useStore(reviewStore, ({ depth }) => depth === 'full');
  // The headline is drawn at once, what it rests on in small steps after it: the page answers in between.
  const deferred = useDeferredValue<Review | undefined>(review, undefined);
  const detailed = deferred?.chosen === review.chosen ? deferred?.subject : undefined;
  const evidence = useDeferredValue(isWhole ? review : undefined, undefined);
  const { subject } = review;
  return (
    <div className={classes(styles.answer, subject === undefined && styles.alone)}>
      <div className={styles.top}>
        {origin === 'link' && <LinkNotice />}
        {subject?.isRepaired === true && <RepairedNotice />}
        <Verdict review={review} stale={stale} isWhole={isWhole} />
        <Chooser review={review} />
        {detailed !== undefined && (
          <>
            <Layers findings={detailed.findings} layers={detailed.layers} />
            <Outcomes outcomes={detailed.outcomes} />
          </>
        )}
        {isWhole && <Actions review={review} />}
        {subject?.repaired !== undefined && <Repaired copy={subject.repaired} />}
      </div>
      {subject !== undefined && (
        <aside aria-label="Measured" className={styles.aside}>
          {detailed !== undefined && <Measured subject={detailed} />}
        </aside>
      )}
      <div className={styles.rest}>
        <Compare />
        {evidence === undefined ? (
          <p className={styles.pending}>Reading the files and asking the policy…</p>
        ) : (
          <Evidence review={evidence} />
        )}
      </div>
    </div>
  );
}

/** Everything that the answer rests on. */
const Evidence = memo(function Evidence({ review }: { readonly review: Review }) {
  const { texts } = useTexts(review);
  const { subject, token, requests, digests } = review;
  const document = subject?.document;
  return (
    <>
      <Findings review={review} />
      {document?.policy !== undefined && <Glance policy={document.policy} />}
      {document !== undefined && (
        <>
          <Images images={document.images} texts={texts} />
          <Certificates certificates={document.certificates} texts={texts} />
        </>
      )}
      {token !== undefined && <Token token={token} />}
      {requests !== undefined && <Requests requests={requests} />}
      <PastedDigests digests={digests} canCompare={document !== undefined} />
      <Files review={review} />
    </>
  );
});
