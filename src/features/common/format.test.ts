import { expect, test } from 'vitest';
import { formatBytes, formatCount, formatPercent } from './format.ts';

test.for([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1 kB'],
  [3_644, '3.6 kB'],
  [16_777_216, '16.8 MB'],
] as const)('%i bytes are %s', ([bytes, text]) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.for([
  [0, 100, '0 %'],
  [1, 262_144, '< 0.1 %'],
  [3_644, 262_144, '1.4 %'],
  [300_000, 262_144, '114.4 %'],
  [5, 0, '0 %'],
] as const)('%i of %i is %s', ([part, of, text]) => {
  expect(formatPercent(part, of)).toBe(text);
});

test('counts', () => {
  expect([0, 1, 2].map((count) => formatCount(count, 'entry', 'entries'))).toEqual([
    '0 entries',
    '1 entry',
    '2 entries',
  ]);
});
