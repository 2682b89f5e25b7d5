import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { toolVersion } from './tool-version.ts';

test('reports name the version of the package', () => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  expect((JSON.parse(text) as { readonly version: string }).version).toBe(toolVersion);
});
