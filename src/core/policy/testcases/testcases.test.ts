/** Saved requests, run and written. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { announce } from '#core/testing/announce.ts';
import { readTests, writeTests } from './genpolicy-file.ts';
import { flipsBetween, type PolicyTest, runTests } from './tests.ts';

const profile = profileOf('kata-3.30');

beforeAll(async () => {
  await loadBuiltins(profile);
});

const saved: readonly PolicyTest[] = [
  { description: 'a', entrypoint: 'R', input: { x: 1 }, expected: 'allowed' },
  { description: 'b', entrypoint: 'R', input: { x: 2 }, expected: 'denied' },
  { description: 'c', entrypoint: 'S', input: {}, expected: 'undefined' },
];

test('tests run in order with state', () => {
  const policy = `package agent_policy
default R := false
R := {"allowed": true, "ops": [{"op": "add", "path": "/pstate/x", "value": input.x}]} if not data.pstate.x`;
  const results = [...runTests(saved, policy, profile)];
  expect(results.map(({ passed, decision }) => [passed, decision.kind])).toEqual([
    [true, 'allowed'],
    [true, 'denied'],
    [true, 'undefined'],
  ]);
});

test('a change of the policy shows what it turned around', () => {
  const run = (policy: string) => [...runTests(saved, `package agent_policy\n${policy}`, profile)];
  const flips = flipsBetween(run('default R := false\nR if input.x == 1'), run('default R := true'));
  expect(flips).toMatchObject([{ index: 1, was: 'denied', is: 'allowed' }]);
});

test('inputs get the fields that their message has, and lose others', () => {
  const swap: PolicyTest = {
    description: '',
    entrypoint: 'AddSwapRequest',
    input: { more: 1 },
    expected: 'allowed',
  };
  const policy = 'package agent_policy\nAddSwapRequest if { input.PCIPath == []; not input.more }';
  expect([...runTests([swap], policy, profile)]).toMatchObject([{ passed: true }]);
});

describe('files of genpolicy', () => {
  test('come back as they were written', () => {
    const { text, left } = writeTests(saved);
    expect(left).toEqual([saved[2]]);
    expect(readTests(text)).toEqual({ kind: 'tests', tests: saved.slice(0, 2), unread: [] });
  });

  test.for([
    ['{', 'refused'],
    ['{}', 'refused'],
    ['[]', 'tests'],
  ] as const)('%s is %s', ([text, kind]) => {
    expect(readTests(text).kind).toBe(kind);
  });

  test('what is no case is passed over and named', () => {
    const text =
      '[1, {}, {"kind":"R"}, {"kind":"R","allowed":true}, {"kind":"R","allowed":true,"request":{}}]';
    expect(readTests(text)).toMatchObject({
      tests: [{ entrypoint: 'R' }],
      unread: [{ index: 0 }, { index: 1 }, { index: 2 }, { index: 3 }],
    });
  });

  test('no text makes reading throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.array(fc.jsonValue()).map((value) => JSON.stringify(value)),
        ),
        (text) => {
          readTests(text);
        },
      ),
    );
  });
});

const corpus = join(import.meta.dirname, '../../../../../shared/corpus/genpolicy');
const present = existsSync(corpus);
if (!present) announce('skipped: files of cases of genpolicy, as ../shared is not there');

test.skipIf(!present)('its own files are read without a rest and written with the same content', () => {
  const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('testcases.json'),
  );
  expect(files.length).toBeGreaterThan(10);
  for (const name of files) {
    const text = readFileSync(join(corpus, name), 'utf8');
    const read = readTests(text);
    expect(read).toMatchObject({ kind: 'tests', unread: [] });
    const tests = read.kind === 'tests' ? read.tests : [];
    // One case has a fifth member that genpolicy itself passes over.
    const cases = (JSON.parse(text) as readonly Readonly<Record<string, unknown>>[]).map(
      ({ allowed, description, kind, request }) => ({ allowed, description, kind, request }),
    );
    expect(JSON.parse(writeTests(tests).text)).toEqual(cases);
  }
});
