/** The recorded answers of the agent's engine, where the collection is at hand. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { announce } from '#core/testing/announce.ts';
import { formats } from './vectors.ts';

const folder = join(import.meta.dirname, '../../../../../shared/vectors');
const files = existsSync(folder)
  ? readdirSync(folder).filter((name) => name.startsWith('rego-') && name !== 'rego-agent-sequence.json')
  : [];
if (files.length === 0) announce('skipped: 2035 recorded evaluations, as ../shared is not there');

describe.skipIf(files.length === 0)('recorded evaluations', () => {
  test.for(files)('%s', async (name) => {
    const file: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const results = (await formats.find(({ recognises }) => recognises(file))?.run(file)) ?? [];
    expect(results.length).toBeGreaterThan(0);
    expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  });
});

const vector = {
  id: 'one',
  note: 'a constant with a print',
  dialect: 'v1',
  modules: [{ name: 'p', text: 'package p\nx := 1 if print("a")\n' }],
  query: 'data.p.x',
  mode: 'query',
  outcome: { kind: 'value', value: 1, json: '1' },
  prints: ['p:2: a'],
};

test.for([
  ['as recorded', {}, 'passed'],
  ['another value', { outcome: { kind: 'value', json: '2' } }, 'failed'],
  ['another kind', { outcome: { kind: 'undefined' } }, 'failed'],
  ['another print', { prints: ['p:3: a'] }, 'failed'],
  ['a text that does not load', { modules: [{ name: 'p', text: 'x' }] }, 'failed'],
] as const)('a recording is compared: %s', async ([, change, outcome]) => {
  const file = { format: 'rego-vectors/1', vectors: [{ ...vector, ...change }] };
  const results = await formats[0]?.run(file);
  expect(results?.map((result) => result.outcome)).toEqual([outcome]);
});

test('an upstream case is compared', async () => {
  const one = { note: 'n', data: {}, modules: ['package t\nx = {1}'], query: 'data.t.x' };
  const file = {
    cases: [
      { ...one, want_result: { 'set!': [1] } },
      { ...one, want_result: [1] },
      { ...one, error: 'undefined rule' },
    ],
  };
  const format = formats.find(({ recognises }) => recognises(file));
  const results = await format?.run(file);
  expect(results?.map(({ outcome }) => outcome)).toEqual(['passed', 'failed', 'failed']);
});
