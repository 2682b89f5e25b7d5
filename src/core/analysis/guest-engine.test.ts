import { expect, test } from 'vitest';
import { guestEngineOf } from './guest-engine.ts';

test.for([
  ['v0.10.0', 'kata-3.5'],
  ['v0.11.0', 'kata-3.11'],
  ['v0.17.0', 'kata-3.11'],
  ['v0.18.0', 'kata-3.28'],
  ['v0.19.0', 'kata-3.30'],
  ['v0.21.0', 'kata-3.30'],
  ['main', 'kata-3.30'],
] as const)('%s: %s', ([release, id]) => {
  expect(guestEngineOf(release).id).toBe(id);
});
