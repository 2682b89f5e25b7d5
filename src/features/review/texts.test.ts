import { expect, test } from 'vitest';
import type { Review } from '#core/review/review.ts';
import { placesIn, textOf, textsOf } from './texts.ts';

const review = {
  paste: { kind: 'annotation-value', evidence: '', carriers: [], bytes: 5, text: 'H4sI\n' },
  subject: {
    value: 'H4sI\n',
    document: {
      text: 'version = "0.1.0"\n',
      files: [
        {
          key: 'aa.toml',
          source: 'entry:aa.toml',
          language: 'toml',
          text: 'a = 1\nb\u200b = 2',
          bytes: 16,
          hidden: [],
        },
      ],
    },
  },
} as unknown as Review;

test('each text once, the files first; a value that is all of the paste is the same text', () => {
  const texts = textsOf(review);
  expect(texts.map(({ source, aliases }) => [source, aliases])).toEqual([
    ['entry:aa.toml', []],
    ['initdata', []],
    ['manifest', ['annotation']],
  ]);
  expect(textOf(texts, 'annotation')?.source).toBe('manifest');
  expect(textOf(texts, undefined)).toBeUndefined();
});

test('places are counted in the text that they are in', () => {
  const placeOf = placesIn(textsOf(review));
  expect(placeOf('entry:aa.toml', 8)).toBe('aa.toml:2:3');
  expect(placeOf('annotation', 2)).toBe('annotation:1:3');
  expect(placeOf('image', 2)).toBe('initdata.img');
});
