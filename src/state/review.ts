/**
 * What is under review: one paste, the value it is compared with, and the worker's answer. Nothing of it is ever stored,
 * and nothing of it touches the workspace until a person takes it there.
 */
import type { AnalysisContext, DocumentInput } from '#core/analysis/analysis.ts';
import { maxTextCharacters } from '#core/review/limits.ts';
import type { Review } from '#core/review/review.ts';
import type { Paste, PasteReview } from '#workers/calls.ts';
import { reviewWorker } from '#workers/review-worker.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { announce } from './announcer.ts';
import { preferences, type Preferences } from './preferences.ts';
import { reportCrash } from './session.ts';

export type ReviewWork =
  | { readonly kind: 'idle' }
  /** Bytes read so far of a file; `of` is zero until something is known. */
  | { readonly kind: 'running'; readonly done: number; readonly of: number }
  | { readonly kind: 'cancelled' }
  /** Our own defect, or a file that the browser cannot read. */
  | { readonly kind: 'failed'; readonly reason: string };

/** What an answer was made from, to tell whether it still speaks of what is on screen. */
export interface ReviewInputs {
  readonly paste: Paste;
  readonly choice: number | undefined;
  readonly repaired: boolean;
  readonly expected: string;
  readonly context: Omit<AnalysisContext, 'now'>;
}

export interface ReviewState {
  readonly paste: Paste | undefined;
  /** `link`: somebody else put it together. */
  readonly origin: 'here' | 'link';
  readonly choice: number | undefined;
  /** True while the repaired copy is looked at in place of what was pasted. */
  readonly repaired: boolean;
  readonly expected: string;
  readonly answer: PasteReview | undefined;
  readonly answered: ReviewInputs | undefined;
  /** `headline`: findings, policy and sentence are still being worked out. */
  readonly depth: 'headline' | 'full';
  /** Milliseconds since 1970: the moment at which certificates were judged. */
  readonly answeredAt: number;
  readonly work: ReviewWork;
  /** Why a person accepts a finding, by its `findingKey`. Part of the report, and of nothing else. */
  readonly accepted: Readonly<Record<string, string>>;
}

const nothing: ReviewState = {
  paste: undefined,
  origin: 'here',
  choice: undefined,
  repaired: false,
  expected: '',
  answer: undefined,
  answered: undefined,
  depth: 'full',
  answeredAt: 0,
  work: { kind: 'idle' },
  accepted: {},
};

const writable = createStore<ReviewState>()(() => nothing);

/** Changed by the functions of this file alone. */
export const reviewStore: Pick<
  StoreApi<ReviewState>,
  'getState' | 'getInitialState' | 'subscribe'
> = writable;

/** Long enough not to search for an explanation between two digits that are typed. */
const expectedAfterMilliseconds = 250;

const tooLarge = 'It is too large to review.';

const contextKeys = ['platform', 'release', 'kata', 'cococtl', 'production'] as const;

const worker = reviewWorker(reportCrash);

let running: AbortController | undefined;
let expectedTimer: ReturnType<typeof setTimeout> | undefined;
let warmed = false;

/** Starts the worker and follows the preferences that a review depends on; harmless when called again. */
export function warmReview(): void {
  if (warmed) return;
  warmed = true;
  worker.warm();
  preferences.subscribe((now, before) => {
    if (contextKeys.some((key) => now[key] !== before[key])) void run();
  });
}

/** Puts something under review; what was there before is gone from the screen at once. */
export function startReview(
  paste: Paste,
  { origin = 'here', expected = '' }: { readonly origin?: 'here' | 'link'; readonly expected?: string } = {},
): void {
  stop();
  if (paste.kind === 'text' && paste.text.length > maxTextCharacters) {
    // Refused before it is copied anywhere: the worker would get a second one of it.
    const bytes = paste.text.length;
    writable.setState({ ...nothing, answer: { kind: 'too-large', bytes, limit: maxTextCharacters } });
    announce(tooLarge);
    return;
  }
  writable.setState({ ...nothing, paste, origin, expected });
  void run();
}

/** Back to an empty page. */
export function clearReview(): void {
  stop();
  writable.setState(nothing);
}

/** @param choice a position in `choices`; undefined to choose again */
export function choose(choice: number | undefined): void {
  writable.setState({ choice, repaired: false, accepted: {} });
  void run();
}

