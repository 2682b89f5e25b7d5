/** Every listed departure says why. */
import { expect, test } from 'vitest';
import { departures } from './departures.ts';

test.for([...departures])('%s', ([, reason]) => {
  expect(reason.trim().length).toBeGreaterThan(20);
});
