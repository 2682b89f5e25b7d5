/** What somebody pasted to find out about it: an event, an error of containerd, a log of requests. Never stored. */
import type { EventAnswer, PasteAnswer, ReplayedRequest } from '#workers/policy-run-calls.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { announce } from './announcer.ts';
import { simulateGiven } from './policy-run.ts';
import { policyInputs, type PolicyInputs } from './policy-text.ts';
import { showPolicyPanel } from './policy-view.ts';
import { endOf, idle, longCalls, type Work } from './policy-workers.ts';

export interface PasteState {
  readonly text: string;
  readonly answer: PasteAnswer | undefined;
  /** Of the log, once it was sent to the policy `of`. */
  readonly replayed: { readonly of: PolicyInputs; readonly requests: readonly ReplayedRequest[] } | undefined;
  readonly work: Work;
}

const nothing: PasteState = { text: '', answer: undefined, replayed: undefined, work: idle };

const writable = createStore<PasteState>()(() => nothing);

/** Changed by the functions of this file alone. */
export const pasteStore: Pick<StoreApi<PasteState>, 'getState' | 'getInitialState' | 'subscribe'> = writable;

let running: AbortController | undefined;

/** Looks at a text; a log is sent to the policy at once. */
export async function readEvents(text: string): Promise<void> {
  cancelPaste();
  writable.setState({ ...nothing, text });
  if (text.trim() === '') return;
  const of = policyInputs() ?? { policy: '', profile: 'kata-3.30' as const };
  await worked(async (signal) => {
    const answer = await longCalls.call('readPaste', { ...of, text }, { signal });
    writable.setState({ answer, work: idle });
    const { events, log } = answer;
    if (log === undefined) announce(`${String(events.length)} messages of the agent were found`);
  });
  if (writable.getState().text === text && writable.getState().answer?.log !== undefined) await replayLog();
}

/** Sends the pasted log to the policy on screen. */
export async function replayLog(): Promise<void> {
  const of = policyInputs();
  const { text } = writable.getState();
  if (of === undefined) return;
  await worked(async (signal) => {
    const requests = await longCalls.call(
      'replay',
      { ...of, text },
      {
        signal,
        onProgress: (done, total) => {
          writable.setState({ work: { kind: 'running', done, of: total } });
        },
      },
    );
    writable.setState({ replayed: { of, requests }, work: idle });
    const refused = requests.filter(({ outcome }) => outcome !== 'allowed').length;
    announce(`${String(refused)} of ${String(requests.length)} requests are not allowed`);
  });
}

export function cancelPaste(): void {
  running?.abort(new DOMException('It was stopped.', 'AbortError'));
  running = undefined;
}

/** Evaluates the request that an event shows. */
export function openEvent({ entrypoint, input }: EventAnswer): void {
  if (input === undefined) return;
  const step = { entrypoint, input, title: 'as the event shows it' };
  simulateGiven(`${entrypoint} of an event`, { setup: [], steps: [step] });
  showPolicyPanel('simulate');
}

/** Evaluates one line of the log, after those before it. */
export async function openLogLine(line: number): Promise<void> {
  const { text } = writable.getState();
  const plan = await longCalls.call('replayPlan', { text, line });
  simulateGiven(`Line ${String(line)} of the log`, plan);
  showPolicyPanel('simulate');
}

async function worked(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const abort = new AbortController();
  running = abort;
  writable.setState({ work: { kind: 'running', done: 0, of: 0 } });
  try {
    await work(abort.signal);
  } catch (error) {
    if (running === abort || abort.signal.aborted) writable.setState({ work: endOf(error, abort.signal) });
  } finally {
    if (running === abort) running = undefined;
  }
}
