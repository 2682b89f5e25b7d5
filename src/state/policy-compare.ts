/** What the policy on screen is compared with. Compared again whenever the policy changes. */
import type { ComparisonAnswer } from '#workers/policy-calls.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { latestOnly } from './latest.ts';
import { policyInputs, type PolicyInputs } from './policy-text.ts';
import { endOf, idle, longCalls, type Work } from './policy-workers.ts';
import { preferences } from './preferences.ts';
import { workspace } from './workspace.ts';

export type OtherPolicy =
  /** The answers that genpolicy gives when nobody changes its settings. */
  { readonly kind: 'genpolicy' } | { readonly kind: 'text'; readonly name: string; readonly text: string };

export interface CompareState {
  readonly other: OtherPolicy | undefined;
  /** Of two texts. */
  readonly result: { readonly of: PolicyInputs; readonly answer: ComparisonAnswer } | undefined;
  readonly work: Work;
}

const writable = createStore<CompareState>()(() => ({ other: undefined, result: undefined, work: idle }));

/** Changed by the functions of this file alone. */
export const compareStore: Pick<
  StoreApi<CompareState>,
  'getState' | 'getInitialState' | 'subscribe'
> = writable;

/** A comparison takes up to seconds: it waits until a person rests. */
const afterMilliseconds = 400;

const comparing = latestOnly(compare, afterMilliseconds);

/** Follows the policy while the matrix is on screen. @returns stops following */
export function followComparison(): () => void {
  const stops = [
    workspace.subscribe((now, before) => {
      if (now.document !== before.document) comparing.request();
    }),
    preferences.subscribe((now, before) => {
      if (now.kata !== before.kata || now.release !== before.release) comparing.request();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** @param other undefined ends the comparison */
export function comparePolicyWith(other: OtherPolicy | undefined): void {
  comparing.stop();
  writable.setState({ other, result: undefined, work: idle });
  comparing.request();
}

export function cancelComparison(): void {
  comparing.stop();
  writable.setState({ work: { kind: 'cancelled' } });
}

export function compareAgain(): void {
  comparing.request();
}

async function compare(signal: AbortSignal): Promise<void> {
  const { other } = writable.getState();
  const of = policyInputs();
  if (other?.kind !== 'text' || of === undefined) return;
  writable.setState({ work: { kind: 'running', done: 0, of: 0 } });
  try {
    const answer = await longCalls.call('compare', { ...of, other: other.text }, { signal });
    if (signal.aborted || writable.getState().other !== other) return;
    writable.setState({ result: { of, answer }, work: idle });
  } catch (error) {
    if (writable.getState().other === other) writable.setState({ work: endOf(error, signal) });
  }
}
