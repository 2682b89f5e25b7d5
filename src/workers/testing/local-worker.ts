import type { Calls, FromWorker, ToWorker } from '../calls.ts';
import type { WorkerLike } from '../client.ts';
import { serve, type Handlers, type Transfers, type WorkerPort } from '../server.ts';

/** A worker without a thread: messages cross as structured clones, one task later. */
export function localWorker<C extends Calls<C>>(
  handlers: Handlers<C>,
  transfers: Transfers<C> = {},
): WorkerLike & { readonly terminated: () => boolean; crash(message: string): void } {
  let ended = false;
  const port: WorkerPort = {
    onmessage: null,
    postMessage(message: FromWorker, options: { readonly transfer?: Transferable[] } = {}) {
      const data = structuredClone(message, { transfer: [...(options.transfer ?? [])] });
      queueMicrotask(() => {
        if (!ended) worker.onmessage?.({ data } as MessageEvent);
      });
    },
  };
  const worker = {
    onmessage: null as WorkerLike['onmessage'],
    onerror: null as WorkerLike['onerror'],
    postMessage(message: ToWorker) {
      queueMicrotask(() => port.onmessage?.({ data: structuredClone(message) } as MessageEvent));
    },
    terminate() {
      ended = true;
    },
    terminated: () => ended,
    crash(message: string) {
      worker.onerror?.({ message, preventDefault: () => undefined } as ErrorEvent);
    },
  };
  serve(port, handlers, transfers);
  return worker;
}
