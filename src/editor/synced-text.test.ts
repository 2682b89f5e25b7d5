import { applyEdits } from '#core/text/edit.ts';
import { expect, test } from 'vitest';
import { storedTextOf } from './stored-edits.ts';
import { echoMilliseconds, receiveText, settleText, syncedTextOf, withOwnEdit } from './synced-text.ts';

const typed = (texts: readonly string[]) =>
  texts.reduce((synced, text, i) => withOwnEdit(synced, storedTextOf(text), i), syncedTextOf(''));

test('fast typing: texts of our own that come late change nothing', () => {
  let synced = typed(['a', 'ab', 'abc']);
  for (const given of ['', 'a', 'ab', 'abc']) {
    const received = receiveText(synced, given, 10);
    expect(received.edit).toBeUndefined();
    synced = received.synced;
    expect(synced.stored.text).toBe('abc');
  }
  expect(synced.recent).toEqual([]);
});

test('a text from outside is taken over as one edit', () => {
  const synced = receiveText(typed(['a', 'ab']), 'ab', 10).synced;
  const { synced: after, edit } = receiveText(synced, 'a-b', 11);
  expect(edit).toEqual({ span: { from: 1, to: 1 }, insert: '-' });
  expect(after.stored).toEqual(storedTextOf('a-b'));
});

test('going back to an older text of ours is a change once the newer one was seen', () => {
  const synced = receiveText(typed(['a', 'ab']), 'ab', 10).synced;
  expect(receiveText(synced, 'a', 11).edit).toBeDefined();
});

test('a text of our own counts as an echo only for a while', () => {
  expect(receiveText(typed(['a', 'ab']), 'a', echoMilliseconds + 10).edit).toBeDefined();
});

test('a refused edit is taken back', () => {
  const { synced, edit } = settleText(typed(['a']));
  expect(edit === undefined ? 'a' : applyEdits('a', [edit])).toBe('');
  expect(synced.stored.text).toBe('');
});

test('only line ends and marks differ: still an edit', () => {
  expect(receiveText(syncedTextOf('a\r\nb'), 'a\nb', 0).edit).toEqual({
    span: { from: 1, to: 3 },
    insert: '\n',
  });
  expect(receiveText(syncedTextOf('\ufeffa'), 'a', 0).edit).toEqual({ span: { from: 0, to: 1 }, insert: '' });
});
