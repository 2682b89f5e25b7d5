import { afterEach, expect, test, vi } from 'vitest';
import { reviewPaste } from '#workers/review.ts';
import type { ReviewCalls } from '#workers/calls.ts';
import { workerClient, type WorkerLike } from '#workers/client.ts';
import type { Handlers } from '#workers/server.ts';
import { localWorker } from '#workers/testing/local-worker.ts';
import {
  acceptFindings,
  cancelReview,
  clearReview,
  currentReview,
  reviewStore,
  startReview,
} from './review.ts';

const workers = vi.hoisted(() => ({ started: [] as { readonly terminated: () => boolean }[] }));

/** Pastes with this name take for ever, in steps. */
const endless = 'endless';

vi.mock('#workers/review-worker.ts', () => ({
  reviewWorker: () => {
    const unused = () => Promise.reject(new Error('not asked here'));
    const handlers: Handlers<ReviewCalls> = {
      review: async (request, progress, steps) => {
        while (request.paste.name === endless) {
          await new Promise((resolve) => {
            setTimeout(resolve, 1);
          });
          await steps.next();
        }
        return reviewPaste(request, progress, steps);
      },
      compare: unused,
      makeLink: unused,
      readLink: unused,
    };
    const start = (): WorkerLike => {
      const worker = localWorker(handlers);
      workers.started.push(worker);
      return worker;
    };
    return workerClient<ReviewCalls>(start, undefined, 5_000);
  },
}));

const document = (note: string) => `# ${note}\nversion = "0.1.0"\nalgorithm = "sha256"\n[data]\n`;

const answered = async (): Promise<void> => {
  await vi.waitFor(() => {
    expect(reviewStore.getState()).toMatchObject({ work: { kind: 'idle' }, depth: 'full' });
    expect(currentReview()).toBeDefined();
  });
};

afterEach(clearReview);

test('the headline comes first, then all of it', async () => {
  const depths: string[] = [];
  const stop = reviewStore.subscribe(({ answer, depth }, before) => {
    if (answer !== before.answer && answer !== undefined) depths.push(depth);
  });
  startReview({ kind: 'text', text: document('first') });
  expect(reviewStore.getState().work.kind).toBe('running');
  await answered();
  stop();
  expect(depths).toEqual(['headline', 'full']);
});

test('another paste takes the place of the one under way, in the same worker', async () => {
  startReview({ kind: 'text', text: document('the first'), name: endless });
  startReview({ kind: 'text', text: document('the second') });
  await answered();
  expect(currentReview()?.subject?.document?.text).toContain('the second');
  expect(workers.started).toHaveLength(1);
  expect(workers.started[0]?.terminated()).toBe(false);
});

test('what was stopped says so and leaves nothing', async () => {
  startReview({ kind: 'text', text: document('stopped'), name: endless });
  cancelReview();
  expect(reviewStore.getState()).toMatchObject({ work: { kind: 'cancelled' }, answer: undefined });
  startReview({ kind: 'text', text: document('after it') });
  await answered();
  expect(currentReview()?.subject?.document?.text).toContain('after it');
});

test('findings are accepted together, and given back one by one', () => {
  acceptFindings(['a', 'b', '__proto__'], 'known');
  acceptFindings(['b'], '');
  expect(Object.entries(reviewStore.getState().accepted)).toEqual([
    ['a', 'known'],
    ['__proto__', 'known'],
  ]);
});
