/**
 * From inputs to outputs: every change of the workspace is analysed at once, one call at a time and the latest text
 * next; the annotation is encoded when typing pauses, and an encoding of an older text is stopped.
 */
import type { AnalysisContext } from '#core/analysis/analysis.ts';
import { platformOf } from '#core/platform/platform.ts';
import { analysisWorker, encodingWorker } from '#workers/app-workers.ts';
import { WorkerFailure } from '#workers/client.ts';
import { announce } from './announcer.ts';
import { writableAnalysis, type Inputs } from './analysis.ts';
import { preferences } from './preferences.ts';
import { reportCrash } from './session.ts';
import { forgetOldMarks, markAnnotation, markFindings } from './timing.ts';
import { workspace } from './workspace.ts';

/** Long enough not to encode between two letters of a word, short enough not to be noticed. */
const encodeAfterMilliseconds = 40;

/** Most answers come sooner; a mark that is set and taken away again at each letter costs a frame and only flickers. */
const behindAfterMilliseconds = 32;

/** A crash that repeats at once is in the text's way; trying for ever would only heat the machine. */
const maxCrashesInARow = 3;

/** Preferences that an analysis and an encoding depend on. */
const analysisKeys = ['platform', 'release', 'kata', 'cococtl', 'production'] as const;
const encodingKeys = ['platform', 'encoder', 'writeRuntimeClass'] as const;

const analysing = analysisWorker(reportCrash);
const encoding = encodingWorker(reportCrash);

let analysisRunning = false;
let analysisWanted = false;
let crashesInARow = 0;
let encoderCrashesInARow = 0;
let behindTimer: ReturnType<typeof setTimeout> | undefined;
let encodeTimer: ReturnType<typeof setTimeout> | undefined;
let runningEncoding: AbortController | undefined;

/** Starts following the workspace and the preferences; call once. */
export function startPipeline(): void {
  analysing.warm();
  encoding.warm();
  workspace.subscribe((now, before) => {
    const changed = now.document !== before.document || now.manifest !== before.manifest;
    if (changed) requestAnalysis();
    if (changed || now.pod !== before.pod) requestEncoding();
  });
  preferences.subscribe((now, before) => {
    if (analysisKeys.some((key) => now[key] !== before[key])) requestAnalysis();
    if (encodingKeys.some((key) => now[key] !== before[key])) requestEncoding();
  });
  requestAnalysis();
  requestEncoding();
}

/** Stops the encoding under way; the outputs stay stale until the next change or `resumeEncoding`. */
export function cancelEncoding(): void {
  clearTimeout(encodeTimer);
  runningEncoding?.abort();
  writableAnalysis.setState({ encoding: { kind: 'cancelled' } });
}

export function resumeEncoding(): void {
  encoderCrashesInARow = 0;
  requestEncoding();
}

/** The worker that computes what each entry costs, on demand. */
export const encodingCalls = encoding;

function requestAnalysis(): void {
  analysisWanted = true;
  behindTimer ??= setTimeout(() => {
    writableAnalysis.setState({ isBehind: true });
  }, behindAfterMilliseconds);
  if (!analysisRunning) void analyse();
}

async function analyse(): Promise<void> {
  analysisRunning = true;
  while (analysisWanted) {
    analysisWanted = false;
    const inputs = currentInputs();
    try {
      const analysis = await analysing.call('analyse', {
        document: inputs.document,
        manifest: inputs.manifest,
        context: context(),
      });
      crashesInARow = 0;
      writableAnalysis.setState({ analysis, analysed: inputs, failure: undefined, ...settled(inputs) });
      markFindings();
      forgetOldMarks();
    } catch (error) {
      fail(error);
    }
  }
  analysisRunning = false;
}

/** Ends the waiting for findings, unless there was a change since these inputs. */
function settled(inputs: Inputs): { readonly isBehind?: false } {
  const latest = currentInputs();
  if (latest.document !== inputs.document || latest.manifest !== inputs.manifest) return {};
  clearTimeout(behindTimer);
  behindTimer = undefined;
  return { isBehind: false };
}

function fail(error: unknown): void {
  crashesInARow++;
  if (error instanceof WorkerFailure && crashesInARow < maxCrashesInARow) {
    analysisWanted = true;
    announce('The analysis stopped and was started again.');
    return;
  }
  writableAnalysis.setState({ failure: error instanceof Error ? error.message : String(error) });
}

function requestEncoding(): void {
  clearTimeout(encodeTimer);
  if (runningEncoding !== undefined) {
    runningEncoding.abort();
    encoding.warm();
  }
  encodeTimer = setTimeout(() => void encode(), encodeAfterMilliseconds);
}

async function encode(): Promise<void> {
  const abort = new AbortController();
  runningEncoding = abort;
  const inputs = currentInputs();
  const { encoder, platform, writeRuntimeClass } = preferences.getState();
  const runtimeClassName = writeRuntimeClass ? platformOf(platform).runtimeClasses[0] : undefined;
  writableAnalysis.setState({ encoding: { kind: 'running', done: 0, of: 1 } });
  try {
    const outputs = await encoding.call(
      'encode',
      { ...inputs, setting: encoder, runtimeClassName, platform },
      {
        signal: abort.signal,
        onProgress: (done, of) => {
          writableAnalysis.setState({ encoding: { kind: 'running', done, of } });
        },
      },
    );
    encoderCrashesInARow = 0;
    writableAnalysis.setState({ outputs, encoded: inputs, encoding: { kind: 'idle' } });
    markAnnotation();
  } catch (error) {
    if (abort.signal.aborted) return;
    encoderCrashesInARow++;
    if (error instanceof WorkerFailure && encoderCrashesInARow < maxCrashesInARow) {
      announce('Compressing stopped and was started again.');
      requestEncoding();
      return;
    }
    const reason = error instanceof Error ? error.message : String(error);
    writableAnalysis.setState({ encoding: { kind: 'failed', reason } });
  } finally {
    if (runningEncoding === abort) runningEncoding = undefined;
  }
}

function currentInputs(): Inputs {
  const { document, manifest, pod } = workspace.getState();
  return { document, manifest, pod };
}

function context(): AnalysisContext {
  const { platform, release, kata, cococtl, production } = preferences.getState();
  const engine = kata === 'release' ? {} : { engine: kata };
  return { platform, release, cococtl, production, ...engine, now: Date.now() };
}
