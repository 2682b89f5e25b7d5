/**
 * Tells what an opened thing is. In a worker of its own, started when first needed: hostile YAML takes seconds there,
 * and the findings of the text on screen do not wait for it.
 */
import type { Recognition, RecognitionInput } from '#core/recognition/recognition.ts';
import { analysisWorker } from '#workers/app-workers.ts';
import { reportCrash } from './session.ts';

const recognising = analysisWorker(reportCrash);

/** @throws the reason of `signal` when it is aborted, `WorkerFailure` when the worker died */
export function recognise(input: RecognitionInput, signal: AbortSignal): Promise<Recognition> {
  return recognising.call('recognise', input, { signal });
}
