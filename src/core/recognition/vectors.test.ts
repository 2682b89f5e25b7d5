import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { announce } from '#core/testing/announce.ts';
import { formats } from './testing/vectors.ts';

const file = new URL('../../../../shared/vectors/paste-shapes.json', import.meta.url);

test.skipIf(!existsSync(file))('recorded pastes', async () => {
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const format = formats.find(({ recognises }) => recognises(parsed));
  const results = (await format?.run(parsed)) ?? [];
  const skipped = results.filter(({ outcome }) => outcome === 'skipped');
  announce(`recorded pastes: ${results.length - skipped.length} run, ${skipped.length} skipped`);
  expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  expect(results.length - skipped.length).toBeGreaterThan(60);
});

test.runIf(!existsSync(file))('recorded pastes are absent', () => {
  announce('recorded pastes: all 105 cases skipped, ../shared is not here');
  expect(formats).toHaveLength(1);
});
