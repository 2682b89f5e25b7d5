/** Every builtin stands in a table of this folder, so that none goes untested where ../shared is absent. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { profileOf } from '../profile.ts';
import { allBuiltins, loadBuiltins } from './registry.ts';
import { unavailableBuiltins } from './unavailable.ts';

await loadBuiltins(profileOf('opa'));

test('every builtin has a row', () => {
  const folder = import.meta.dirname;
  const tables = readdirSync(folder).filter((name) => /^(?:builtins|opa|time)\.test\.ts$/.test(name));
  const text = tables.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  const unavailable = new Set(unavailableBuiltins.map(({ name }) => name));
  const missing = [...allBuiltins()].filter(
    ({ name }) => !unavailable.has(name) && !text.includes(`${name}(`),
  );
  expect(missing.map(({ name }) => name)).toEqual([]);
});
