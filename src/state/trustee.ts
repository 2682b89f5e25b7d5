/** What becomes of the open document on every way to a guest, worked out in a worker while the Trustee mode is open. */
import type { DocumentInput } from '#core/analysis/analysis.ts';
import type { BindAnswer } from '#workers/trustee-calls.ts';
import { trusteeWorker } from '#workers/trustee-worker.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { latestOnly } from './latest.ts';
import { reportCrash } from './session.ts';
import { workspace } from './workspace.ts';

export interface TrusteeState {
  /** Of `bound.of`, which may be a slightly older document. */
  readonly bound: { readonly of: DocumentInput; readonly answer: BindAnswer } | undefined;
  /** Our own defect; the document is not to blame. */
  readonly failure: string | undefined;
}

const writable = createStore<TrusteeState>()(() => ({ bound: undefined, failure: undefined }));

/** Changed by this file alone. */
export const trusteeStore: Pick<
  StoreApi<TrusteeState>,
  'getState' | 'getInitialState' | 'subscribe'
> = writable;

/** Started when it is first asked something. */
export const trusteeCalls = trusteeWorker(reportCrash);

const binding = latestOnly(bind);

/** Follows the document for as long as something shows its binding. @returns stops following */
export function followBinding(): () => void {
  const stop = workspace.subscribe((now, before) => {
    if (now.document !== before.document) binding.request();
  });
  binding.request();
  return stop;
}

async function bind(signal: AbortSignal): Promise<void> {
  const { document } = workspace.getState();
  if (writable.getState().bound?.of === document) return;
  try {
    const answer = await trusteeCalls.call('bind', { document }, { signal });
    writable.setState({ bound: { of: document, answer }, failure: undefined });
  } catch (error) {
    if (signal.aborted) return;
    writable.setState({ failure: error instanceof Error ? error.message : String(error) });
  }
}
