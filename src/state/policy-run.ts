/**
 * The simulator: a sequence of requests, of an action or given by another part of the page, sent to the policy again
 * whenever the policy or a request changes. State carries over from request to request.
 */
import type { ActionValues } from '#core/policy/simulate/actions.ts';
import type { ActionInfo, Plan, PodInfo, RunAnswer, SentRequest } from '#workers/policy-run-calls.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { latestOnly } from './latest.ts';
import { knownManifest } from './pod-facts.ts';
import { policyInputs, type PolicyInputs } from './policy-text.ts';
import { endOf, idle, runningCalls, type Work } from './policy-workers.ts';
import { preferences } from './preferences.ts';
import { workspace } from './workspace.ts';

/** What the requests are: those of an action, or some that came from elsewhere, such as an event. */
export type Scene =
  | { readonly kind: 'action'; readonly id: string; readonly values: ActionValues }
  | { readonly kind: 'given'; readonly title: string; readonly plan: Plan };

export interface RunState {
  readonly actions: readonly ActionInfo[];
  readonly pods: readonly PodInfo[];
  /** Place of the pod in the manifest; without one, a made-up pod is taken. */
  readonly pod: number;
  readonly scene: Scene;
  readonly plan: Plan | undefined;
  /** False when the requests are sent to an agent that has seen nothing before. */
  readonly withSetup: boolean;
  /** Texts of steps that a person changed, by the place of the step. */
  readonly edited: ReadonlyMap<number, string>;
  readonly result:
    | { readonly of: PolicyInputs; readonly steps: readonly SentRequest[]; readonly answer: RunAnswer }
    | undefined;
  readonly work: Work;
}

const writable = createStore<RunState>()(() => ({
  actions: [],
  pods: [],
  pod: 0,
  scene: { kind: 'action', id: 'run', values: {} },
  plan: undefined,
  withSetup: true,
  edited: new Map(),
  result: undefined,
  work: idle,
}));

/** Changed by the functions of this file alone. */
export const runStore: Pick<StoreApi<RunState>, 'getState' | 'getInitialState' | 'subscribe'> = writable;

/** Long enough not to run between two letters. */
const afterMilliseconds = 120;

const planning = latestOnly(plan);
const running = latestOnly(run, afterMilliseconds);

/** Follows policy and manifest while the simulator is on screen. @returns stops following */
export function followRun(): () => void {
  const stops = [
    workspace.subscribe((now, before) => {
      if (now.manifest !== before.manifest) planning.request();
      if (now.document !== before.document) running.request();
    }),
    preferences.subscribe((now, before) => {
      if (now.kata !== before.kata || now.release !== before.release) running.request();
    }),
  ];
  planning.request();
  return () => {
    for (const stop of stops) stop();
  };
}

export function chooseAction(id: string): void {
  if (writable.getState().actions.every((action) => action.id !== id)) return;
  show({ kind: 'action', id, values: {} });
}

/** What a person says about the action: the container, the command, the image. */
export function setActionValues(change: ActionValues): void {
  const { scene } = writable.getState();
  if (scene.kind === 'action') show({ ...scene, values: { ...scene.values, ...change } });
}

/** Shows requests that came from elsewhere. */
export function simulateGiven(title: string, given: Plan): void {
  show({ kind: 'given', title, plan: given });
}

export function choosePolicyPod(pod: number): void {
  writable.setState({ pod });
  planning.request();
}

export function setWithSetup(withSetup: boolean): void {
  writable.setState({ withSetup, result: undefined });
  running.request();
}

/** @param text undefined takes the change back */
export function editStep(index: number, text: string | undefined): void {
  writable.setState(({ edited }) => {
    const next = new Map(edited);
    if (text === undefined) next.delete(index);
    else next.set(index, text);
    return { edited: next };
  });
  running.request();
}

export function cancelRun(): void {
  running.stop();
  writable.setState({ work: { kind: 'cancelled' } });
}

export function runAgain(): void {
  running.request();
}

/** The requests as they are sent, changes of a person included. */
export function sentSteps({ plan: made, edited }: RunState): readonly SentRequest[] {
  return (made?.steps ?? []).map(({ entrypoint, input }, index) => ({
    entrypoint,
    input: edited.get(index) ?? input,
  }));
}

function show(scene: Scene): void {
  writable.setState({ scene, edited: new Map(), result: undefined });
  planning.request();
}

async function plan(signal: AbortSignal): Promise<void> {
  const known = knownManifest();
  try {
    if (writable.getState().actions.length === 0) {
      writable.setState({ actions: await runningCalls.call('actions', {}, { signal }) });
    }
    const pods = await runningCalls.call('pods', known, { signal });
    const { pod: asked, scene } = writable.getState();
    const pod = asked < pods.length ? asked : 0;
    const made =
      scene.kind === 'given'
        ? scene.plan
        : await runningCalls.call(
            'plan',
            { ...known, pod, action: scene.id, values: scene.values },
            { signal },
          );
    if (writable.getState().scene !== scene) return;
    writable.setState({ pods, pod, plan: made });
    running.request();
  } catch (error) {
    writable.setState({ work: endOf(error, signal) });
  }
}

async function run(signal: AbortSignal): Promise<void> {
  const of = policyInputs();
  const state = writable.getState();
  const { plan: made, withSetup } = state;
  if (of === undefined || made === undefined) return;
  const steps = sentSteps(state);
  const setup = withSetup ? made.setup : [];
  try {
    const answer = await runningCalls.call(
      'run',
      { ...of, setup, steps },
      {
        signal,
        onProgress: (done, total) => {
          // Most runs are over before anybody could read this.
          if (done % 8 === 0) writable.setState({ work: { kind: 'running', done, of: total } });
        },
      },
    );
    if (signal.aborted || writable.getState().plan !== made) return;
    writable.setState({ result: { of, steps, answer }, work: idle });
  } catch (error) {
    writable.setState({ work: endOf(error, signal) });
  }
}
