import { expect, test } from 'vitest';
import { diagnostic } from '#core/diagnostics/diagnostic.ts';
import { pointAt } from '#core/text/span.ts';
import { groupsOf } from './finding-groups.ts';

const at = (offset: number, message: string, hint?: string) =>
  diagnostic(
    'annotation/white-space',
    'annotation',
    pointAt(offset),
    message,
    hint === undefined ? {} : { hint },
  );

test('the same words are one group where they first stand, and every finding is in one', () => {
  const findings = [at(0, 'a'), at(1, 'b'), at(2, 'a'), at(3, 'a', 'otherwise'), at(4, 'b')];
  const [{ severity }] = findings as [ReturnType<typeof at>];
  const groups = groupsOf(findings, severity);
  expect(groups.map((group) => group.map(({ index }) => index))).toEqual([[0, 2], [1, 4], [3]]);
  expect(groupsOf(findings, severity === 'info' ? 'error' : 'info')).toEqual([]);
});
