import { expect, test } from 'vitest';
import { indexByPrefix, nextIndex } from './roving.ts';

test.for([
  { key: 'ArrowRight', index: 0, count: 3, orientation: 'horizontal', next: 1 },
  { key: 'ArrowRight', index: 2, count: 3, orientation: 'horizontal', next: 0 },
  { key: 'ArrowLeft', index: 0, count: 3, orientation: 'horizontal', next: 2 },
  { key: 'ArrowDown', index: -1, count: 3, orientation: 'vertical', next: 0 },
  { key: 'ArrowUp', index: -1, count: 3, orientation: 'vertical', next: 2 },
  { key: 'ArrowDown', index: 0, count: 3, orientation: 'horizontal', next: undefined },
  { key: 'Home', index: 2, count: 3, orientation: 'vertical', next: 0 },
  { key: 'End', index: 0, count: 3, orientation: 'vertical', next: 2 },
  { key: 'ArrowDown', index: 0, count: 0, orientation: 'vertical', next: undefined },
  { key: 'a', index: 0, count: 3, orientation: 'vertical', next: undefined },
] as const)('$key from $index of $count, $orientation: $next', ({ key, index, count, orientation, next }) => {
  expect(nextIndex(key, index, count, orientation)).toBe(next);
});

test.for([
  { prefix: 's', index: 0, found: 1 },
  { prefix: 's', index: 1, found: 2 },
  { prefix: 's', index: 2, found: 1 },
  { prefix: 'SAVE A', index: 1, found: 2 },
  { prefix: 'x', index: 0, found: undefined },
])('typing "$prefix" from $index finds $found', ({ prefix, index, found }) => {
  expect(indexByPrefix(['Open', 'Save', 'Save as'], prefix, index)).toBe(found);
});
