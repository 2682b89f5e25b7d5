import { expect, test } from 'vitest';
import { testsFrom } from './policy-tests.ts';

test('storage may hold anything; what is no test is left out', () => {
  const good = { description: 'a', entrypoint: 'R', input: '{}', expected: 'denied' };
  expect(
    testsFrom([good, 1, null, {}, { ...good, expected: 'perhaps' }, { ...good, description: 3 }]),
  ).toEqual([good, { ...good, description: '' }]);
  expect(testsFrom('x')).toEqual([]);
});
