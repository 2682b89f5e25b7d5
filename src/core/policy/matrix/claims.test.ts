/** What the matrix claims is held against recorded decisions of the agent's engine, and its witnesses against our agent. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { valueFromUnknown } from '#core/rego/value/json.ts';
import { announce } from '#core/testing/announce.ts';
import { newAgent } from '../agent/agent.ts';
import { policyMatrix } from './matrix.ts';
import type { Witness } from './verdict.ts';

interface Recorded {
  readonly requests: readonly { readonly entrypoint: string; readonly input: unknown }[];
  readonly policies: readonly {
    readonly id: string;
    readonly mode: 'fresh' | 'sequence';
    readonly policy: string;
    readonly dialects: Readonly<
      Record<
        'v0' | 'v1',
        { readonly decisions: readonly { readonly step: number; readonly decision: string }[] }
      >
    >;
  }[];
}

const file = join(import.meta.dirname, '../../../../../shared/vectors/agent-decisions.json');
const present = existsSync(file);
const recorded: Recorded = present
  ? (JSON.parse(readFileSync(file, 'utf8')) as Recorded)
  : { requests: [], policies: [] };
if (!present) announce('claims of the matrix: 1862 recorded decisions skipped, ../shared is not here');

/** The engine was recorded in one release, with the dialect of the other switched on for half of it. */
const releases = { v0: profileOf('kata-3.28'), v1: profileOf('kata-3.30') } as const;

beforeAll(async () => {
  for (const profile of Object.values(releases)) await loadBuiltins(profile);
});

const decisions: Readonly<Record<string, string>> = {
  denied: 'denied',
  undefined: 'undefined',
  failed: 'error',
  allowed: 'allowed',
};

const cases = recorded.policies.flatMap((policy) =>
  (['v0', 'v1'] as const).map((dialect) => ({ ...policy, dialect })),
);

describe.runIf(present)('recorded decisions', () => {
  test.for(cases)('$id in $dialect', { timeout: 60_000 }, ({ policy, dialect, dialects, mode }) => {
    const profile = releases[dialect];
    const { rows, loadError } = policyMatrix(policy, profile, { milliseconds: 30_000 });
    let claims = 0;
    for (const { step, decision } of loadError === undefined ? dialects[dialect].decisions : []) {
      const request = recorded.requests[step];
      const row = rows.find(({ name }) => name === request?.entrypoint);
      const claimed = decisions[row?.standing ?? ''];
      if (row === undefined || claimed === undefined || mode === 'sequence') continue;
      const isForgiven = row.overridden && decision === 'allowed';
      expect([row.name, isForgiven ? claimed : decision]).toEqual([row.name, claimed]);
      claims += 1;
    }
    for (const row of rows) {
      if (row.allowed !== undefined)
        expect([row.name, answerOf(policy, profile, row.allowed)]).toEqual([row.name, 'allowed']);
      if (row.refused !== undefined && !row.overridden) {
        expect([row.name, answerOf(policy, profile, row.refused)]).toEqual([
          row.name,
          row.refused.answer === 'failed' && loadError !== undefined ? 'undefined' : row.refused.answer,
        ]);
      }
    }
    if (mode === 'fresh' && loadError === undefined) expect(claims).toBeGreaterThan(0);
  });
});

function answerOf(
  policy: string,
  profile: (typeof releases)['v0'],
  { before, entrypoint, input }: Witness,
): string {
  const agent = newAgent(profile);
  agent.setPolicy(policy);
  for (const sent of before) agent.request(sent.entrypoint, valueFromUnknown(sent.input));
  return agent.request(entrypoint, valueFromUnknown(input)).kind;
}
