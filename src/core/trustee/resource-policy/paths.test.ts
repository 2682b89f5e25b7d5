import { expect, test } from 'vitest';
import { pathsFrom } from './paths.ts';

test.for([
  ['default/key/db', [['default', 'key', 'db']], []],
  [
    ' kbs:///default/key/db \n\n/a/b/*/',
    [
      ['default', 'key', 'db'],
      ['a', 'b', undefined],
    ],
    [],
  ],
  ['*/*/*', [[undefined, undefined, undefined]], []],
  ['kbs://kbs.example/a/b/c', [['a', 'b', 'c']], []],
  ['a/b\na/b/c/d\na//c\na/b c/d', [], [1, 2, 3, 4]],
  ['', [], []],
] as const)('%j', ([text, paths, unread]) => {
  const found = pathsFrom(text);
  expect(found.paths.map(({ repository, type, tag }) => [repository, type, tag])).toEqual(paths);
  expect(found.unread.map(({ line }) => line)).toEqual(unread);
});
