import { expect, test } from 'vitest';
import { savingWords } from './saving-words.ts';

test.for([
  [3_540, 3_800, '260 fewer than gzip | base64 -w0 (3,800): 6.8 % saved.'],
  [3_900, 3_800, '100 more than gzip | base64 -w0 (3,800): 2.6 % longer.'],
  [136, 136, 'As many as gzip | base64 -w0 (136).'],
] as const)('%i against %i', ([length, shell, words]) => {
  expect(savingWords(length, shell)).toBe(words);
});
