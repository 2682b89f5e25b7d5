import { expect, test } from 'vitest';
import { changedLines } from './changed-lines.ts';

const changed = (before: string, after: string) =>
  changedLines(before, after).map(({ from, to }) => after.slice(from, to));

test.for([
  { name: 'nothing', before: 'a\nb\n', after: 'a\nb\n', lines: [] },
  { name: 'inserted lines', before: 'a\nb\n', after: 'a\nx\ny\nb\n', lines: ['x', 'y'] },
  { name: 'a replaced line', before: 'a\nb\nc\n', after: 'a\nx\nc\n', lines: ['x'] },
  { name: 'a line at the end', before: 'a', after: 'a\nb', lines: ['b'] },
  { name: 'two places', before: 'a\nb\nc\nd\n', after: 'a\nx\nb\nc\ny\nd\n', lines: ['x', 'y'] },
  { name: 'everything', before: '', after: 'a\nb', lines: ['a', 'b'] },
])('$name', ({ before, after, lines }) => {
  expect(changed(before, after)).toEqual(lines);
});
