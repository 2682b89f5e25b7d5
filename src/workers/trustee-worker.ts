/** The worker of the Trustee mode: binding, claims, and the policy of the key broker. */
import { workerClient, type WorkerClient } from './client.ts';
import { startWorker } from './start-worker.ts';
import type { TrusteeCalls } from './trustee-calls.ts';
import trusteeUrl from './trustee.worker.ts?worker&url';

export function trusteeWorker(onCrash: (reason: string) => void): WorkerClient<TrusteeCalls> {
  return workerClient<TrusteeCalls>(() => startWorker(trusteeUrl, 'trustee'), onCrash);
}
