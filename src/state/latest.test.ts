import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { latestOnly } from './latest.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function slow() {
  const seen: AbortSignal[] = [];
  const ends: (() => void)[] = [];
  const work = (signal: AbortSignal) => {
    seen.push(signal);
    return new Promise<void>((resolve) => ends.push(resolve));
  };
  return { seen, ends, ...latestOnly(work, 10) };
}

test('requests in a row are one piece of work', async () => {
  const { request, seen } = slow();
  request();
  request();
  await vi.advanceTimersByTimeAsync(20);
  expect(seen).toHaveLength(1);
});

test('what is asked for meanwhile is done once afterwards', async () => {
  const { request, seen, ends } = slow();
  request();
  await vi.advanceTimersByTimeAsync(20);
  request();
  await vi.advanceTimersByTimeAsync(20);
  request();
  await vi.advanceTimersByTimeAsync(20);
  expect(seen).toHaveLength(1);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(seen).toHaveLength(2);
  ends[1]?.();
  await vi.advanceTimersByTimeAsync(20);
  expect(seen).toHaveLength(2);
});

test('a stop ends the work and forgets what was asked for', async () => {
  const { request, stop, seen, ends } = slow();
  request();
  await vi.advanceTimersByTimeAsync(20);
  request();
  stop();
  expect(seen[0]?.aborted).toBe(true);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(20);
  expect(seen).toHaveLength(1);
});