/** Looks at the repaired copy instead, or again at what was pasted. What was accepted was said of the other one. */
export function lookAtRepaired(repaired: boolean): void {
  writable.setState({ repaired, accepted: {} });
  void run();
}

/** Sets the value to compare with; the answer follows when typing pauses. */
export function setExpected(expected: string): void {
  if (expected === writable.getState().expected) return;
  writable.setState({ expected });
  clearTimeout(expectedTimer);
  expectedTimer = setTimeout(() => void run(), expectedAfterMilliseconds);
}

/** Ends the work under way; what was answered before stays. */
export function cancelReview(): void {
  stop();
  writable.setState({ work: { kind: 'cancelled' } });
}

export function retryReview(): void {
  void run();
}

/** @param reason empty takes the acceptance back */
export function acceptFindings(ids: readonly string[], reason: string): void {
  writable.setState(({ accepted }) => {
    const next = new Map(Object.entries(accepted));
    for (const id of ids) {
      if (reason === '') next.delete(id);
      else next.set(id, reason);
    }
    return { accepted: Object.fromEntries(next) };
  });
}

/** The worker of the review, for calls that belong to it: comparing, reports, links. */
export const reviewCalls = worker;

/** The review on screen, or undefined while there is none. */
export function currentReview({ answer }: ReviewState = writable.getState()): Review | undefined {
  return answer?.kind === 'reviewed' ? answer.review : undefined;
}

/** The document under review, its exact bytes. */
export function reviewedDocument(review: Review | undefined): DocumentInput | undefined {
  const document = review?.subject?.document;
  if (document === undefined) return undefined;
  return document.text === undefined
    ? { kind: 'bytes', bytes: document.bytes }
    : { kind: 'text', text: document.text };
}

/** True while what is on screen was answered for something older. */
export function isReviewStale({ answered, paste, choice, repaired, expected }: ReviewState): boolean {
  return (
    answered !== undefined &&
    (answered.paste !== paste ||
      answered.choice !== choice ||
      answered.repaired !== repaired ||
      answered.expected !== expected)
  );
}

export function contextOf(state: Preferences): Omit<AnalysisContext, 'now'> {
  const { platform, release, kata, cococtl, production } = state;
  return { platform, release, cococtl, production, ...(kata === 'release' ? {} : { engine: kata }) };
}

function stop(): void {
  clearTimeout(expectedTimer);
  running?.abort(new DOMException('The review was stopped.', 'AbortError'));
  running = undefined;
}

/**
 * Asks the worker, in two steps where there is nothing on screen yet: the headline takes milliseconds, and everything
 * that is worked out by asking the policy comes after it.
 */
async function run(): Promise<void> {
  stop();
  const { paste, choice, repaired, expected, answer: before } = writable.getState();
  if (paste === undefined) return;
  const abort = new AbortController();
  running = abort;
  const context = contextOf(preferences.getState());
  const now = Date.now();
  writable.setState({ work: { kind: 'running', done: 0, of: 0 } });
  const request = { paste, choice, repaired, expected, context: { ...context, now } };
  const ask = async (depth: 'headline' | 'full') => {
    const answer = await worker.call(
      'review',
      { ...request, depth },
      {
        signal: abort.signal,
        onProgress: (done, of) => {
          if (running === abort) writable.setState({ work: { kind: 'running', done, of } });
        },
      },
    );
    if (running !== abort) return;
    const answered = { paste, choice, repaired, expected, context };
    writable.setState({ answer, answered, answeredAt: now, depth });
  };
  try {
    if (before === undefined) await ask('headline');
    if (running === abort) await ask('full');
    if (running !== abort) return;
    writable.setState({ work: { kind: 'idle' } });
    speak();
  } catch (error) {
    if (running !== abort) return;
    const reason = error instanceof Error ? error.message : String(error);
    writable.setState({ work: { kind: 'failed', reason } });
    announce('The review could not be made.');
  } finally {
    if (running === abort) running = undefined;
  }
}

/** A screen reader hears what is read first: the headline and the sentence. */
function speak(): void {
  const review = currentReview();
  if (review === undefined) announce(tooLarge);
  else announce([review.headline.text, ...review.sentence.map(({ text }) => text)].join(' '));
}
