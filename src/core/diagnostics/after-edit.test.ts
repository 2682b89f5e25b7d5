import { expect, test } from 'vitest';
import { findingsAfter } from './after-edit.ts';
import { diagnostic } from './diagnostic.ts';

const source = 'entry:policy.rego';
const fix = { title: 'mend', source, edits: [] } as const;
const found = (from: number, to: number) =>
  diagnostic('policy/exec-true', source, { from, to }, 'x', {
    fix,
    related: [{ source, span: { from: 0, to: 2 }, message: 'there' }],
  });

// 'aa bbb cc': bbb becomes two letters longer.
const edit = { span: { from: 3, to: 6 }, insert: 'bbbbb' };

test.for([
  ['before the edit', [0, 2], [0, 2]],
  ['behind it', [7, 9], [9, 11]],
  ['inside of it', [4, 5], undefined],
  ['around it', [0, 9], undefined],
  ['that ends where it begins', [0, 3], undefined],
  ['that begins where it ends', [6, 9], undefined],
] as const)('a finding %s', ([, [from, to], moved]) => {
  const [after] = findingsAfter([found(from, to)], edit);
  expect(after?.span).toEqual(moved === undefined ? undefined : { from: moved[0], to: moved[1] });
  expect(after?.fix).toBeUndefined();
});

test('places beside it move as well, and those that were touched are left out', () => {
  const related = [
    { source, span: { from: 7, to: 9 }, message: 'behind' },
    { source, span: { from: 4, to: 5 }, message: 'inside' },
  ] as const;
  const [after] = findingsAfter([{ ...found(0, 1), related }], edit);
  expect(after?.related).toEqual([{ source, span: { from: 9, to: 11 }, message: 'behind' }]);
});

test('without an edit they are as they were', () => {
  const findings = [found(0, 2)];
  expect(findingsAfter(findings, undefined)).toBe(findings);
});
