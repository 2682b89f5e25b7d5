import { expect, test } from 'vitest';
import { algorithmChoice } from './algorithm-choice.ts';

test.for([
  { field: { value: 'sha384' }, label: 'sha384', known: true },
  { field: { value: 'sha-384' }, label: 'sha-384 (unknown)', known: false },
  { field: { value: 'SHA384' }, label: 'SHA384 (unknown)', known: false },
  { field: { value: '' }, label: '"" (unknown)', known: false },
  { field: { value: undefined }, label: 'algorithm is not text', known: false },
  { field: undefined, label: 'no algorithm', known: false },
])('$field reads $label', ({ field, label, known }) => {
  expect(algorithmChoice(field)).toMatchObject({ label, known });
});
