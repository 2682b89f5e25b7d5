import { applyEdits } from '#core/text/edit.ts';
import { expect, test } from 'vitest';
import { plainCopyOf } from './plain-copy.ts';

/** Types into the copy as a text area would, and returns the stored text that the parent then has. */
function typed(text: string, value: string, caret: number): string {
  const change = plainCopyOf(text).changeTo(value, caret, false, 0);
  return change === undefined ? text : applyEdits(change.before, change.edits);
}

test.for<{ what: string; text: string; value: string; caret: number; after: string }>([
  {
    what: 'a mark and CRLF',
    text: '\ufeffa\r\nb\r\n',
    value: 'a\nxb\n',
    caret: 3,
    after: '\ufeffa\r\nxb\r\n',
  },
  { what: 'mixed line ends', text: 'a\rb\nc\r\nd', value: 'a\nb\nc\ndx', caret: 7, after: 'a\rb\nc\r\ndx' },
  { what: 'a new line', text: 'a\r\nb\r\n', value: 'a\n\nb\n', caret: 2, after: 'a\r\n\r\nb\r\n' },
])('one letter under $what', ({ text, value, caret, after }) => {
  expect(typed(text, value, caret)).toBe(after);
});

test('the undo of a deleted CRLF brings CRLF back', () => {
  const text = 'a\nb\r\nc\n';
  const copy = plainCopyOf(text);
  copy.changeTo('a\nbc\n', 3, false, 0);
  expect(copy.synced().stored.text).toBe('a\nbc\n');
  copy.changeTo('a\nb\nc\n', 4, true, 1);
  expect(copy.synced().stored.text).toBe(text);
});

test('a text from outside becomes an edit of the value; an echo does not', () => {
  const copy = plainCopyOf('a\r\nb');
  copy.changeTo('a\nbc', 4, false, 0);
  expect(copy.receive('a\r\nbc', 1)).toBeUndefined();
  expect(copy.receive('a\r\n-bc', 2)).toEqual({ span: { from: 2, to: 2 }, insert: '-' });
  expect(copy.copy()).toBe('a\n-bc');
});

test('a refused edit is taken back', () => {
  const copy = plainCopyOf('ab');
  copy.changeTo('axb', 2, false, 0);
  expect(copy.settle()).toEqual({ span: { from: 1, to: 2 }, insert: '' });
  expect(copy.synced().stored.text).toBe('ab');
});
