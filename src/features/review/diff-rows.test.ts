import { expect, test } from 'vitest';
import { diffLines } from '#core/review/compare/line-diff.ts';
import { hasSeveralEnds, inlineRows, pairedRows, withVisibleSpaces } from './diff-rows.ts';

const diff = diffLines('a\nb\nc\n', 'a\nx\ny\nc\n');

test('inline rows stand in the order of the texts', () => {
  expect(inlineRows(diff).map((row) => (row.kind === 'gap' ? row : [row.kind, row.line.text]))).toEqual([
    ['same', 'a'],
    ['removed', 'b'],
    ['added', 'x'],
    ['added', 'y'],
    ['same', 'c'],
  ]);
});

test('lines that were left out are a gap of their number', () => {
  const far = { ...diff, rows: diff.rows.filter(({ kind }) => kind !== 'same') };
  expect(inlineRows(far)[0]).toEqual({ kind: 'gap', lines: 1 });
});

test('side by side, a removed line stands beside the added one', () => {
  const texts = pairedRows(diff).map((row) =>
    row.kind === 'gap' ? row : [row.a?.line.text, row.b?.line.text],
  );
  expect(texts).toEqual([
    ['a', 'a'],
    ['b', 'x'],
    [undefined, 'y'],
    ['c', 'c'],
  ]);
});

test('white space is seen', () => {
  expect(withVisibleSpaces('a b\tc\u00a0')).toBe('a·b→\tc⍽');
});

test.for([
  { a: 'x\n', b: 'x\r\n', several: true },
  { a: 'x', b: 'x\n', several: true },
  { a: 'x\r\ny\n', b: 'x\r\nz\n', several: false },
])('line ends of changed lines: $a against $b', ({ a, b, several }) => {
  expect(hasSeveralEnds(diffLines(a, b))).toBe(several);
});
