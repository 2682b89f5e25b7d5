import { expect, test } from 'vitest';
import { encodeBase64 } from '../annotation/base64.ts';
import { encodeUtf8 } from '../text/utf8.ts';
import { algorithms, isAlgorithm, nearestAlgorithm } from './algorithm.ts';
import { initDataClaim } from './claim.ts';
import { digestOf, webCryptoAvailable } from './digest.ts';
import { hexOf } from './hex.ts';
import { fitToField, pcr8Of } from './hostdata.ts';

/** The document of the unit test of Kata's Go runtime, with the digest that the test publishes. */
const upstream = `version = "0.1.0"
algorithm = "sha256"
[data]
"aa.toml" = '''
'''

"cdh.toml" = '''
'''

"policy.rego" = '''
'''
`;
const minimal = `version = "0.1.0"
algorithm = "sha384"

[data]
"aa.toml" = '''
[token_configs.kbs]
url = "http://127.0.0.1:8080"
'''
`;

test('the digest that upstream publishes', async () => {
  const digest = await digestOf(encodeUtf8(upstream), 'sha256');
  expect(hexOf(digest)).toBe('c6694bb7a29d6f37ec72a15582e004b9f3142159682db8509a304407419a49e5');
  expect(encodeBase64(fitToField(digest, 32))).toBe('xmlLt6KdbzfscqFVguAEufMUIVloLbhQmjBEB0GaSeU=');
  expect(hexOf(fitToField(digest, 48))).toBe(`${hexOf(digest)}${'0'.repeat(32)}`);
  expect(hexOf(await pcr8Of(digest))).toBe(
    '7c5191c4cc9e8c0a2fc91a36c484204dde1b62e4d2344e6f8d8adcc591793e55',
  );
});

test.for([
  { note: 'as it is', text: minimal, want: '05d5f35909615bbce5935cf7676425ef' },
  { note: 'no final newline', text: minimal.slice(0, -1), want: '776c1374dbe273d8f8b2ef4df8771b77' },
  { note: 'one newline more', text: `${minimal}\n`, want: '758f68bc6bbbeb4518ba4bc53e8a3bb1' },
  { note: 'CRLF', text: minimal.replaceAll('\n', '\r\n'), want: 'd3109e3b28e8d4baf7c43dbb6989a231' },
  { note: 'byte order mark', text: `\ufeff${minimal}`, want: 'ab62df2f7c562522cfc9d45c23dc0463' },
])('every byte counts: $note', async ({ text, want }) => {
  expect(hexOf(await digestOf(encodeUtf8(text), 'sha384'))).toMatch(new RegExp(`^${want}`));
});

test('vTPM verifiers take 32 bytes only, peer pods cut', async () => {
  const digest = await digestOf(encodeUtf8(minimal), 'sha384');
  expect(await initDataClaim('az-snp-vtpm', digest)).toMatchObject({
    kind: 'fails',
    guest: 'expected sha256 digest',
  });
  expect(await initDataClaim('tpm', digest)).toMatchObject({ kind: 'fails', trustee: 'panics' });
  expect(await initDataClaim('peer-pods-on-vtpm', digest)).toMatchObject({
    value: 'c2e0a00c7e11a5098dca6f5970f90132b151b23bb98a6430d2c0a81f571c2e97',
  });
  expect(await initDataClaim('sample', digest)).toMatchObject({ encoding: 'base64' });
  expect(await initDataClaim('se', digest)).toMatchObject({ kind: 'absent' });
});

test.for([
  ['sha-384', 'sha384'],
  ['SHA384', 'sha384'],
  ['sha_512', 'sha512'],
  ['256', 'sha256'],
  ['sha2-256', 'sha256'],
  ['sha1', undefined],
  ['sha3-384', undefined],
  ['md5', undefined],
  ['', undefined],
] as const)('%s is taken for %s', ([name, meant]) => {
  expect(nearestAlgorithm(name)).toBe(meant);
});

test('the three names and no other spelling', () => {
  expect(algorithms.every(isAlgorithm)).toBe(true);
  expect(['sha-256', 'SHA256', 'sm3', undefined].some(isAlgorithm)).toBe(false);
  expect(webCryptoAvailable()).toBe(true);
});
