import { describe, expect, test } from 'vitest';
import { ariaKeys, isSingleCharacter, keyNames, matchesKeys, type KeyPress } from './shortcut.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test.for([
  { keys: 'Mod+K', apple: false, names: ['Ctrl', 'K'] },
  { keys: 'Mod+Shift+K', apple: true, names: ['⌘', '⇧', 'K'] },
  { keys: '?', apple: true, names: ['?'] },
  { keys: 'Alt+ArrowUp', apple: false, names: ['Alt', '↑'] },
  { keys: '+', apple: false, names: ['+'] },
])('names of $keys, apple $apple', ({ keys, apple, names }) => {
  expect(keyNames(keys, apple)).toEqual(names);
});

describe('what was pressed', () => {
  test.for([
    { keys: 'Mod+K', pressed: press('k', { ctrlKey: true }), apple: false, matches: true },
    { keys: 'Mod+K', pressed: press('k', { metaKey: true }), apple: true, matches: true },
    { keys: 'Mod+K', pressed: press('k', { ctrlKey: true }), apple: true, matches: false },
    { keys: 'Mod+K', pressed: press('K', { ctrlKey: true, shiftKey: true }), apple: false, matches: false },
    { keys: 'F6', pressed: press('F6'), apple: false, matches: true },
    { keys: 'F6', pressed: press('F6', { shiftKey: true }), apple: false, matches: false },
    { keys: 'Shift+F6', pressed: press('F6', { shiftKey: true }), apple: false, matches: true },
    { keys: '?', pressed: press('?', { shiftKey: true }), apple: false, matches: true },
    { keys: '?', pressed: press('?', { ctrlKey: true }), apple: false, matches: false },
  ])('$keys against $pressed.key on apple $apple is $matches', ({ keys, pressed, apple, matches }) => {
    expect(matchesKeys(keys, pressed, apple)).toBe(matches);
  });
});

test('aria names', () => {
  expect(ariaKeys('Mod+K', false)).toBe('Control+K');
  expect(ariaKeys('Mod+K', true)).toBe('Meta+K');
});

test('single characters', () => {
  expect(isSingleCharacter('?')).toBe(true);
  expect(isSingleCharacter('F6')).toBe(false);
});
