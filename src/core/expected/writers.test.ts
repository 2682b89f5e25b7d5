import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { WriterId } from './comparison.ts';
import { sortingWriters, writeAs } from './writers.ts';

interface Recorded {
  readonly cases: readonly (Readonly<Record<string, unknown>> & {
    readonly name: string;
    readonly data: readonly (readonly [string, string])[];
  })[];
}

const recorded = JSON.parse(
  readFileSync(new URL('fixtures/writers.json', import.meta.url), 'utf8'),
) as Recorded;
const libraries: readonly WriterId[] = ['toml-1', 'toml-0.5-pretty', 'toml-0.5', 'burntsushi', 'pelletier'];

describe('writers', () => {
  test.for(libraries.flatMap((writer) => recorded.cases.map((one) => ({ writer, name: one.name, one }))))(
    '$writer writes "$name" as recorded',
    ({ writer, one }) => {
      const data = sortingWriters.includes(writer)
        ? one.data.toSorted(([a], [b]) => (a < b ? -1 : 1))
        : one.data;
      const entries = data.map(([key, content]) => ({ key, content }));
      expect(writeAs(writer, { version: '0.1.0', algorithm: 'sha384', entries })).toBe(one[writer]);
    },
  );

  test('cococtl writes a blank line before each entry and adds what a block needs', () => {
    const entries = [
      { key: 'aa.toml', content: 'x = 1' },
      { key: 'cdh.toml', content: 'y = 2\n' },
    ];
    expect(writeAs('cococtl', { version: '0.1.0', algorithm: 'sha256', entries })).toBe(
      "version = \"0.1.0\"\nalgorithm = \"sha256\"\n\n[data]\n\n\"aa.toml\" = '''\nx = 1\n'''\n\n\"cdh.toml\" = '''\ny = 2\n'''\n",
    );
    expect(writeAs('cococtl', { version: '', algorithm: '', entries: [{ key: 'a', content: "'''" }] })).toBe(
      undefined,
    );
  });
});
