/** The attack suite against the policy on screen: run when it is asked for, kept until it is run again. */
import type { AttackAnswer } from '#workers/policy-run-calls.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { announce } from './announcer.ts';
import { simulateGiven, runStore } from './policy-run.ts';
import { knownManifest } from './pod-facts.ts';
import { policyInputs, type PolicyInputs } from './policy-text.ts';
import { showPolicyPanel } from './policy-view.ts';
import { endOf, idle, longCalls, runningCalls, type Work } from './policy-workers.ts';
import { workspace } from './workspace.ts';

export interface AttackState {
  readonly result:
    | { readonly of: PolicyInputs; readonly manifest: string; readonly answers: readonly AttackAnswer[] }
    | undefined;
  readonly work: Work;
}

const writable = createStore<AttackState>()(() => ({ result: undefined, work: idle }));

/** Changed by the functions of this file alone. */
export const attackStore: Pick<
  StoreApi<AttackState>,
  'getState' | 'getInitialState' | 'subscribe'
> = writable;

let running: AbortController | undefined;

/** Runs every attack; one run at a time. */
export async function runAttackSuite(): Promise<void> {
  const of = policyInputs();
  if (of === undefined || running !== undefined) return;
  const abort = new AbortController();
  running = abort;
  const { manifest } = workspace.getState();
  writable.setState({ work: { kind: 'running', done: 0, of: 0 } });
  try {
    const answers = await longCalls.call(
      'attacks',
      { ...of, ...knownManifest(), pod: runStore.getState().pod },
      {
        signal: abort.signal,
        onProgress: (done, total) => {
          writable.setState({ work: { kind: 'running', done, of: total } });
        },
      },
    );
    writable.setState({ result: { of, manifest, answers }, work: idle });
    const through = answers.filter(({ outcome }) => outcome === 'through').length;
    announce(`${String(through)} of ${String(answers.length)} attacks get through`);
  } catch (error) {
    writable.setState({ work: endOf(error, abort.signal) });
  } finally {
    running = undefined;
  }
}

export function cancelAttacks(): void {
  running?.abort(new DOMException('The attacks were stopped.', 'AbortError'));
}

/** Opens one attack in the simulator, with the honest beginning before it. */
export async function openAttack({ id, title }: Pick<AttackAnswer, 'id' | 'title'>): Promise<void> {
  const plan = await runningCalls.call('attackPlan', {
    ...knownManifest(),
    pod: runStore.getState().pod,
    id,
  });
  if (plan === undefined) return;
  simulateGiven(`Attack: ${title}`, plan);
  showPolicyPanel('simulate');
}
