/** The list of absent builtins says what is true. */
import { expect, test } from 'vitest';
import { enginesWith } from '../builtins/registry.ts';
import { absentBuiltins, departures } from './departures.ts';

test.for([...absentBuiltins])('%s is still absent', (name) => {
  expect(enginesWith(name)).toEqual([]);
});

test('every departure has a reason', () => {
  expect([...departures.values()].filter((reason) => reason.trim() === '')).toEqual([]);
});
