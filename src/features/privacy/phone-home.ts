/**
 * Tries to reach a foreign host by every way that a page has, to show that the browser refuses. A refusal by policy is
 * told from a mere failure, such as being offline, by the event that the browser raises for it.
 */
import { probeWorker, tryEverything, type ProbeResult } from '#workers/probe.ts';
import { startWorker } from '#workers/start-worker.ts';
import probeAddress from '#workers/probe.worker.ts?worker&url';

/** Reserved for documentation by RFC 2606. Nothing is sent along. */
export const foreignAddress = 'https://example.com/init-data-studio-tries-to-phone-home';

export interface Attempt {
  readonly from: 'page' | 'worker';
  readonly way: string;
  /** `policy`: refused by the policy. `failed`: did not get out, for a reason the browser does not tell. */
  readonly outcome: 'policy' | 'failed' | 'went out';
  /** The browser's words, and the rule of the policy that it names. */
  readonly words: string;
}

/** Every way out of the page and of a worker; never rejects. */
export async function phoneHome(): Promise<readonly Attempt[]> {
  return [...(await fromPage()), ...(await fromWorker())];
}

/** The worker is started like all others of the app, and tells which directives refused it. */
async function fromWorker(): Promise<readonly Attempt[]> {
  const worker = startWorker(probeAddress, 'probe');
  const violations: string[] = [];
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isViolation(data)) violations.push(data.directive);
  });
  try {
    const results = await probeWorker(worker, foreignAddress);
    await pause();
    return attemptsFrom('worker', results, violations);
  } finally {
    worker.terminate();
  }
}

function isViolation(data: unknown): data is { readonly directive: string } {
  return (
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    data.type === 'probe-violation' &&
    'directive' in data &&
    typeof data.directive === 'string'
  );
}

/** One after the other, so that each refusal is told of the right way. */
async function fromPage(): Promise<readonly Attempt[]> {
  return [
    ...(await watched(() => tryEverything(foreignAddress))),
    ...(await watched(() => [tryBeacon()])),
    ...(await watched(async () => [await tryImage()])),
  ];
}

async function watched(
  run: () => readonly Result[] | Promise<readonly Result[]>,
): Promise<readonly Attempt[]> {
  const violations: string[] = [];
  const listen = (event: SecurityPolicyViolationEvent) => {
    violations.push(event.effectiveDirective);
  };
  document.addEventListener('securitypolicyviolation', listen);
  try {
    const results = await run();
    // The event comes in a task of its own, after the refusal.
    await pause();
    return attemptsFrom('page', results, violations);
  } finally {
    document.removeEventListener('securitypolicyviolation', listen);
  }
}

/** What one attempt saw; `queued` is neither out nor refused until the browser says more. */
export interface Result {
  readonly way: string;
  readonly outcome: ProbeResult['outcome'] | 'queued';
  readonly message: string;
}

/** The directives that stand over each way; one that is not named here is under `connect-src`. */
const directivesOver: Readonly<Record<string, readonly string[]>> = {
  import: ['script-src-elem', 'script-src', 'worker-src'],
  importScripts: ['require-trusted-types-for', 'script-src-elem', 'script-src'],
  image: ['img-src'],
};

/** Joins what each way reported with the refusals that the browser raised meanwhile. */
export function attemptsFrom(
  from: Attempt['from'],
  results: readonly Result[],
  violations: readonly string[],
): readonly Attempt[] {
  return results
    .filter(({ outcome }) => outcome !== 'absent')
    .map(({ way, outcome, message }) => {
      const over = directivesOver[way] ?? ['connect-src'];
      const rule = violations.find((directive) => over.includes(directive));
      if (outcome === 'went out') return { from, way, outcome, words: message };
      if (rule !== undefined) return { from, way, outcome: 'policy', words: `${message} (${rule})` };
      return { from, way, outcome: outcome === 'queued' ? 'went out' : 'failed', words: message };
    });
}

function tryBeacon(): Result {
  // Some browsers say true and refuse afterwards: the policy's event decides.
  const queued = navigator.sendBeacon(foreignAddress);
  return {
    way: 'sendBeacon',
    outcome: queued ? 'queued' : 'refused',
    message: `sendBeacon returned ${String(queued)}`,
  };
}

function tryImage(): Promise<Result> {
  return new Promise((resolve) => {
    const image = new Image();
    image.addEventListener('load', () => {
      resolve({ way: 'image', outcome: 'went out', message: 'The image was loaded.' });
    });
    image.addEventListener('error', () => {
      resolve({ way: 'image', outcome: 'refused', message: 'error event' });
    });
    image.src = foreignAddress;
  });
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 50);
  });
}
