/** Every evaluation ends, and says why when it had to be ended. */
import { expect, test } from 'vitest';
import { compile, evaluate, parse } from '../api.ts';
import { profileOf } from '../profile.ts';
import type { Budget } from './budget.ts';
import type { Outcome } from './evaluate.ts';

const profile = profileOf('kata-3.30');

function outcomeOf(text: string, budget: Budget): Outcome {
  const parsed = parse(`package p\n${text}\n`, { name: 'policy', dialect: 'v1', profile });
  return evaluate(compile([parsed], { profile }), { query: 'data.p.x', budget });
}

const million = 'n := numbers.range(1, 1000)\nx := count([1 | some i in n; some j in n; i == j])';

test.for([
  ['steps', million, { steps: 10_000 }, 'too many steps'],
  ['time', million, { milliseconds: 0 }, 'longer than 0 ms'],
  ['items', 'x := count([i | some i in numbers.range(1, 2000)])', { items: 100 }, 'too many values'],
  [
    'items of rules',
    'x contains i if { some i in numbers.range(1, 2000) }',
    { items: 100 },
    'too many values',
  ],
  ['depth', 'f(n) := f(n + 1)\nx := f(0)', {}, 'nest too deep'],
  [
    'depth of ours',
    'f(n) := 0 if n == 0\nf(n) := f(n - 1) if n > 0\nx := f(50)',
    { depth: 20 },
    'nest too deep',
  ],
] as const)('%s', ([, text, budget, message]) => {
  expect(outcomeOf(text, budget)).toMatchObject({
    kind: 'failed',
    failure: { kind: 'budget', message: expect.stringContaining(message) as string },
  });
});

test('enough of everything', () => {
  expect(outcomeOf(million, {})).toMatchObject({ kind: 'value', value: 1000 });
});

test('a caller can stop it', () => {
  let asked = 0;
  const signal = {
    get aborted() {
      asked += 1;
      return asked > 3;
    },
  };
  expect(outcomeOf(million, { signal })).toMatchObject({ kind: 'failed', failure: { kind: 'cancelled' } });
});

test('a spent budget is not swallowed by a function with several definitions', () => {
  const text = `f(a) := count([1 | some i in n; some j in n])\nf(a) := 1\n${million}`.replace(
    'x := count',
    'y := count',
  );
  expect(outcomeOf(`${text}\nx := f(1)`, { steps: 10_000 })).toMatchObject({ failure: { kind: 'budget' } });
});
