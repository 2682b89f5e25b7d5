import { expect, test } from 'vitest';
import { foldsOf } from './folds.ts';
import { linesOf } from './lines.ts';

test.for([
  { language: 'rego', text: 'a := 1\nf {\n  x\n\n  y\n}\nb', want: [[1, 4]] },
  {
    language: 'yaml',
    text: 'a:\n  b:\n    c: 1\n  d: 2\ne: 3',
    want: [
      [0, 3],
      [1, 2],
    ],
  },
  {
    language: 'json',
    text: '{\n  "a": [\n    1\n  ]\n}',
    want: [
      [0, 3],
      [1, 2],
    ],
  },
  {
    language: 'toml',
    text: '[a]\nb = """\nx\n"""\n[c]',
    want: [
      [0, 3],
      [1, 3],
    ],
  },
  { language: 'text', text: 'one\ntwo', want: [] },
  { language: 'text', text: '', want: [] },
])('$language $text', ({ language, text, want }) => {
  const folds = foldsOf(linesOf(text), language);
  expect([...folds].toSorted(([a], [b]) => a - b)).toEqual(want);
});
