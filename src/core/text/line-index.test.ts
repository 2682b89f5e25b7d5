import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineIndexOf, offsetAt, positionAt } from './line-index.ts';

test('counts LF, CRLF and lone CR as one line end each', () => {
  expect(lineIndexOf('a\r\nb\rc\nd').starts).toEqual([0, 3, 5, 7]);
});

test('an offset and its position name the same place', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '\r', '\n', '\ufeff', '😀') }),
      fc.nat(),
      (text, seed) => {
        const offset = seed % (text.length + 1);
        const index = lineIndexOf(text);
        expect(offsetAt(index, positionAt(index, offset))).toBe(offset);
      },
    ),
  );
});
