import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HiddenCharacter } from '#core/review/review.ts';
import { lineAt, linesOf, lineText, overlaysOf, stretchesOf, type Overlay } from './lines.ts';

describe('lines', () => {
  test.for([
    { text: '', want: [['', 0]] },
    { text: 'a', want: [['a', 0]] },
    { text: 'a\n', want: [['a', 0]] },
    {
      text: 'a\r\nb',
      want: [
        ['a', 0],
        ['b', 3],
      ],
    },
    {
      text: '\n\n',
      want: [
        ['', 0],
        ['', 1],
      ],
    },
    {
      text: 'a\rb\nc',
      want: [
        ['a\rb', 0],
        ['c', 4],
      ],
    },
    { text: '\r\n', want: [['', 0]] },
  ])('$text', ({ text, want }) => {
    const lines = linesOf(text);
    expect(lines.starts.map((from, line) => [lineText(lines, line), from])).toEqual(want);
  });

  test('an offset is on the line that its line end belongs to', () => {
    const lines = linesOf('ab\ncd\n');
    expect([0, 2, 3, 5, 6, 99].map((offset) => lineAt(lines, offset))).toEqual([0, 0, 1, 1, 1, 1]);
  });
});

const override: HiddenCharacter = {
  span: { from: 4, to: 5 },
  codePoint: 0x202e,
  name: 'right-to-left override',
  kind: 'bidirectional',
};

test('hidden characters and a marked stretch fall on their lines', () => {
  const lines = linesOf('ab\nc\u202ed\nef');
  const overlays = overlaysOf(lines, [override], { from: 1, to: 8 });
  expect([...overlays]).toEqual([
    [
      1,
      [
        { kind: 'hidden', from: 1, to: 2, character: override },
        { kind: 'marked', from: 0, to: 3 },
      ],
    ],
    [0, [{ kind: 'marked', from: 1, to: 2 }]],
    [2, [{ kind: 'marked', from: 0, to: 1 }]],
  ]);
});

test('stretches are cut where something begins or ends', () => {
  const overlays: readonly Overlay[] = [
    { kind: 'marked', from: 1, to: 4 },
    { kind: 'hidden', from: 2, to: 3, character: override },
  ];
  const stretches = stretchesOf(
    [
      { text: 'abc', kind: 'key' },
      { text: 'def', kind: '' },
    ],
    overlays,
  );
  expect(stretches.map(({ text, marked, hidden }) => [text, marked, hidden !== undefined])).toEqual([
    ['a', false, false],
    ['b', true, false],
    ['c', true, true],
    ['d', true, false],
    ['ef', false, false],
  ]);
});

test('the stretches of any line are the line', () => {
  const overlay = fc.tuple(fc.nat(12), fc.nat(12)).map(([a, b]): Overlay => ({
    kind: 'marked',
    from: Math.min(a, b),
    to: Math.max(a, b),
  }));
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 5 }), { maxLength: 4 }),
      fc.array(overlay, { maxLength: 3 }),
      (texts, overlays) => {
        const pieces = texts.map((text) => ({ text, kind: '' }));
        expect(
          stretchesOf(pieces, overlays)
            .map(({ text }) => text)
            .join(''),
        ).toBe(texts.join(''));
      },
    ),
  );
});
