import { expect, test } from 'vitest';
import { changedLines } from './state-lines.ts';

test('a line that is new is marked, one that only got a comma is not', () => {
  const before = '{\n  "a": 1\n}';
  const after = '{\n  "a": 1,\n  "b": 2\n}';
  const marked = (other: string, text: string) =>
    changedLines(other, text).map(({ from, to }) => text.slice(from, to));
  expect(marked(before, after)).toEqual(['  "b": 2']);
  expect(marked(after, before)).toEqual([]);
});
