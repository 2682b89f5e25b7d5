import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { stderr } from 'node:process';
import { expect, test } from 'vitest';
import { formats } from './vectors.ts';

const folder = new URL('../../../../../shared/corpus/', import.meta.url);
const index = new URL('aa-cdh-INDEX.json', folder);
const present = existsSync(index);
if (!present) stderr.write('skipped: 108 recorded configuration files, as ../shared is not there\n');

test.skipIf(!present)('the recorded files get the recorded findings', async () => {
  const file: unknown = JSON.parse(await readFile(index, 'utf8'));
  const format = formats.find(({ recognises }) => recognises(file));
  const results = (await format?.run(file, (relative) => readFile(new URL(relative, folder)))) ?? [];
  const failed = results.filter(({ outcome }) => outcome !== 'passed');
  expect(failed.map(({ id, difference }) => `${id}: ${difference ?? ''}`)).toEqual([]);
  expect(results.length).toBeGreaterThan(100);
});
