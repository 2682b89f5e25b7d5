/**
 * Tells what an opened thing is and what it holds. In a worker of its own, started when first needed: hostile YAML takes
 * seconds there, inflating a long document too, and the findings of the text on screen do not wait for it.
 */
import type { BundleReading } from '#core/bundle/read.ts';
import type { Recognition, RecognitionInput } from '#core/recognition/recognition.ts';
import { analysisWorker } from '#workers/app-workers.ts';
import type { Unwrapped, Wrapped } from '#workers/calls.ts';
import { reportCrash } from './session.ts';

const recognising = analysisWorker(reportCrash);

/** @throws the reason of `signal` when it is aborted, `WorkerFailure` when the worker died */
export function recognise(input: RecognitionInput, signal: AbortSignal): Promise<Recognition> {
  return recognising.call('recognise', input, { signal });
}

/** @throws the reason of `signal` when it is aborted, `WorkerFailure` when the worker died */
export function unwrap(wrapped: Wrapped, signal?: AbortSignal): Promise<Unwrapped> {
  return recognising.call('unwrap', wrapped, signal === undefined ? {} : { signal });
}

/** @throws the reason of `signal` when it is aborted, `WorkerFailure` when the worker died */
export function readBundle(bytes: Uint8Array, signal: AbortSignal): Promise<BundleReading> {
  return recognising.call('readBundle', bytes, { signal });
}
