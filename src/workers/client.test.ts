import { describe, expect, test, vi } from 'vitest';
import { workerClient, WorkerFailure } from './client.ts';
import type { Handlers } from './server.ts';
import { localWorker } from './testing/local-worker.ts';

interface TestCalls {
  readonly double: { readonly request: number; readonly response: number };
  readonly hang: { readonly request: undefined; readonly response: undefined };
  readonly fail: { readonly request: string; readonly response: undefined };
  readonly steps: { readonly request: undefined; readonly response: undefined };
  readonly bytes: { readonly request: number; readonly response: Uint8Array };
  readonly unsendable: { readonly request: undefined; readonly response: () => void };
}

/** How the call `steps` ended, which nobody waits for. */
let ended = 'not yet';

const handlers: Handlers<TestCalls> = {
  double: (n, progress) => {
    progress(1, 2);
    return n * 2;
  },
  hang: () => new Promise<undefined>(() => undefined),
  fail: (message) => {
    throw new RangeError(message);
  },
  steps: async (_request, _progress, steps) => {
    try {
      for (;;) {
        await new Promise((resolve) => {
          setTimeout(resolve);
        });
        await steps.next();
      }
    } catch (error) {
      ended = error instanceof DOMException ? error.name : 'otherwise';
    }
    return undefined;
  },
  bytes: (length) => new Uint8Array(length),
  unsendable: () => () => undefined,
};

function setUp(hearing?: number) {
  const started: ReturnType<typeof localWorker<TestCalls>>[] = [];
  const onCrash = vi.fn<(reason: string) => void>();
  const client = workerClient<TestCalls>(
    () => {
      const worker = localWorker(handlers, { bytes: ({ buffer }) => [buffer as ArrayBuffer] });
      started.push(worker);
      return worker;
    },
    onCrash,
    hearing,
  );
  return { client, started, onCrash };
}

describe('a call', () => {
  test('answers and reports progress', async () => {
    const { client } = setUp();
    const onProgress = vi.fn<(done: number, of: number) => void>();
    expect(await client.call('double', 21, { onProgress })).toBe(42);
    expect(onProgress).toHaveBeenCalledWith(1, 2);
  });

  test('that throws in the worker is rejected with its words, and the worker lives on', async () => {
    const { client, started } = setUp();
    await expect(client.call('fail', 'too far')).rejects.toThrow(new WorkerFailure('RangeError: too far'));
    expect(await client.call('double', 1)).toBe(2);
    expect(started).toHaveLength(1);
  });

  test('that is aborted ends its worker, and the next call starts another', async () => {
    const { client, started } = setUp();
    const abort = new AbortController();
    const hanging = client.call('hang', undefined, { signal: abort.signal });
    abort.abort();
    await expect(hanging).rejects.toThrow('aborted');
    expect(started[0]?.terminated()).toBe(true);
    expect(await client.call('double', 2)).toBe(4);
    expect(started).toHaveLength(2);
  });

  test('that works in steps hears that it is stopped, and its worker serves on', async () => {
    const { client, started } = setUp(10_000);
    const abort = new AbortController();
    const long = client.call('steps', undefined, { signal: abort.signal });
    abort.abort();
    await expect(long).rejects.toThrow('aborted');
    await vi.waitFor(() => {
      expect(ended).toBe('AbortError');
    });
    expect(await client.call('double', 2)).toBe(4);
    expect(started).toHaveLength(1);
    expect(started[0]?.terminated()).toBe(false);
  });

  test('that does not hear it is ended, and what waits behind it is done by another worker', async () => {
    const { client, started } = setUp(1);
    const abort = new AbortController();
    const hanging = client.call('hang', undefined, { signal: abort.signal });
    const behind = client.call('steps', undefined);
    abort.abort();
    await expect(hanging).rejects.toThrow('aborted');
    await vi.waitFor(() => {
      expect(started).toHaveLength(2);
    });
    expect(started[0]?.terminated()).toBe(true);
    expect(await client.call('double', 2)).toBe(4);
    client.close();
    await expect(behind).rejects.toThrow('closed');
  });

  test('whose answer cannot be sent is rejected', async () => {
    const { client } = setUp();
    await expect(client.call('unsendable', undefined)).rejects.toBeInstanceOf(WorkerFailure);
  });

  test('hands over what its worker has no more use for', async () => {
    const { client } = setUp();
    expect(await client.call('bytes', 3)).toEqual(new Uint8Array(3));
  });

  test('under way when the worker crashes is rejected, the crash is told, and a new worker serves', async () => {
    const { client, started, onCrash } = setUp();
    const hanging = client.call('hang', undefined);
    started[0]?.crash('out of memory');
    await expect(hanging).rejects.toThrow(new WorkerFailure('out of memory'));
    expect(onCrash).toHaveBeenCalledWith('out of memory');
    expect(await client.call('double', 3)).toBe(6);
  });
});
