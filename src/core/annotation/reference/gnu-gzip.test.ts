import { spawnSync } from 'node:child_process';
import { readdirSync, existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { documents, noise, policyText } from '../testing/documents.ts';
import { referenceGzipLength } from './gnu-gzip.ts';

const version = spawnSync('gzip', ['--version'], { encoding: 'utf8' }).stdout ?? '';
const isGnu = version.startsWith('gzip 1.');
if (!isGnu) process.stderr.write('skipped: comparison with the gzip program, as GNU gzip is not here\n');

function programLength(document: Uint8Array): number {
  return spawnSync('gzip', ['-c'], { input: document, maxBuffer: 1 << 26 }).stdout.length;
}

const sources: readonly (readonly [name: string, source: Uint8Array])[] = [
  ...Object.entries(documents),
  ...[1, 2, 3, 10, 100, 1_000, 32_767, 32_768, 65_535, 65_536, 65_537, 65_900, 98_304, 131_500].map(
    (length) => [`${length} of policy`, encodeUtf8(policyText(length))] as const,
  ),
  ['a megabyte of policy', encodeUtf8(policyText(1_000_000))],
  [
    'noise in pieces that come again',
    Buffer.concat([noise(40_000), noise(30_000), noise(40_000), noise(100)]),
  ],
  ['deep counts', Buffer.concat(Array.from({ length: 22 }, (_, at) => Buffer.alloc(fibonacci(at), at * 9)))],
  ['letters at random', Uint8Array.from(noise(60_000), (byte) => 97 + (byte & 3))],
  ['numbers', encodeUtf8(Array.from({ length: 30_000 }, (_, at) => (at * 7919).toString(36)).join(' '))],
];

function fibonacci(at: number): number {
  return at < 2 ? 1 : fibonacci(at - 1) + fibonacci(at - 2);
}

test.skipIf(!isGnu).for(sources)('%s', { timeout: 30_000 }, ([, source]) => {
  expect(referenceGzipLength(source)).toBe(programLength(source));
});

const corpus = new URL('../../../../../shared/corpus/documents/', import.meta.url);
const present = existsSync(corpus);
if (!present) process.stderr.write('skipped: sizes of published documents, as ../shared is not there\n');

test.skipIf(!isGnu || !present)('published documents', () => {
  for (const name of readdirSync(corpus)) {
    const document = readFileSync(new URL(name, corpus));
    expect(referenceGzipLength(document), name).toBe(programLength(document));
  }
});
