import { expect, test } from 'vitest';
import { emptyForm, storedPolicyFrom } from './resource-policy.ts';

const hex = 'ab'.repeat(32);

test.for<readonly [unknown, object]>([
  [null, {}],
  ['text', {}],
  [[], {}],
  [
    { edited: 'package policy', tried: 'a/b/c' },
    { edited: 'package policy', tried: 'a/b/c' },
  ],
  [{ edited: 1, tried: null, form: 'x' }, {}],
  [{ form: {} }, { form: emptyForm }],
  [
    {
      form: {
        platforms: ['snp', 'nothing', 1],
        others: [{ label: 'old', hex }, { label: 'short', hex: 'ab' }, { hex }, null],
        resources: 'a/b/c',
        olderTokens: true,
        statusOnly: 'yes',
      },
    },
    {
      form: {
        platforms: ['snp'],
        others: [{ label: 'old', hex }],
        resources: 'a/b/c',
        olderTokens: true,
        statusOnly: false,
      },
    },
  ],
])('what storage holds is checked: %j', ([stored, read]) => {
  expect(storedPolicyFrom(stored)).toEqual(read);
});
