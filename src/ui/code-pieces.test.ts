import fc from 'fast-check';
import { expect, test } from 'vitest';
import { piecesOf, type CodeMark } from './code-pieces.ts';

const mark = (from: number, to: number): CodeMark => ({ from, to, kind: 'highlight' });

test.for([
  { marks: [], pieces: ['0123456789'] },
  { marks: [mark(2, 4)], pieces: ['01', '[23]', '456789'] },
  { marks: [mark(0, 10)], pieces: ['[0123456789]'] },
  { marks: [mark(8, 99)], pieces: ['01234567', '[89]'] },
  { marks: [mark(4, 6), mark(0, 2)], pieces: ['[01]', '23', '[45]', '6789'] },
  { marks: [mark(0, 4), mark(2, 6)], pieces: ['[0123]', '[45]', '6789'] },
  { marks: [mark(4, 4), mark(6, 2)], pieces: ['0123456789'] },
])('$pieces', ({ marks, pieces }) => {
  expect(
    piecesOf('0123456789', marks).map(({ text, kind }) => (kind === undefined ? text : `[${text}]`)),
  ).toEqual(pieces);
});

test('the pieces joined are the text, whatever the marks', () => {
  const marks = fc.array(
    fc.record({ from: fc.integer(), to: fc.integer(), kind: fc.constant('highlight' as const) }),
  );
  fc.assert(
    fc.property(fc.string(), marks, (text, list) => {
      expect(
        piecesOf(text, list)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
    }),
  );
});
