import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainChange } from './plain-change.ts';
import { copyOf, storedEdits, storedTextOf } from './stored-edits.ts';

const copied = (text: string) => copyOf(storedTextOf(text));

test.for<{ what: string; before: string; after: string; caret: number; at: [number, number, string] }>([
  { what: 'the first of two equal letters typed', before: 'aa', after: 'aaa', caret: 1, at: [0, 0, 'a'] },
  { what: 'the last of equal letters typed', before: 'aa', after: 'aaa', caret: 3, at: [2, 0, 'a'] },
  { what: 'a letter deleted', before: 'aaa', after: 'aa', caret: 1, at: [1, 1, ''] },
  { what: 'a selection replaced', before: 'abcd', after: 'axd', caret: 2, at: [1, 2, 'x'] },
  {
    what: 'everything replaced by undo, caret at the start',
    before: 'ab',
    after: 'cd',
    caret: 0,
    at: [0, 2, 'cd'],
  },
  { what: 'an emoji by its twin', before: '😀', after: '😁', caret: 2, at: [0, 2, '😁'] },
])('$what', ({ before, after, caret, at: [rangeOffset, rangeLength, text] }) => {
  expect(plainChange(before, after, caret)).toMatchObject({ rangeOffset, rangeLength, text });
});

test('no change is no change', () => {
  expect(plainChange('a', 'a', 0)).toBeUndefined();
});

test('the second of two line breaks is the one that goes', () => {
  const text = 'a\r\n\nb';
  const change = plainChange('a\n\nb', 'a\nb', 2);
  expect(change).toBeDefined();
  if (change !== undefined) expect(storedEdits(storedTextOf(text), [change]).stored.text).toBe('a\r\nb');
});

test('any value after any other leads to it', () => {
  const piece = fc.constantFrom('a', 'b', '\n', '\r\n', '\r', '😀', '😁');
  const text = fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, text, fc.nat(), (stored, other, place) => {
      const [before, after] = [copied(stored), copied(other)];
      const caret = place % (after.length + 1);
      const change = plainChange(before, after, caret);
      if (change === undefined) return;
      expect(copyOf(storedEdits(storedTextOf(stored), [change]).stored)).toBe(after);
    }),
  );
});
