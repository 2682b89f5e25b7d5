/** The worker of the review, apart from those of Compose: neither is loaded for the other. */
import type { ReviewCalls } from './calls.ts';
import { workerClient, type WorkerClient } from './client.ts';
import reviewUrl from './review.worker.ts?worker&url';
import { startWorker } from './start-worker.ts';

/** Longer than a step of a usual review takes, and shorter than it takes a person to wonder. */
const hearingMilliseconds = 250;

export function reviewWorker(onCrash: (reason: string) => void): WorkerClient<ReviewCalls> {
  return workerClient<ReviewCalls>(() => startWorker(reviewUrl, 'review'), onCrash, hearingMilliseconds);
}
