/**
 * Requests that were saved with the outcome that they should have, run whenever the policy changes. They belong to a
 * document and never to its bytes.
 */
import type { RequestOutcome, SavedTest } from '#workers/policy-run-calls.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { announce } from './announcer.ts';
import { readBeside, writeBeside } from './beside-document.ts';
import { keepDocument } from './documents.ts';
import { latestOnly } from './latest.ts';
import { policyInputs, type PolicyInputs } from './policy-text.ts';
import { endOf, idle, runningCalls, type Work } from './policy-workers.ts';
import { preferences } from './preferences.ts';
import { workspace } from './workspace.ts';

export interface TestState {
  /** Of which document. */
  readonly id: string | undefined;
  readonly tests: readonly SavedTest[];
  readonly result: { readonly of: PolicyInputs; readonly outcomes: readonly RequestOutcome[] } | undefined;
  /** Outcomes before the last change of the policy that turned any of them around, by place in the list. */
  readonly flipped: ReadonlyMap<number, RequestOutcome['kind']>;
  readonly work: Work;
}

const nothing: TestState = { id: undefined, tests: [], result: undefined, flipped: new Map(), work: idle };

const writable = createStore<TestState>()(() => nothing);

/** Changed by the functions of this file alone. */
export const testStore: Pick<StoreApi<TestState>, 'getState' | 'getInitialState' | 'subscribe'> = writable;

const afterMilliseconds = 200;

const running = latestOnly(run, afterMilliseconds);

/** Follows document and policy while the Policy mode is open. @returns stops following */
export function followTests(): () => void {
  load();
  const stops = [
    workspace.subscribe((now, before) => {
      if (now.id !== before.id) load();
      else if (now.document !== before.document) running.request();
    }),
    preferences.subscribe((now, before) => {
      if (now.kata !== before.kata || now.release !== before.release) running.request();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

export function addTests(added: readonly SavedTest[]): void {
  change([...writable.getState().tests, ...added]);
  announce(added.length === 1 ? 'Saved as a test' : `${String(added.length)} tests were added`);
}

export function changeTest(index: number, to: Partial<SavedTest>): void {
  change(writable.getState().tests.map((test, at) => (at === index ? { ...test, ...to } : test)));
}

export function removeTest(index: number): void {
  change(writable.getState().tests.filter((_, at) => at !== index));
  announce('The test was removed');
}

/** Brings back the tests as they were, such as before one was removed. */
export function restoreTests(tests: readonly SavedTest[]): void {
  change(tests);
}

export function cancelTests(): void {
  running.stop();
  writable.setState({ work: { kind: 'cancelled' } });
}

export function runTestsAgain(): void {
  running.request();
}

function change(tests: readonly SavedTest[]): void {
  const { id } = workspace.getState();
  // What came before was said of another list.
  writable.setState({ id, tests, flipped: new Map(), result: undefined });
  writeBeside('policy-tests', id, tests.length === 0 ? undefined : tests);
  keepDocument();
  running.request();
}

function load(): void {
  const { id } = workspace.getState();
  if (writable.getState().id === id) return;
  writable.setState({ ...nothing, id, tests: testsFrom(readBeside('policy-tests', id)) });
  running.request();
}

async function run(signal: AbortSignal): Promise<void> {
  const of = policyInputs();
  const { tests } = writable.getState();
  if (of === undefined || tests.length === 0) {
    writable.setState({ result: undefined, work: idle });
    return;
  }
  try {
    const outcomes = await runningCalls.call('test', { ...of, tests }, { signal });
    const now = writable.getState();
    if (signal.aborted || now.tests !== tests) return;
    const flipped = flipsOf(now, outcomes);
    writable.setState({ result: { of, outcomes }, flipped, work: idle });
    if (flipped !== now.flipped && flipped.size > 0) {
      announce(
        `The change turned ${flipped.size === 1 ? 'one test' : `${String(flipped.size)} tests`} around`,
      );
    }
  } catch (error) {
    writable.setState({ work: endOf(error, signal) });
  }
}

/** What is different from the run before; the flips that are shown stay while nothing turns around again. */
function flipsOf({ result, flipped }: TestState, outcomes: readonly RequestOutcome[]): TestState['flipped'] {
  const found = new Map<number, RequestOutcome['kind']>();
  for (const [index, { kind }] of outcomes.entries()) {
    const was = result?.outcomes[index]?.kind;
    if (was !== undefined && was !== kind) found.set(index, was);
  }
  return found.size === 0 ? flipped : found;
}

const expectations: readonly SavedTest['expected'][] = ['allowed', 'denied', 'undefined', 'failed'];

/** Checks what storage holds: a list of tests, or none. */
export function testsFrom(stored: unknown): readonly SavedTest[] {
  if (!Array.isArray(stored)) return [];
  return (stored as readonly unknown[]).flatMap((each): readonly SavedTest[] => {
    if (typeof each !== 'object' || each === null) return [];
    const { description, entrypoint, input, expected } = each as Readonly<Record<string, unknown>>;
    const known = expectations.find((kind) => kind === expected);
    if (typeof entrypoint !== 'string' || typeof input !== 'string' || known === undefined) return [];
    return [
      {
        description: typeof description === 'string' ? description : '',
        entrypoint,
        input,
        expected: known,
      },
    ];
  });
}
