/**
 * What is known of the policy of the open document: findings and matrix, worked out in a worker while the Policy mode is
 * open. The latest text is always next; of a text that was replaced meanwhile nothing further is asked.
 */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { WorkerFailure } from '#workers/client.ts';
import type { MatrixAnswer } from '#workers/policy-calls.ts';
import { policyWorker } from '#workers/policy-worker.ts';
import { nothingOfPolicy, writablePolicy } from './policy-store.ts';
import { areSameInputs, policyInputs, type PolicyInputs } from './policy-text.ts';
import { preferences } from './preferences.ts';
import { reportCrash } from './session.ts';
import { markMatrix, markPolicyChecked, markPolicyLinted } from './timing.ts';
import { workspace } from './workspace.ts';

/**
 * What the matrix may take: first to answer before the next letter, then for what was cut short, and at last once the person
 * rests. Each goes on where the one before ended.
 */
const quickMilliseconds = 40;
const furtherMilliseconds = 400;
const patientMilliseconds = 4_000;
const restMilliseconds = 600;

const behindAfterMilliseconds = 150;

/** A crash that repeats at once is in the text's way; trying for ever would only heat the machine. */
const maxCrashesInARow = 3;

const worker = policyWorker(reportCrash);

/** The worker that follows the text, for short questions about it. */
export const policyCalls = worker;

let openCount = 0;
/** Of them, those that show the matrix: the others need no more of it than the lint does. */
let matrixCount = 0;
let isRunning = false;
let wanted = false;
let crashes = 0;
let behindTimer: ReturnType<typeof setTimeout> | undefined;
let restTimer: ReturnType<typeof setTimeout> | undefined;

/**
 * Follows the document for as long as a mode is open that shows answers about its policy.
 *
 * @param rest milliseconds without a change to wait for first; without one each change is studied at once, and the worker is
 * started although there may be no policy yet
 * @returns stops following
 */
export function followPolicy(rest?: number): () => void {
  const showsMatrix = rest === undefined;
  openCount += 1;
  if (showsMatrix) matrixCount += 1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = (): void => {
    clearTimeout(timer);
    if (showsMatrix) request();
    else timer = setTimeout(request, rest);
  };
  const stops = [
    workspace.subscribe((now, before) => {
      if (now.document !== before.document) ask();
    }),
    preferences.subscribe((now, before) => {
      if (now.kata !== before.kata || now.release !== before.release) ask();
    }),
  ];
  if (showsMatrix) {
    worker.warm();
    // What was left unfinished where nobody saw it.
    if (writablePolicy.getState().matrix?.answer.complete === false) wanted = true;
  }
  ask();
  return () => {
    openCount -= 1;
    if (showsMatrix) matrixCount -= 1;
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

function request(): void {
  const { found, matrix } = writablePolicy.getState();
  const inputs = policyInputs();
  if (inputs === undefined) {
    wanted = false;
    clearTimeout(restTimer);
    settle();
    writablePolicy.setState(nothingOfPolicy);
    return;
  }
  // Other entries of the document change without the policy changing.
  if (!wanted && !isRunning && areSameInputs(found?.of, inputs) && areSameInputs(matrix?.of, inputs)) return;
  wanted = true;
  behindTimer ??= setTimeout(() => {
    writablePolicy.setState({ isBehind: true });
  }, behindAfterMilliseconds);
  if (!isRunning) void work();
}

async function work(): Promise<void> {
  isRunning = true;
  clearTimeout(restTimer);
  while (isWanted()) {
    wanted = false;
    const inputs = policyInputs();
    if (inputs === undefined) break;
    try {
      await study(inputs);
      crashes = 0;
    } catch (error) {
      crashes += 1;
      wanted ||= error instanceof WorkerFailure && crashes < maxCrashesInARow;
      if (!wanted)
        writablePolicy.setState({ failure: error instanceof Error ? error.message : String(error) });
    }
  }
  isRunning = false;
  settle();
}

async function study(inputs: PolicyInputs): Promise<void> {
  const checking = worker.call('check', inputs);
  // Asked for at once: the worker does not wait while the page draws the findings.
  const trying = worker.call('matrix', { ...inputs, milliseconds: quickMilliseconds });
  trying.catch(() => undefined);
  const parsed = await checking;
  if (isOld()) return;
  // Until the lint has spoken, what it said before is kept where it still fits: marks that come and go distract.
  const before = writablePolicy.getState();
  if (before.found === undefined || parsed.some(isError) || !before.linted) tell(inputs, parsed, false);
  markPolicyChecked();
  let answer = await trying;
  if (isOld()) return;
  tellMatrix(inputs, answer);
  markMatrix();
  if (!answer.complete) {
    answer = await worker.call('matrix', { ...inputs, milliseconds: furtherMilliseconds });
    if (isOld()) return;
    tellMatrix(inputs, answer);
  }
  const findings = await worker.call('lint', inputs);
  if (isOld()) return;
  writablePolicy.setState({ found: { of: inputs, findings }, linted: true });
  markPolicyLinted();
  if (!answer.complete && matrixCount > 0)
    restTimer = setTimeout(() => void finish(inputs), restMilliseconds);
}

function tellMatrix(of: PolicyInputs, answer: MatrixAnswer, isLast = false): void {
  const isSearching = !answer.complete && !isLast;
  writablePolicy.setState({ matrix: { of, answer }, isSearching, failure: undefined });
}

/** Goes on with what there was no time for. */
async function finish(inputs: PolicyInputs): Promise<void> {
  if (isRunning || openCount === 0 || !areSameInputs(inputs, policyInputs())) return;
  const answer = await worker
    .call('matrix', { ...inputs, milliseconds: patientMilliseconds })
    .catch(() => undefined);
  if (isRunning || !areSameInputs(inputs, policyInputs())) return;
  if (answer === undefined) writablePolicy.setState({ isSearching: false });
  else tellMatrix(inputs, answer, true);
}

function tell(of: PolicyInputs, diagnostics: readonly Diagnostic[], linted: boolean): void {
  writablePolicy.setState({
    found: { of, findings: diagnostics.map((diagnostic) => ({ diagnostic })) },
    linted,
    failure: undefined,
  });
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function isWanted(): boolean {
  return wanted && openCount > 0;
}

/** Between two questions: a newer text is waiting. */
function isOld(): boolean {
  return wanted;
}

function settle(): void {
  clearTimeout(behindTimer);
  behindTimer = undefined;
  if (writablePolicy.getState().isBehind) writablePolicy.setState({ isBehind: false });
}
