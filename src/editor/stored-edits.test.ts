import { applyEdits } from '#core/text/edit.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineEndsOf } from './line-ends.ts';
import { copyOf, copyOffset, storedEdits, storedTextOf, withShape, type CopyChange } from './stored-edits.ts';

const copied = (text: string) => copyOf(storedTextOf(text));

/** What an editor reports when `[from, to)` of its copy is replaced. */
function changeOf(copy: string, from: number, to: number, text: string): CopyChange {
  const lineOf = (offset: number) => copy.slice(0, offset).split('\n').length;
  return {
    range: { startLineNumber: lineOf(from), endLineNumber: lineOf(to) },
    rangeOffset: from,
    rangeLength: to - from,
    text,
  };
}

const applyChange = (copy: string, { rangeOffset, rangeLength, text }: CopyChange) =>
  copy.slice(0, rangeOffset) + text + copy.slice(rangeOffset + rangeLength);

const piece = fc.constantFrom('a', 'b', '\n', '\r', '\r\n', '😀', '\ufeff');
const anyStored = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
const anyInsert = fc
  .array(fc.constantFrom('x', '\n', 'y'), { maxLength: 4 })
  .map((pieces) => pieces.join(''));

function change(text: string, from: number, to: number, insert: string): string {
  const { edits, stored } = storedEdits(storedTextOf(text), [changeOf(copied(text), from, to, insert)]);
  expect(applyEdits(text, edits)).toBe(stored.text);
  return stored.text;
}

describe('one change', () => {
  test.for<{ what: string; text: string; at: [number, number, string]; after: string }>([
    { what: 'a letter after a mark', text: '\ufeffab', at: [1, 1, 'x'], after: '\ufeffaxb' },
    { what: 'a letter at the very start', text: '\ufeffab', at: [0, 0, 'x'], after: '\ufeffxab' },
    { what: 'a letter under CRLF', text: 'a\r\nb\r\nc', at: [4, 4, 'x'], after: 'a\r\nb\r\nxc' },
    { what: 'a letter after mixed ends', text: 'a\rb\r\nc\nd', at: [7, 7, 'x'], after: 'a\rb\r\nc\ndx' },
    { what: 'all of it', text: '\ufeffa\r\nb', at: [0, 3, ''], after: '\ufeff' },
    { what: 'a break in a CRLF line', text: 'ab\r\nc\n', at: [1, 1, '\n'], after: 'a\r\nb\r\nc\n' },
    { what: 'a break in a lone-CR line', text: 'ab\rc\n', at: [1, 1, '\n'], after: 'a\rb\rc\n' },
    { what: 'a break in the last line', text: 'a\r\nb\r\nc', at: [5, 5, '\n'], after: 'a\r\nb\r\nc\r\n' },
    { what: 'a break in a text of one line', text: 'ab', at: [1, 1, '\n'], after: 'a\nb' },
    { what: 'a CRLF removed', text: 'a\r\nb\r\nc', at: [1, 2, ''], after: 'ab\r\nc' },
    { what: 'the letter between CR and LF', text: 'a\rx\nb', at: [2, 3, ''], after: 'a\r\r\nb' },
    { what: 'a break between CR and text', text: 'a\rb\n', at: [2, 2, '\n'], after: 'a\r\r\nb\n' },
  ])('$what', ({ text, at, after }) => {
    expect(change(text, ...at)).toBe(after);
  });

  test('touches nothing but its own span, and the copy stays the copy', () => {
    fc.assert(
      fc.property(anyStored, fc.nat(), fc.nat(), anyInsert, (text, a, b, insert) => {
        const copy = copied(text);
        const [from = 0, to = 0] = [a % (copy.length + 1), b % (copy.length + 1)].sort((x, y) => x - y);
        const made = changeOf(copy, from, to, insert);
        const { edits, stored } = storedEdits(storedTextOf(text), [made]);
        expect(edits).toHaveLength(1);
        const { span } = edits[0] ?? { span: { from: 0, to: 0 } };
        expect(copyOffset(storedTextOf(text), span.from)).toBe(from);
        expect(text.slice(span.from, span.to).replaceAll(/\r\n?/g, '\n')).toBe(copy.slice(from, to));
        expect(copyOf(stored)).toBe(applyChange(copy, made));
        expect(stored.text).toBe(applyEdits(text, edits));
        expect(stored.shape.ends).toEqual(lineEndsOf(stored.text));
      }),
    );
  });
});

