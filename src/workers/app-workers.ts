/** The two workers of the app, started from their own files and bound by the page's policy. */
import analysisUrl from './analysis.worker.ts?worker&url';
import type { AnalysisCalls, EncodingCalls } from './calls.ts';
import { workerClient, type WorkerClient } from './client.ts';
import encodingUrl from './encoding.worker.ts?worker&url';
import { startWorker } from './start-worker.ts';

export function analysisWorker(onCrash: (reason: string) => void): WorkerClient<AnalysisCalls> {
  return workerClient<AnalysisCalls>(() => startWorker(analysisUrl, 'analysis'), onCrash);
}

export function encodingWorker(onCrash: (reason: string) => void): WorkerClient<EncodingCalls> {
  return workerClient<EncodingCalls>(() => startWorker(encodingUrl, 'encoding'), onCrash);
}
