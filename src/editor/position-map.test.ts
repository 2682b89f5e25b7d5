import { lineIndexOf } from '#core/text/line-index.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  editorPosition,
  editorRange,
  firstLineOf,
  storedOffset,
  storedSpan,
  type StoredLines,
} from './position-map.ts';
import { copyOf, storedTextOf } from './stored-edits.ts';

const copied = (text: string) => copyOf(storedTextOf(text));

const linesOf = (text: string): StoredLines => ({ index: lineIndexOf(text), bom: text.startsWith('\ufeff') });

test.for<{ text: string; offset: number; line: number; column: number }>([
  { text: '\ufeffab', offset: 0, line: 1, column: 1 },
  { text: '\ufeffab', offset: 1, line: 1, column: 1 },
  { text: '\ufeffab', offset: 2, line: 1, column: 2 },
  { text: '\ufeffa\r\nb', offset: 4, line: 2, column: 1 },
  { text: 'a\rb\nc', offset: 4, line: 3, column: 1 },
  { text: 'ab', offset: 99, line: 1, column: 3 },
])('offset $offset of $text', ({ text, offset, line, column }) => {
  expect(editorPosition(linesOf(text), offset)).toEqual({ line, column });
});

test('every place of the copy has its offset and comes back', () => {
  const text = fc
    .array(fc.constantFrom('a', '\n', '\r', '\r\n', '\ufeff', '😀'), { maxLength: 12 })
    .map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, (stored) => {
      const lines = linesOf(stored);
      for (const [i, content] of copied(stored).split('\n').entries()) {
        for (let column = 1; column <= content.length + 1; column++) {
          const position = { line: i + 1, column };
          const offset = storedOffset(lines, position);
          expect(editorPosition(lines, offset)).toEqual(position);
          expect(copied(stored.slice(0, offset)).split('\n').at(-1)).toBe(content.slice(0, column - 1));
        }
      }
    }),
  );
});

test('spans become ranges and back', () => {
  const lines = linesOf('\ufeffa\r\nbc');
  const range = { startLineNumber: 1, startColumn: 2, endLineNumber: 2, endColumn: 3 };
  expect(editorRange(lines, { from: 2, to: 6 })).toEqual(range);
  expect(storedSpan(lines, range)).toEqual({ from: 2, to: 6 });
});

test.for<{ text: string; from: number; to: number; endColumn: number }>([
  { text: 'one', from: 0, to: 3, endColumn: 4 },
  { text: 'one\ntwo\n', from: 1, to: 6, endColumn: 4 },
  { text: 'one\r\ntwo', from: 1, to: 8, endColumn: 5 },
  { text: '\ufeffone\ntwo', from: 1, to: 8, endColumn: 4 },
  { text: 'one\ntwo', from: 3, to: 7, endColumn: 4 },
])('the first line of $from to $to in $text', ({ text, from, to, endColumn }) => {
  const lines = linesOf(text);
  const range = firstLineOf(lines, editorRange(lines, { from, to }));
  expect(range).toMatchObject({ startLineNumber: 1, endLineNumber: 1, endColumn });
});
