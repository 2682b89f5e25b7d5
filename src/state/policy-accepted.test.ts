import { expect, test } from 'vitest';
import { acceptedFrom } from './policy-accepted.ts';

test('what storage holds is checked', () => {
  const good = { code: 'policy/exec-true', marked: 'ExecProcessRequest', reason: 'a lesson' };
  expect(acceptedFrom([good, { ...good, reason: '' }, { ...good, code: 1 }, null, 'x'])).toEqual([good]);
  expect(acceptedFrom({ 0: good })).toEqual([]);
  expect(acceptedFrom(null)).toEqual([]);
});
