import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formats } from './vectors.ts';

const folder = new URL('../../../../../shared/vectors/', import.meta.url);
const recorded = [
  { name: 'documents', cases: 78 },
  { name: 'embedding', cases: 86 },
  { name: 'digests', cases: 52 },
];
const present = existsSync(folder);
if (!present)
  process.stderr.write(
    'skipped: 216 recorded documents, embeddings and digests, as ../shared is not there\n',
  );

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
}

describe.skipIf(!present)('recorded', () => {
  test.for(recorded)('$name', async ({ name, cases }) => {
    const file = read(name);
    const matching = formats.filter(({ recognises }) => recognises(file));
    expect(matching).toHaveLength(1);
    const results = (await matching[0]?.run(file)) ?? [];
    expect(results).toHaveLength(cases);
    expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  });

  test.for([
    { name: 'documents', from: '"outcome": "panic"', to: '"outcome": "reject"' },
    { name: 'documents', from: 'unsupported version: 0.1.1', to: 'unsupported version: 0.1.2' },
    { name: 'embedding', from: '"recommended": "ml-basic"', to: '"recommended": "ml-literal"' },
    { name: 'embedding', from: '"lossless": true', to: '"lossless": false' },
    { name: 'digests', from: '"az-snp-vtpm": "fails"', to: '"az-snp-vtpm": null' },
    { name: 'digests', from: '"hex": "a', to: '"hex": "b' },
  ])('a recording of $name that differs is noticed', async ({ name, from, to }) => {
    const text = readFileSync(new URL(`${name}.json`, folder), 'utf8');
    expect(text).toContain(from);
    const file: unknown = JSON.parse(text.replaceAll(from, to));
    const format = formats.find(({ recognises }) => recognises(file));
    expect((await format?.run(file))?.some(({ outcome }) => outcome === 'failed')).toBe(true);
  });
});
