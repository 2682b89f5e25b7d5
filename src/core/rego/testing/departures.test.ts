/** Every listed departure says why. */
import { expect, test } from 'vitest';
import { builtinOf, loadBuiltins } from '../builtins/registry.ts';
import { profileOf } from '../profile.ts';
import { absentBuiltins, departures } from './departures.ts';

test.for([...departures])('%s', ([, reason]) => {
  expect(reason.trim().length).toBeGreaterThan(20);
});

test.for([...absentBuiltins])('%s is absent', async (name) => {
  await loadBuiltins(profileOf('opa'));
  expect(builtinOf(name, profileOf('opa'))).toBeUndefined();
});
