/** The worker of the policy engine, apart from those of Compose: a policy that runs away takes nothing else with it. */
import { workerClient, type WorkerClient } from './client.ts';
import type { RegoCalls } from './rego-calls.ts';
import regoUrl from './rego.worker.ts?worker&url';
import { startWorker } from './start-worker.ts';

/** Abort a call's signal to stop a policy that runs away: the next call starts a new worker. */
export function regoWorker(onCrash: (reason: string) => void): WorkerClient<RegoCalls> {
  return workerClient<RegoCalls>(() => startWorker(regoUrl, 'rego'), onCrash);
}
