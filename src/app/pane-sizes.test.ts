import { expect, test } from 'vitest';
import { sharesFrom } from './pane-sizes.ts';

test.for([
  { stored: { editor: 70, lower: 30 }, understood: true },
  { stored: { editor: 70.25, lower: 29.75 }, understood: true },
  { stored: { editor: 70, lower: 70 }, understood: false },
  { stored: { editor: '70', lower: 30 }, understood: false },
  { stored: { editor: 130, lower: -30 }, understood: false },
  { stored: { editor: Number.NaN, lower: 100 }, understood: false },
  { stored: {}, understood: false },
  { stored: [50, 50], understood: false },
  { stored: null, understood: false },
  { stored: 'editor', understood: false },
])('$stored', ({ stored, understood }) => {
  expect(sharesFrom(stored)).toEqual(understood ? stored : undefined);
});
