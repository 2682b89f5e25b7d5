/** The judge of OPA's cases, on cases of our own. */
import { beforeAll, expect, test } from 'vitest';
import { loadBuiltins } from '../builtins/registry.ts';
import { profileOf } from '../profile.ts';
import { regorusAreas } from './opa-areas.ts';
import { runOpaCase } from './opa-cases.ts';
import { opaDepartures } from './opa-departures.ts';

beforeAll(async () => {
  await loadBuiltins(profileOf('opa'));
});

const one = { note: 'n', query: 'data.t.p = x', modules: ['package t\np contains v if v := input[_]'] };

test.for([
  ['sets as arrays', { input: [2, 1, 2], want_result: [{ x: [1, 2] }] }, 'passed'],
  ['a term as input', { input_term: '{3, 3.0}', want_result: [{ x: [3] }] }, 'passed'],
  [
    'in any order when sorted',
    { input: [2, 1], sort_bindings: true, want_result: [{ x: [2, 1] }] },
    'passed',
  ],
  ['another value', { input: [1], want_result: [{ x: [2] }] }, 'failed'],
  ['another number of rows', { input: [1], want_result: [] }, 'failed'],
  ['a result that is not wanted', { input: [1] }, 'failed'],
  ['no result, as wanted', { query: 'data.t.q = x' }, 'passed'],
  ['an error that is wanted', { modules: ['package t\np := 1 / 0'], strict_error: true }, 'passed'],
  ['an error that is not wanted', { modules: ['package'], want_result: [{ x: 1 }] }, 'failed'],
  ['an error that does not come', { input: [1], want_error: 'e' }, 'failed'],
  ['a builtin without an answer', { modules: ['package t\np := http.send({})'], want_error: 'e' }, 'skipped'],
  ['a listed case', { note: 'time/time caching', want_result: [{ x: 1 }], input: [2] }, 'skipped'],
  [
    'a listed case that passes',
    { note: 'time/time caching', want_result: [{ x: [2] }], input: [2] },
    'failed',
  ],
] as const)('%s', ([, change, outcome]) => {
  expect(runOpaCase({ ...one, ...change }, 'v1').outcome).toBe(outcome);
});

test('every listed case says why', () => {
  for (const reason of opaDepartures.values()) expect(reason.length).toBeGreaterThan(20);
});

test('the areas of regorus at the pinned revision', () => {
  expect(regorusAreas.size).toBe(213);
});
