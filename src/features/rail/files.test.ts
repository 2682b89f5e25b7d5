import { outlineOf } from '#core/initdata/outline.ts';
import { expect, test } from 'vitest';
import { entryRows, missingEntries, otherRows } from './files.ts';

const head = 'version = "0.1.0"\nalgorithm = "sha256"\n\n[data]\n';

test('entries keep the order of the document and have the sizes that were counted', () => {
  const rows = entryRows(
    outlineOf(`${head}"b.txt" = "é"\n"aa.toml" = "ab"\n`),
    [],
    [{ key: 'b.txt', bytes: 2 }],
  );
  expect(rows).toMatchObject([
    { key: 'b.txt', tab: 'entry:b.txt', index: 0, bytes: 2, unreadable: undefined },
    { key: 'aa.toml', index: 1, bytes: undefined },
  ]);
});

test('an entry without its end and a repeated one say so', () => {
  const rows = entryRows(outlineOf(`${head}"a" = "1"\n"a" = "2"\n"b" = '''\nopen`), [], []);
  expect(rows.map(({ key, unreadable }) => [key, unreadable === undefined])).toEqual([
    ['a', true],
    ['a', false],
    ['b', false],
  ]);
});

test('findings are counted by source', () => {
  const finding = {
    code: 'toml/syntax',
    severity: 'error',
    source: 'entry:a',
    span: { from: 0, to: 1 },
    message: '',
  } as never;
  expect(entryRows(outlineOf(`${head}"a" = "1"\n`), [finding], [])[0]?.findings).toEqual({
    error: 1,
    warning: 0,
    info: 0,
  });
});

test('what is no entry is named', () => {
  expect(otherRows(outlineOf(`${head}aa.toml = "x"\nnumber = 1\n`)).map(({ name }) => name)).toEqual([
    'aa.toml',
    'number',
  ]);
});

test('missing entries', () => {
  expect(missingEntries(outlineOf(`${head}"aa.toml" = ""\n`))).toEqual(['policy.rego', 'cdh.toml']);
});
