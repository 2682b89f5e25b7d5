/** The recorded decisions of the agent, where the collection is at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { announce } from '#core/testing/announce.ts';
import { formats } from './vectors.ts';

const folder = join(import.meta.dirname, '../../../../../shared/vectors');
const present = existsSync(folder);
if (!present) announce('skipped: 1916 recorded decisions, as ../shared is not there');

test.skipIf(!present).for([
  ['rego-agent-sequence.json', 54],
  ['agent-decisions.json', 1862],
] as const)('%s', { timeout: 60_000 }, async ([name, count]) => {
  const file: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const results = (await formats.find(({ recognises }) => recognises(file))?.run(file)) ?? [];
  expect(results).toHaveLength(count);
  expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
});

const steps = [
  {
    op: 'set_policy',
    policy: 'package agent_policy\nR := true',
    expect: { load: 'ok', data: { pstate: {} } },
  },
  { op: 'request', entrypoint: 'R', input: {}, expect: { decision: 'allowed', prints: '' } },
];

test.for([
  ['as recorded', {}, 'passed'],
  ['another decision', { decision: 'denied' }, 'failed'],
  ['other prints', { prints: 'x' }, 'failed'],
  ['other data', { data: {} }, 'failed'],
] as const)('a sequence is compared: %s', async ([, change, outcome]) => {
  const [load, request] = steps;
  const changed = [load, { ...request, expect: { ...request?.expect, ...change } }];
  const file = { format: 'rego-agent-sequences/1', vectors: [{ id: 'a', dialect: 'v1', steps: changed }] };
  const results = await formats[0]?.run(file);
  expect(results?.map((result) => result.outcome)).toEqual([outcome]);
});
