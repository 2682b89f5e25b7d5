import { expect, test, vi } from 'vitest';
import { attemptsFrom, type Result } from './phone-home.ts';

// Only a bundler can give a worker an address.
vi.mock('#workers/probe.worker.ts?worker&url', () => ({ default: 'probe.js' }));

const result = (way: string, outcome: Result['outcome']): Result => ({ way, outcome, message: 'words' });

test.for([
  { way: 'fetch', seen: 'refused', violations: ['connect-src'], outcome: 'policy' },
  { way: 'fetch', seen: 'refused', violations: [], outcome: 'failed' },
  { way: 'fetch', seen: 'refused', violations: ['img-src'], outcome: 'failed' },
  { way: 'fetch', seen: 'went out', violations: ['connect-src'], outcome: 'went out' },
  { way: 'import', seen: 'refused', violations: ['connect-src', 'script-src-elem'], outcome: 'policy' },
  { way: 'import', seen: 'refused', violations: ['connect-src'], outcome: 'failed' },
  { way: 'importScripts', seen: 'refused', violations: ['connect-src'], outcome: 'failed' },
  { way: 'image', seen: 'refused', violations: ['img-src'], outcome: 'policy' },
  { way: 'sendBeacon', seen: 'queued', violations: ['connect-src'], outcome: 'policy' },
  { way: 'sendBeacon', seen: 'queued', violations: [], outcome: 'went out' },
] as const)('$way, $seen, with $violations: $outcome', ({ way, seen, violations, outcome }) => {
  expect(attemptsFrom('page', [result(way, seen)], violations)).toMatchObject([
    { from: 'page', way, outcome },
  ]);
});

test('what does not exist here is left out', () => {
  expect(attemptsFrom('worker', [result('importScripts', 'absent')], [])).toEqual([]);
});
