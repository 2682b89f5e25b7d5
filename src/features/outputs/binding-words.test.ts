import { expect, test } from 'vitest';
import { claimWords, derivationOf } from './binding-words.ts';

const value = { hex: '', base64: '' };

test.for([
  { fitting: 'exact', says: 'whole' },
  { fitting: 'cut', says: 'first 48 bytes' },
  { fitting: 'padded', says: 'zero bytes up to 48' },
] as const)('a field that is $fitting says "$says"', ({ fitting, says }) => {
  const binding = { kind: 'field', field: 'MRCONFIGID', bytes: 48, value, fitting } as const;
  expect(derivationOf(binding, 'sha384')).toContain(says);
});

test.for([
  { fitting: 'exact', says: 'followed by the digest' },
  { fitting: 'cut', says: 'first 32 bytes of the sha384 digest' },
] as const)('PCR 8 that is $fitting says "$says"', ({ fitting, says }) => {
  expect(derivationOf({ kind: 'pcr8', value, fitting }, 'sha384')).toContain(says);
});

test('no claim is no value', () => {
  expect(claimWords({ kind: 'absent' })).toBe('Not in the token.');
});
