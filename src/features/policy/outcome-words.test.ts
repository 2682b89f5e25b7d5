import { expect, test } from 'vitest';
import { outcomeCounts, outcomeSentence } from './outcome-words.ts';

test('outcomes are counted in their order, and what there is none of is left out', () => {
  expect(outcomeCounts(['denied', 'allowed', 'denied', 'undefined'])).toBe(
    '1 allowed, 2 denied, 1 undefined',
  );
});

test('a denied stream is no error to the host', () => {
  expect(outcomeSentence({ kind: 'denied' }, 'ReadStreamRequest')).toContain('success');
  expect(outcomeSentence({ kind: 'denied' }, 'ExecProcessRequest')).toContain('PERMISSION_DENIED');
});

test('what only our limit ended is not said of the agent', () => {
  expect(outcomeSentence({ kind: 'failed', of: 'budget', message: '2 s' }, 'X')).toContain('would go on');
});
