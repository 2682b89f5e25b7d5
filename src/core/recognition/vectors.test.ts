import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { announce } from '#core/testing/announce.ts';
import { formats } from './testing/vectors.ts';

const file = new URL('../../../../shared/vectors/paste-shapes.json', import.meta.url);

test.skipIf(!existsSync(file))('recorded pastes', async () => {
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const format = formats.find(({ recognises }) => recognises(parsed));
  const results = (await format?.run(parsed)) ?? [];
  announce(`recorded pastes: ${results.length} run`);
  expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  expect(results.length).toBeGreaterThan(100);
});

test.runIf(!existsSync(file))('recorded pastes are absent', () => {
  announce('recorded pastes: all 105 cases skipped, ../shared is not here');
  expect(formats).toHaveLength(1);
});
