import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  countLineEnds,
  dominantLineEnd,
  extraUnits,
  lineEndAt,
  lineEndsOf,
  spliceLineEnds,
  type LineEnd,
  type LineEnds,
} from './line-ends.ts';

const end = fc.constantFrom<LineEnd>('\n', '\r', '\r\n');
/** A letter after each line break keeps them apart. */
const textOf = (ends: readonly LineEnd[]) => ends.map((one) => `${one}x`).join('');
const listOf = (ends: LineEnds) =>
  ends.flatMap(({ end: one, count }) => Array.from({ length: count }, () => one));

test.for<[string, LineEnds]>([
  ['', []],
  ['a', []],
  ['a\n\nb', [{ end: '\n', count: 2 }]],
  [
    '\r\n\n\r\r\n',
    [
      { end: '\r\n', count: 1 },
      { end: '\n', count: 1 },
      { end: '\r', count: 1 },
      { end: '\r\n', count: 1 },
    ],
  ],
])('the line ends of %j', ([text, ends]) => {
  expect(lineEndsOf(text)).toEqual(ends);
});

test('runs are another form of the list', () => {
  fc.assert(
    fc.property(fc.array(end), fc.nat(), fc.nat(), fc.array(end), (list, at, many, others) => {
      const ends = lineEndsOf(textOf(list));
      expect(listOf(ends)).toEqual(list);
      expect(countLineEnds(ends)).toBe(list.length);
      const line = at % (list.length + 1);
      const removed = many % (list.length - line + 1);
      expect(lineEndAt(ends, line)).toBe(list[line]);
      expect(extraUnits(ends, line)).toBe(list.slice(0, line).filter((one) => one === '\r\n').length);
      const spliced = spliceLineEnds(ends, line, removed, lineEndsOf(textOf(others)));
      expect(spliced).toEqual(lineEndsOf(textOf(list.toSpliced(line, removed, ...others))));
    }),
  );
});

test.for<[string, LineEnd]>([
  ['a', '\n'],
  ['a\r\nb\n', '\n'],
  ['a\r\nb\nc\r\n', '\r\n'],
  ['a\rb\rc\n', '\r'],
])('the line end of most lines of %j', ([text, dominant]) => {
  expect(dominantLineEnd(lineEndsOf(text))).toBe(dominant);
});
