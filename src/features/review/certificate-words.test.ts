import { expect, test } from 'vitest';
import type { CertificateRow } from '#core/review/review.ts';
import { dateWords, validityWords } from './certificate-words.ts';

const day = 86_400_000;
const now = Date.UTC(2027, 0, 1);
const row: CertificateRow = {
  source: 'entry:aa.toml',
  span: { from: 0, to: 1 },
  field: 'token_configs.kbs.cert',
  readable: true,
  subject: 'CN=kbs',
  issuer: 'CN=kbs',
  state: 'current',
};

test.for([
  { state: 'current', notAfter: now + 212.5 * day, want: '212 days left' },
  { state: 'current', notAfter: now + 1, want: 'less than a day left' },
  { state: 'current', notAfter: now + 3_653 * day, want: '10 years left' },
  { state: 'expired', notAfter: now - 1.5 * day, want: 'expired 1 day ago' },
  { state: 'not-yet', notBefore: now + 30 * day, want: 'begins in 30 days' },
  { state: 'unknown', want: 'not known' },
] as const)('$want', ({ want, ...facts }) => {
  expect(validityWords({ ...row, ...facts }, now)).toBe(want);
});

test('dates are those of UTC', () => {
  expect(dateWords(Date.UTC(2025, 3, 26, 23, 59))).toBe('Apr 26, 2025');
  expect(dateWords(9e15)).toBe('9000000000000000');
});
