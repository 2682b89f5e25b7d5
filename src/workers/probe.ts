/**
 * Tries to reach a host that is not ours, on purpose: the network panel shows the browser's refusal, and the tests run
 * the same attempts on the page and inside every worker.
 */

/** One way out of a page or a worker, with what came of the attempt. */
export interface ProbeResult {
  readonly way: 'fetch' | 'XMLHttpRequest' | 'WebSocket' | 'EventSource' | 'import' | 'importScripts';
  /** `absent`: there is no such function here, or not in this kind of worker. */
  readonly outcome: 'refused' | 'went out' | 'absent';
  /** The browser's words, where it gives any. */
  readonly message: string;
}

/** Asks a worker that was started with `answerProbes` to try a fetch. */
export interface ProbeRequest {
  readonly type: 'probe-network';
  readonly id: string;
  /** An http(s) address of another host. */
  readonly address: string;
}

export interface ProbeAnswer {
  readonly type: 'probe-network-result';
  readonly id: string;
  readonly results: readonly ProbeResult[];
}

/** The part of a worker, or of a worker's own side, that a probe talks through. */
interface MessageDoor {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
}

type Attempt = Omit<ProbeResult, 'way'>;

/** The longest wait for a browser that neither opens a connection nor refuses it. */
const patience = 3_000;

/** A refusal by policy comes without a round trip; whatever opens or even only waits for an answer has gone out. */
function settled(start: (ends: Readonly<Record<'refuse' | 'goOut', (message: string) => void>>) => void) {
  return new Promise<Attempt>((resolve) => {
    const giveUp = setTimeout(() => {
      resolve({ outcome: 'went out', message: 'No answer yet.' });
    }, patience);
    const end = (outcome: Attempt['outcome']) => (message: string) => {
      clearTimeout(giveUp);
      resolve({ outcome, message });
    };
    try {
      start({ refuse: end('refused'), goOut: end('went out') });
    } catch (error) {
      end('refused')(String(error));
    }
  });
}

/** By `fetch` alone; never throws. */
export async function tryFetch(address: string): Promise<ProbeResult> {
  const attempt = await settled(({ refuse, goOut }) => {
    fetch(address, { mode: 'no-cors', credentials: 'omit', cache: 'no-store' }).then(
      () => {
        goOut('The request was answered.');
      },
      (error: unknown) => {
        refuse(String(error));
      },
    );
  });
  return { way: 'fetch', ...attempt };
}

function tryXhr(address: string): Promise<Attempt> {
  return settled(({ refuse, goOut }) => {
    const request = new XMLHttpRequest();
    request.addEventListener('load', () => {
      goOut('The request was answered.');
    });
    request.addEventListener('error', () => {
      refuse('error event');
    });
    request.open('GET', address);
    request.send();
  });
}

function trySocket(address: string): Promise<Attempt> {
  return settled(({ refuse, goOut }) => {
    const socket = new WebSocket(address.replace(/^http/, 'ws'));
    socket.addEventListener('open', () => {
      goOut('The socket opened.');
    });
    socket.addEventListener('error', () => {
      refuse('error event');
    });
  });
}

function tryEventSource(address: string): Promise<Attempt> {
  return settled(({ refuse, goOut }) => {
    const events = new EventSource(address);
    events.addEventListener('open', () => {
      events.close();
      goOut('The stream opened.');
    });
    events.addEventListener('error', () => {
      events.close();
      refuse('error event');
    });
  });
}

function tryImport(address: string): Promise<Attempt> {
  return settled(({ refuse, goOut }) => {
    import(/* @vite-ignore */ address).then(
      () => {
        goOut('The module ran.');
      },
      (error: unknown) => {
        refuse(String(error));
      },
    );
  });
}

function tryImportScripts(address: string): Promise<Attempt> {
  return settled(({ goOut }) => {
    (globalThis as unknown as { importScripts(address: string): void }).importScripts(address);
    goOut('The script ran.');
  });
}

const absent: Attempt = { outcome: 'absent', message: '' };

/** By every way that this global scope has; takes a moment, never throws. */
export async function tryEverything(address: string): Promise<readonly ProbeResult[]> {
  const here = (name: string): boolean => name in globalThis;
  return [
    await tryFetch(address),
    { way: 'XMLHttpRequest', ...(here('XMLHttpRequest') ? await tryXhr(address) : absent) },
    { way: 'WebSocket', ...(here('WebSocket') ? await trySocket(address) : absent) },
    { way: 'EventSource', ...(here('EventSource') ? await tryEventSource(address) : absent) },
    { way: 'import', ...(await tryImport(address)) },
    { way: 'importScripts', ...(here('importScripts') ? await tryImportScripts(address) : absent) },
  ];
}

function isProbeRequest(data: unknown): data is ProbeRequest {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'probe-network';
}

/**
 * Lets a worker of ours answer probes beside its own messages. Call it first in the worker's entry: it keeps probe
 * messages from the listeners that come after it.
 *
 * @param scope the worker's `self`.
 */
export function answerProbes(scope: MessageDoor): void {
  scope.addEventListener('message', (event) => {
    const { data } = event;
    if (!isProbeRequest(data)) return;
    event.stopImmediatePropagation();
    void tryEverything(data.address).then((results) => {
      scope.postMessage({ type: 'probe-network-result', id: data.id, results } satisfies ProbeAnswer);
    });
  });
}

function isProbeAnswer(data: unknown, id: string): data is ProbeAnswer {
  return (
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    data.type === 'probe-network-result' &&
    'id' in data &&
    data.id === id
  );
}

let probes = 0;

/** Asks a worker to try every way out that it has; settles only when the worker answers. */
export function probeWorker(worker: MessageDoor, address: string): Promise<readonly ProbeResult[]> {
  probes += 1;
  const id = `probe-${String(probes)}`;
  return new Promise((resolve) => {
    const listen = ({ data }: MessageEvent<unknown>): void => {
      if (!isProbeAnswer(data, id)) return;
      worker.removeEventListener('message', listen);
      resolve(data.results);
    };
    worker.addEventListener('message', listen);
    worker.postMessage({ type: 'probe-network', id, address } satisfies ProbeRequest);
  });
}
