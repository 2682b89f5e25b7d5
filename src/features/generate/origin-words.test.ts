import { expect, test } from 'vitest';
import { originWords } from './origin-words.ts';

test.for([
  [{ kind: 'manifest', path: ['spec', 'containers', 0, 'args'] }, 'containers[0].args'],
  [{ kind: 'manifest', path: ['metadata', 'name'] }, 'metadata.name'],
  [{ kind: 'object', object: 'ConfigMap/a', key: 'k' }, 'ConfigMap/a, key k'],
  [{ kind: 'image', field: 'Env' }, 'image: Env'],
  [{ kind: 'setting', name: 'logs' }, 'setting: logs'],
] as const)('%j is %s', ([origin, words]) => {
  expect(originWords(origin)).toBe(words);
});
