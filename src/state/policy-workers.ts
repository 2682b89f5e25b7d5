/** Workers beside the one that follows the text, each started when it is first needed. */
import { policyWorker } from '#workers/policy-worker.ts';
import { reportCrash } from './session.ts';

/** Runs what the simulator and the tests show; stopped together with a policy that runs away. */
export const runningCalls = policyWorker(reportCrash);

/** Takes what is long and can be cancelled: attacks, replays, comparisons. */
export const longCalls = policyWorker(reportCrash);

export type Work =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly done: number; readonly of: number }
  | { readonly kind: 'cancelled' }
  /** Our own defect. */
  | { readonly kind: 'failed'; readonly reason: string };

export const idle: Work = { kind: 'idle' };

/** What ended a piece of work, for the screen. */
export function endOf(error: unknown, signal: AbortSignal): Work {
  if (signal.aborted) return { kind: 'cancelled' };
  return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
}
