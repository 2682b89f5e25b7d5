import { describe, expect, test, vi } from 'vitest';
import { workerClient, WorkerFailure } from './client.ts';
import type { Handlers } from './server.ts';
import { localWorker } from './testing/local-worker.ts';

interface TestCalls {
  readonly double: { readonly request: number; readonly response: number };
  readonly hang: { readonly request: undefined; readonly response: undefined };
  readonly fail: { readonly request: string; readonly response: undefined };
}

const handlers: Handlers<TestCalls> = {
  double: (n, progress) => {
    progress(1, 2);
    return n * 2;
  },
  hang: () => new Promise<undefined>(() => undefined),
  fail: (message) => {
    throw new RangeError(message);
  },
};

function setUp() {
  const started: ReturnType<typeof localWorker<TestCalls>>[] = [];
  const onCrash = vi.fn<(reason: string) => void>();
  const client = workerClient<TestCalls>(() => {
    const worker = localWorker(handlers);
    started.push(worker);
    return worker;
  }, onCrash);
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

  test('under way when the worker crashes is rejected, the crash is told, and a new worker serves', async () => {
    const { client, started, onCrash } = setUp();
    const hanging = client.call('hang', undefined);
    started[0]?.crash('out of memory');
    await expect(hanging).rejects.toThrow(new WorkerFailure('out of memory'));
    expect(onCrash).toHaveBeenCalledWith('out of memory');
    expect(await client.call('double', 3)).toBe(6);
  });
});
