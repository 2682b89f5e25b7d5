import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, differenceOf, insertAt, replaceSpan } from './edit.ts';

describe('applyEdits', () => {
  test('keeps everything outside the spans', () => {
    const text = 'a = 1\r\nb = 2\r\n';
    expect(applyEdits(text, [insertAt(0, '# c\n'), replaceSpan({ from: 4, to: 5 }, '9')])).toBe(
      '# c\na = 9\r\nb = 2\r\n',
    );
  });

  test('refuses edits that overlap', () => {
    expect(() =>
      applyEdits('abc', [replaceSpan({ from: 0, to: 2 }, ''), replaceSpan({ from: 1, to: 3 }, '')]),
    ).toThrow(RangeError);
  });
});

describe('differenceOf', () => {
  test('turns one text into the other', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\r', '\n', '😀', 'é', '\ufeff') });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const edit = differenceOf(before, after);
        expect(edit === undefined ? before : applyEdits(before, [edit])).toBe(after);
      }),
    );
  });

  test('does not cut a line end or a surrogate pair in two', () => {
    expect(differenceOf('a\r\nb', 'a\nb')).toEqual({ span: { from: 1, to: 3 }, insert: '\n' });
    expect(differenceOf('😀', '😁')).toEqual({ span: { from: 0, to: 2 }, insert: '😁' });
  });
});
