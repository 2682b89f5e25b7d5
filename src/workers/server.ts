/**
 * The worker's side of a call: runs the handler of that name and answers with its result or its failure. A call that is
 * stopped ends between two of its steps, if it has any; its answer is of no use to anybody then.
 */
import type { Steps } from '#core/review/steps.ts';
import type { Calls, FromWorker, ToWorker } from './calls.ts';

export type Progress = (done: number, of: number) => void;

export type Handlers<C extends Calls<C>> = {
  readonly [Name in keyof C]: (
    request: C[Name]['request'],
    progress: Progress,
    steps: Steps,
  ) => C[Name]['response'] | Promise<C[Name]['response']>;
};

/** The part of a worker's global scope that is used here, so that a test can stand in for it. */
export interface WorkerPort {
  onmessage: ((event: MessageEvent) => unknown) | null;
  postMessage(message: FromWorker, options?: { readonly transfer?: Transferable[] }): void;
}

/** What of an answer is handed over instead of copied; the worker must have no further use for it. */
export type Transfers<C extends Calls<C>> = {
  readonly [Name in keyof C]?: (response: C[Name]['response']) => readonly ArrayBuffer[];
};

/** Milliseconds of work after which messages get their turn. */
const turnMilliseconds = 16;

export function serve<C extends Calls<C>>(
  port: WorkerPort,
  handlers: Handlers<C>,
  transfers: Transfers<C> = {},
): void {
  const running = new Set<number>();
  const stopped = new Set<number>();
  port.onmessage = (event: MessageEvent<ToWorker>) => {
    const { data } = event;
    if (data.kind === 'stop') {
      if (running.has(data.id)) stopped.add(data.id);
      return;
    }
    const { id, name, request } = data;
    const progress: Progress = (done, of) => {
      port.postMessage({ kind: 'progress', id, done, of });
    };
    const run = async () => {
      const handler = isNameOf(handlers, name) ? handlers[name] : undefined;
      if (handler === undefined) throw new Error(`the worker has no call "${name}"`);
      return handler(
        request,
        progress,
        stepsUntil(() => stopped.has(id)),
      );
    };
    running.add(id);
    void run()
      .then((response) => {
        const transfer = isNameOf(transfers, name) ? transfers[name]?.(response) : undefined;
        port.postMessage({ kind: 'done', id, response }, { transfer: [...(transfer ?? [])] });
      })
      // An answer that cannot be sent is a failure too: nobody would wait for less.
      .catch((error: unknown) => {
        port.postMessage({ kind: 'failed', id, ...describe(error) });
      })
      .finally(() => {
        running.delete(id);
        stopped.delete(id);
      });
  };
}

function stepsUntil(stopped: () => boolean): Steps {
  let turn = performance.now();
  return {
    stopped,
    async next() {
      if (performance.now() - turn > turnMilliseconds) {
        await nextTurn();
        turn = performance.now();
      }
      if (stopped()) throw new DOMException('the call was stopped', 'AbortError');
    },
  };
}

/** Comes after the messages that are waiting now; a timer would add its least delay to every step. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

function describe(error: unknown): {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
} {
  if (error instanceof Error) return { name: error.name, message: error.message, stack: error.stack ?? '' };
  return { name: 'Error', message: String(error), stack: '' };
}

function isNameOf<T extends object>(object: T, name: string): name is keyof T & string {
  return Object.hasOwn(object, name);
}
