/** Which engine has which builtin, against the collected lists, where they are at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { announce } from '#core/testing/announce.ts';
import { type ProfileId, profileOf } from '../profile.ts';
import { allBuiltins, builtinOf, loadBuiltins } from './registry.ts';

const file = join(import.meta.dirname, '../../../../../shared/reference/agent-policy-builtins.json');
const present = existsSync(file);
if (!present) announce('skipped: the builtins of 5 engines, as ../shared is not there');

type Arities = Readonly<Record<string, number>>;
interface Lists {
  readonly kata_agent_3_30_and_later: Arities;
  readonly trustee_regorus_0_11: Arities;
  readonly opa_only: readonly string[];
}

beforeAll(async () => {
  await loadBuiltins(profileOf('opa'));
});

/** Name and number of arguments; print is the evaluator's, and two names are the engine's own. */
function found(id: ProfileId): Arities {
  const profile = profileOf(id);
  const own = [...allBuiltins()].filter(
    ({ name }) => !name.startsWith('__') && builtinOf(name, profile) !== undefined,
  );
  return Object.fromEntries(own.map(({ name, arity }) => [name, arity.max]));
}

function without(arities: Arities, left: (name: string) => boolean): Arities {
  return Object.fromEntries(Object.entries(arities).filter(([name]) => name !== 'print' && !left(name)));
}

describe.skipIf(!present)('as collected', () => {
  const lists = present ? (JSON.parse(readFileSync(file, 'utf8')) as Lists) : undefined;
  const agent = lists?.kata_agent_3_30_and_later ?? {};

  test.for([
    ['kata-3.30', () => without(agent, () => false)],
    ['kata-3.28', () => without(agent, () => false)],
    ['kata-3.11', () => without(agent, (name) => name.startsWith('base64'))],
    ['trustee', () => without(lists?.trustee_regorus_0_11 ?? {}, () => false)],
  ] as const)('%s', ([id, wanted]) => {
    expect(found(id)).toEqual(wanted());
  });

  test('opa', () => {
    const names = new Set(Object.keys(found('opa')));
    expect((lists?.opa_only ?? []).filter((name) => !names.has(name))).toEqual([]);
    expect(Object.keys(without(agent, () => false)).filter((name) => !names.has(name))).toEqual([]);
  });
});
