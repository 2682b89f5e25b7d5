import { expect, test } from 'vitest';
import { argumentsOf } from './command-line.ts';

test.for([
  ['', []],
  ['  ls  -l ', ['ls', '-l']],
  [`sh -c 'echo "a b"'`, ['sh', '-c', 'echo "a b"']],
  [String.raw`a\ b "c\"d"`, ['a b', 'c"d']],
  [`cat ''`, ['cat', '']],
  [`open "ended`, ['open', 'ended']],
] as const)('%s', ([line, words]) => {
  expect(argumentsOf(line)).toEqual(words);
});
