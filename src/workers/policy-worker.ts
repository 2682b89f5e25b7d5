/** The worker of the policy workbench. One client follows the text, another one runs what takes long: each has its own thread. */
import { workerClient, type WorkerClient } from './client.ts';
import type { PolicyCalls } from './policy-calls.ts';
import policyUrl from './policy.worker.ts?worker&url';
import { startWorker } from './start-worker.ts';

export function policyWorker(onCrash: (reason: string) => void): WorkerClient<PolicyCalls> {
  return workerClient<PolicyCalls>(() => startWorker(policyUrl, 'policy'), onCrash);
}
