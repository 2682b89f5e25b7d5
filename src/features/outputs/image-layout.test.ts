import { expect, test } from 'vitest';
import { imageLayout } from './image-layout.ts';

test.for([
  { gzip: 36, padding: 460 },
  { gzip: 140, padding: 356 },
  { gzip: 496, padding: undefined },
  { gzip: 497, padding: 511 },
])('$gzip bytes of gzip', ({ gzip, padding }) => {
  const parts = imageLayout(gzip);
  expect(parts.find(({ offset }) => offset === 16 + gzip)?.bytes).toBe(padding);
  expect(parts.reduce((sum, { bytes }) => sum + bytes, 0) % 512).toBe(0);
});
