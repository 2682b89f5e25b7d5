/**
 * The page's side of a call. A call that is aborted while it runs ends its worker, because a loop that runs away hears
 * nothing; the next call starts a new one. A worker whose calls work in steps is told first, and ended only when it does
 * not hear that in time: what waits behind the call goes to its successor. A worker that dies fails its calls with
 * `WorkerFailure` and is replaced.
 */
import type { Calls, FromWorker, ToWorker } from './calls.ts';
import type { Progress } from './server.ts';

/** The part of a `Worker` that is used here, so that a test can stand in for it. */
export interface WorkerLike {
  onmessage: ((event: MessageEvent) => unknown) | null;
  onerror: ((event: ErrorEvent) => unknown) | null;
  postMessage(message: ToWorker): void;
  terminate(): void;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: Progress;
}

export interface WorkerClient<C extends Calls<C>> {
  call<Name extends keyof C & string>(
    name: Name,
    request: C[Name]['request'],
    options?: CallOptions,
  ): Promise<C[Name]['response']>;
  /** Starts the worker before it is needed. */
  warm(): void;
  /** Ends the worker; calls under way are rejected. */
  close(): void;
}

/** A defect on the worker's side: ours, never the user's text. */
export class WorkerFailure extends Error {
  override readonly name = 'WorkerFailure';
}

interface Pending {
  readonly message: ToWorker;
  readonly resolve: (response: never) => void;
  readonly reject: (reason: unknown) => void;
  readonly onProgress: Progress | undefined;
}

/**
 * @param start makes a new worker; called when the first call needs one and after a worker ended
 * @param onCrash told when a worker died by itself, with the reason
 * @param hearing milliseconds in which a call that is stopped ends by itself; 0 for workers whose calls know no steps
 */
export function workerClient<C extends Calls<C>>(
  start: () => WorkerLike,
  onCrash: (reason: string) => void = () => undefined,
  hearing = 0,
): WorkerClient<C> {
  const pending = new Map<number, Pending>();
  /** Calls that were stopped and have not ended, each with what happens if they do not. */
  const ending = new Map<number, ReturnType<typeof setTimeout>>();
  let worker: WorkerLike | undefined;
  let lastId = 0;

  function terminate(): void {
    worker?.terminate();
    worker = undefined;
    for (const timer of ending.values()) clearTimeout(timer);
    ending.clear();
  }

  /** Others may wait behind the call: they begin anew in another worker. */
  function stop(id: number, { reject }: Pending, reason: unknown): void {
    pending.delete(id);
    reject(reason);
    if (hearing === 0) {
      end(reason);
      return;
    }
    worker?.postMessage({ kind: 'stop', id });
    const unheard = (): void => {
      terminate();
      for (const { message } of pending.values()) running().postMessage(message);
    };
    ending.set(id, setTimeout(unheard, hearing));
  }

  function end(reason: unknown): void {
    terminate();
    const calls = [...pending.values()];
    pending.clear();
    for (const { reject } of calls) reject(reason);
  }

  function running(): WorkerLike {
    if (worker !== undefined) return worker;
    const started = start();
    started.onmessage = (event: MessageEvent<FromWorker>) => {
      answer(event.data);
    };
    started.onerror = (event: ErrorEvent) => {
      event.preventDefault();
      const reason = event.message || 'the worker could not be started';
      end(new WorkerFailure(reason));
      onCrash(reason);
    };
    worker = started;
    return started;
  }

  function answer(message: FromWorker): void {
    if (message.kind !== 'progress') {
      clearTimeout(ending.get(message.id));
      ending.delete(message.id);
    }
    const call = pending.get(message.id);
    if (call === undefined) return;
    switch (message.kind) {
      case 'progress':
        call.onProgress?.(message.done, message.of);
        return;
      case 'done':
        pending.delete(message.id);
        call.resolve(message.response as never);
        return;
      case 'failed': {
        pending.delete(message.id);
        const failure = new WorkerFailure(`${message.name}: ${message.message}`);
        failure.stack = message.stack;
        call.reject(failure);
        return;
      }
    }
  }

  return {
    call(name, request, { signal, onProgress } = {}) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(signal.reason);
          return;
        }
        const id = ++lastId;
        const onAbort = () => {
          const call = pending.get(id);
          if (call !== undefined) stop(id, call, signal?.reason);
        };
        const settle =
          <T>(settleCall: (value: T) => void) =>
          (value: T) => {
            signal?.removeEventListener('abort', onAbort);
            settleCall(value);
          };
        signal?.addEventListener('abort', onAbort);
        const message: ToWorker = { kind: 'call', id, name, request };
        pending.set(id, { message, resolve: settle(resolve), reject: settle(reject), onProgress });
        running().postMessage(message);
      });
    },
    warm() {
      running();
    },
    close() {
      end(new DOMException('the worker was closed', 'AbortError'));
    },
  };
}
