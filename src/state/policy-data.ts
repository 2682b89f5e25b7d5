/** What a policy of genpolicy holds, read again when the policy changes while the panel is on screen. */
import type { PolicyDataAnswer } from '#workers/policy-generate-calls.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { latestOnly } from './latest.ts';
import { policyInputs, policyText, type PolicyInputs } from './policy-text.ts';
import { endOf, idle, longCalls, type Work } from './policy-workers.ts';
import { preferences } from './preferences.ts';
import { workspace } from './workspace.ts';

export interface PolicyDataState {
  /** `answer` is absent when the policy is none of genpolicy's. */
  readonly result: { readonly of: PolicyInputs; readonly answer: PolicyDataAnswer | undefined } | undefined;
  readonly work: Work;
}

const writable = createStore<PolicyDataState>()(() => ({ result: undefined, work: idle }));

/** Changed by the functions of this file alone. */
export const policyDataStore: Pick<
  StoreApi<PolicyDataState>,
  'getState' | 'getInitialState' | 'subscribe'
> = writable;

const afterMilliseconds = 300;
const reading = latestOnly(read, afterMilliseconds);

/** Every policy of genpolicy has an object of this name at its end; whether it is one is for the worker to say. */
export function looksLikeGenpolicy(policy: string | undefined): boolean {
  return policy !== undefined && /^policy_data\s*:=/m.test(policy);
}

/** @returns stops following */
export function followPolicyData(): () => void {
  const stops = [
    workspace.subscribe((now, before) => {
      if (now.document !== before.document) reading.request();
    }),
    preferences.subscribe((now, before) => {
      if (now.kata !== before.kata || now.release !== before.release) reading.request();
    }),
  ];
  reading.request();
  return () => {
    for (const stop of stops) stop();
  };
}

export function cancelPolicyData(): void {
  reading.stop();
  writable.setState({ work: { kind: 'cancelled' } });
}

export function readPolicyDataAgain(): void {
  reading.request();
}

async function read(signal: AbortSignal): Promise<void> {
  const of = policyInputs();
  if (of === undefined || !looksLikeGenpolicy(policyText())) {
    writable.setState({ result: undefined, work: idle });
    return;
  }
  writable.setState({ work: { kind: 'running', done: 0, of: 0 } });
  try {
    const answer = await longCalls.call('policyData', of, { signal });
    if (!signal.aborted) writable.setState({ result: { of, answer }, work: idle });
  } catch (error) {
    writable.setState({ work: endOf(error, signal) });
  }
}