describe('several changes', () => {
  test('from the end to the start become edits of the text before all of them', () => {
    const text = 'a\r\nb\r\nc';
    const copy = copied(text);
    const { edits, stored } = storedEdits(storedTextOf(text), [
      changeOf(copy, 5, 5, 'z'),
      changeOf(copy, 3, 3, 'y'),
      changeOf(copy, 1, 1, 'x'),
    ]);
    expect(edits).toEqual([
      { span: { from: 1, to: 1 }, insert: 'x' },
      { span: { from: 4, to: 4 }, insert: 'y' },
      { span: { from: 7, to: 7 }, insert: 'z' },
    ]);
    expect(stored.text).toBe('ax\r\nby\r\ncz');
  });

  test('in any order end in the right text', () => {
    const step = fc.tuple(fc.nat(), fc.nat(), anyInsert);
    fc.assert(
      fc.property(anyStored, fc.array(step, { maxLength: 5 }), (text, steps) => {
        let copy = copied(text);
        const changes = steps.map(([a, b, insert]) => {
          const [from = 0, to = 0] = [a % (copy.length + 1), b % (copy.length + 1)].sort((x, y) => x - y);
          const made = changeOf(copy, from, to, insert);
          copy = applyChange(copy, made);
          return made;
        });
        const { edits, stored } = storedEdits(storedTextOf(text), changes);
        expect(applyEdits(text, edits)).toBe(stored.text);
        expect(copyOf(stored)).toBe(copy);
        expect(stored.shape.ends).toEqual(lineEndsOf(stored.text));
      }),
    );
  });
});

describe('undo', () => {
  test('brings back the very line end', () => {
    const text = 'a\nb\r\nc\nd\n';
    const before = storedTextOf(text);
    const after = storedEdits(before, [changeOf(copied(text), 3, 4, '')]).stored;
    expect(after.text).toBe('a\nbc\nd\n');
    const undo = changeOf(copyOf(after), 3, 3, '\n');
    expect(storedEdits(after, [undo]).stored.text).not.toBe(text);
    expect(storedEdits(after, [undo], before.shape)).toMatchObject({
      edits: [{ span: { from: 3, to: 3 }, insert: '\r\n' }],
      stored: { text },
    });
  });

  test('of any change restores any text to the byte', () => {
    fc.assert(
      fc.property(anyStored, fc.nat(), fc.nat(), anyInsert, (text, a, b, insert) => {
        const copy = copied(text);
        const before = storedTextOf(text);
        const [from = 0, to = 0] = [a % (copy.length + 1), b % (copy.length + 1)].sort((x, y) => x - y);
        const after = storedEdits(before, [changeOf(copy, from, to, insert)]).stored;
        const undo = changeOf(copyOf(after), from, from + insert.length, copy.slice(from, to));
        const { edits, stored } = storedEdits(after, [undo], before.shape);
        expect(stored).toEqual(before);
        expect(applyEdits(after.text, edits)).toBe(text);
      }),
    );
  });

  test('ignores a memory of another number of lines', () => {
    const { stored } = storedEdits(
      storedTextOf('a\nb'),
      [changeOf('a\nb', 0, 0, 'x')],
      storedTextOf('a').shape,
    );
    expect(stored.text).toBe('xa\nb');
  });
});

test('a copy and a shape are the stored text', () => {
  fc.assert(
    fc.property(anyStored, (text) => {
      expect(withShape(copied(text), storedTextOf(text).shape)).toBe(text);
    }),
  );
});
