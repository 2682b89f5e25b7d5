/** Reading costs no more than the length of the text, also where the engine in the guest takes far longer. */
import { expect, test } from 'vitest';
import { compile, evaluate, parse } from './api.ts';
import { profileOf } from './profile.ts';
import { jsonOf } from './value/json.ts';

const profile = profileOf('kata-3.30');
const head = 'package agent_policy\n';

// The native parser doubles its time with each level: at 200 levels, no reader that did would ever end.
test.for([
  ['arrays', (levels: number) => '['.repeat(levels) + ']'.repeat(levels)],
  ['objects', (levels: number) => `${'{"a": '.repeat(levels)}1${'}'.repeat(levels)}`],
  ['sets', (levels: number) => `${'{'.repeat(levels)}1${'}'.repeat(levels)}`],
  ['all of them', (levels: number) => `${'[{"a": {'.repeat(levels / 4)}1${'}}]'.repeat(levels / 4)}`],
] as const)('deeply nested %s are read at once, with a warning', ([, nested]) => {
  const text = `${head}x := ${nested(200)}\n`;
  const parsed = parse(text, { name: 'p', dialect: 'v1', profile });
  expect(parsed.loadError).toBeUndefined();
  expect(parsed.diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
    'warning rego/deep-literal',
  ]);
  const outcome = evaluate(compile([parsed], { profile }), { query: 'data.agent_policy.x' });
  expect(outcome.kind === 'value' && jsonOf(outcome.value)?.length).toBeGreaterThan(200);
});

test.for([
  [
    'lines',
    `${head}${'\n'.repeat(199_997)}x := 1`,
    `${head}${'\n'.repeat(200_010)}x := 1`,
    'rego/too-many-lines',
  ],
  [
    'bytes',
    `${head}x := 1\n#${'é'.repeat(8_388_000)}`,
    `${head}x := 1\n#${'é'.repeat(8_388_700)}`,
    'rego/too-large',
  ],
  [
    'columns',
    `${head}x := "${'a'.repeat(65_000)}"`,
    `${head}x := "${'a'.repeat(65_600)}"`,
    'rego/line-too-long',
  ],
] as const)('as many %s as the agent takes, and no more', ([, most, more, code]) => {
  expect(parse(most, { name: 'p', dialect: 'v1', profile }).loadError).toBeUndefined();
  const refused = parse(more, { name: 'p', dialect: 'v1', profile });
  expect(refused.loadError).toBeDefined();
  expect(refused.diagnostics.map((finding) => finding.code)).toContain(code);
});
