import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formats } from './vectors.ts';

const shared = new URL('../../../../../shared/vectors/annotations.json', import.meta.url);
const present = existsSync(shared);
if (!present) process.stderr.write('skipped: 108 recorded annotations, as ../shared is not there\n');

// Two of them inflate to 10 MB.
const patience = 30_000;

test.skipIf(!present)('recorded annotations', { timeout: patience }, async () => {
  const file: unknown = JSON.parse(readFileSync(shared, 'utf8'));
  const format = formats.find(({ recognises }) => recognises(file));
  const results = (await format?.run(file)) ?? [];
  expect(results.length).toBeGreaterThanOrEqual(108);
  expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
});

test.skipIf(!present)('a recording that differs is noticed', async () => {
  const text = readFileSync(shared, 'utf8');
  const changes: readonly (readonly [from: string, to: string])[] = [
    ['"isize_ok": true', '"isize_ok": false'],
    ['"outcome": "panic"', '"outcome": "reject"'],
    ['offset 76.', 'offset 77.'],
    ['flate: corrupt input before offset 8', 'flate: corrupt input before offset 9'],
    ['"partial_bytes": 78', '"partial_bytes": 79'],
    ['"decoded_kind": "zstd"', '"decoded_kind": "xz"'],
    ['"reads": "all-members"', '"reads": "first-member-only"'],
  ];
  const { entries } = JSON.parse(text) as { readonly entries: readonly object[] };
  for (const [from, to] of changes) {
    const changed = entries
      .map((entry) => JSON.stringify(entry, undefined, 1))
      .filter((entry) => entry.includes(from));
    expect(changed.length, from).toBeGreaterThan(0);
    const file = {
      entries: changed.slice(0, 3).map((entry): unknown => JSON.parse(entry.replaceAll(from, to))),
    };
    const results = await formats[0]?.run(file);
    expect(
      results?.some(({ outcome }) => outcome === 'failed'),
      from,
    ).toBe(true);
  }
});
