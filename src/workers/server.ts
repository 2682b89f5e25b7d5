/** The worker's side of a call: runs the handler of that name and answers with its result or its failure. */
import type { Calls, FromWorker, ToWorker } from './calls.ts';

export type Progress = (done: number, of: number) => void;

export type Handlers<C extends Calls<C>> = {
  readonly [Name in keyof C]: (
    request: C[Name]['request'],
    progress: Progress,
  ) => C[Name]['response'] | Promise<C[Name]['response']>;
};

/** The part of a worker's global scope that is used here, so that a test can stand in for it. */
export interface WorkerPort {
  onmessage: ((event: MessageEvent) => unknown) | null;
  postMessage(message: FromWorker): void;
}

export function serve<C extends Calls<C>>(port: WorkerPort, handlers: Handlers<C>): void {
  port.onmessage = (event: MessageEvent<ToWorker>) => {
    const { id, name, request } = event.data;
    const progress: Progress = (done, of) => {
      port.postMessage({ kind: 'progress', id, done, of });
    };
    const run = async () => {
      const handler = isNameOf(handlers, name) ? handlers[name] : undefined;
      if (handler === undefined) throw new Error(`the worker has no call "${name}"`);
      return handler(request, progress);
    };
    void run().then(
      (response) => {
        port.postMessage({ kind: 'done', id, response });
      },
      (error: unknown) => {
        port.postMessage({ kind: 'failed', id, ...describe(error) });
      },
    );
  };
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
