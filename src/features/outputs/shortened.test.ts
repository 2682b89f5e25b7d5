import { expect, test } from 'vitest';
import { shortenedText, shortenedValue } from './shortened.ts';

test('short values stay', () => {
  expect(shortenedValue('abc')).toBe('abc');
});

test('long values keep their ends and count the rest', () => {
  const value = `${'a'.repeat(28)}${'b'.repeat(200)}${'c'.repeat(12)}`;
  expect(shortenedValue(value)).toBe(`${'a'.repeat(28)}… 200 more characters …${'c'.repeat(12)}`);
});

test('every occurrence in a text is cut, and nothing else', () => {
  const value = 'x$&'.repeat(100);
  const text = shortenedText(`a: ${value}\nb: ${value}\n`, value);
  expect(text.split('\n').map((line) => line.slice(0, 6))).toEqual(['a: x$&', 'b: x$&', '']);
  expect(text).not.toContain(value);
  expect(shortenedText('a', '')).toBe('a');
});
