/** Why requests were denied: the statement, the field, what was seen and what was wanted, and what would help. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { jsonOf, valueFromUnknown } from '#core/rego/value/json.ts';
import { announce } from '#core/testing/announce.ts';
import { isRecord } from '#core/testing/comparison.ts';
import { attacks } from '../attacks/suite.ts';
import { agentWith, resultsOf, typedInput } from '../simulate/run.ts';
import { collectedPolicies, collectionPresent, examplePolicies, ownPolicy } from '../testing/policies.ts';
import { nginxPod } from '../testing/pods.ts';
import type { JsonObject } from '../simulate/json.ts';
import { changesFor } from './changes.ts';
import { type Denial, type DeniedRequest, explainDenial } from './denial.ts';
import { changedFields } from './testing/genpolicy-fields.ts';
import { type GenpolicyCase, genpolicyPolicy } from './testing/genpolicy-policy.ts';

const profile = profileOf('kata-3.30');
const runs = process.env['FUZZ_RUNS'];
/** Behind the rules of genpolicy. */
const dataMark = '\npolicy_data := ';

beforeAll(async () => {
  await loadBuiltins(profile);
});

/** A request against a policy without the line of its package. */
function deniedBy(rules: string, request: unknown, name = 'R'): DeniedRequest {
  const policy = `package agent_policy\n${rules}\n`;
  const { agent } = agentWith(policy, profile);
  const input = valueFromUnknown(request);
  const decision = agent.request(name, input, { explain: true });
  return { policy, profile, entrypoint: name, input, before: agent.data(), decision };
}

function fieldsOf({ fields }: Denial): readonly string[] {
  return fields.map(({ name }) => name);
}

describe('the closest attempt', () => {
  test.for([
    ['a comparison', 'R if { input.a == 1; input.b == 2 }', { a: 1, b: 3 }, 'input.b == 2', ['b']],
    ['by a name', 'R if { x := input.a.b; x == 2 }', { a: { b: 3 } }, 'x == 2', ['a.b']],
    [
      'the rule that came further',
      'R if input.a == 1\nR if { input.b == 1; input.c == 1 }',
      { b: 1 },
      'input.c == 1',
      ['c'],
    ],
    ['in a function', 'R if f(input.a)\nf(x) if x == 1', { a: 2 }, 'x == 1', ['a']],
    [
      'in a function of a function',
      'R if f(input.a)\nf(x) if g(x.b)\ng(y) if y == 1',
      { a: { b: 2 } },
      'y == 1',
      ['a.b'],
    ],
    ['in a rule', 'R if ok\nok if input.a == 1', { a: 2 }, 'input.a == 1', ['a']],
    [
      'in a rule evaluated before',
      'R if { ok; input.z }\nR if ok\nok if input.a == 1',
      {},
      'input.a == 1',
      ['a'],
    ],
    [
      'in a loop, the item that came further',
      'R if { some x in input.xs; x.n == "b"; x.v == 1 }',
      { xs: [{ n: 'a' }, { n: 'b', v: 2 }] },
      'x.v == 1',
      ['xs[1].v'],
    ],
    ['in brackets', 'R if { x := input.xs[_]; x.v == 1 }', { xs: [{ v: 2 }] }, 'x.v == 1', ['xs[0].v']],
    [
      'in a loop without items',
      'R if { some x in input.xs; x.v == 1 }',
      { xs: [] },
      'some x in input.xs',
      ['xs'],
    ],
    [
      'in brackets without items',
      'R if { input.xs[_].v == 1 }',
      { xs: [] },
      'input.xs[_].v == 1',
      ['xs[].v'],
    ],
    [
      'in every, the item that failed',
      'R if every x in input.xs { x.v == 1 }',
      { xs: [{ v: 1 }, { v: 2 }] },
      'x.v == 1',
      ['xs[1].v'],
    ],
    [
      'in every, by a function',
      'R if every x in input.xs { ok(x) }\nok(x) if x in {1, 2}',
      { xs: [1, 7] },
      'x in {1, 2}',
      ['xs[1]'],
    ],
    [
      'in a comprehension that is counted',
      'R if { ok := [x | some x in input.xs; x.v == 1]; count(ok) == count(input.xs) }',
      { xs: [{ v: 1 }, { v: 2 }] },
      'x.v == 1',
      ['xs[1].v'],
    ],
    ['of a constant', 'K := "k"\nR if input.a[K] == 1', { a: { k: 2 } }, 'input.a[K] == 1', ['a.k']],
    ['a pattern', 'R if regex.match(`^a`, input.s)', { s: 'b' }, 'regex.match(`^a`, input.s)', ['s']],
    ['a negation', 'R if not input.a in {1}', { a: 1 }, 'not input.a in {1}', ['a']],
    ['a parameter', 'R if f(input.a)\nf("x")  := true', { a: 'y' }, '"x"', ['a']],
    ['the state', 'R if data.pstate.n == input.n', { n: 1 }, 'data.pstate.n == input.n', ['n']],
  ] as const)('%s', ([, rules, input, text, fields]) => {
    const denial = explainDenial(deniedBy(rules, input));
    expect(denial).toMatchObject({ kind: 'stopped', stop: { text } });
    expect(fieldsOf(denial)).toEqual(fields);
  });

  test('says what was seen and what was wanted, and the way in', () => {
    const denial = explainDenial(
      deniedBy('R if f(input.p)\nf(p) if p.args in [["a"], ["b"]]', { p: { args: ['sh'] } }),
    );
    expect(denial.way.map(({ kind, name, line }) => [kind, name, line])).toEqual([
      ['rule', 'R', 2],
      ['function', 'f', 3],
    ]);
    expect(denial.wanted?.relation).toBe('one-of');
    expect(denial.wanted?.value && jsonOf(denial.wanted.value)).toBe('[["a"],["b"]]');
    expect(denial.saw && jsonOf(denial.saw)).toBe('["sh"]');
  });

  test.for([
    ['no rule', '', {}, 'no-rule'],
    ['a default alone', 'default R := false', {}, 'no-rule'],
    ['an answer', 'R := false', {}, 'answered'],
    ['an error', 'R if nofn(1)', {}, 'failed'],
  ] as const)('%s', ([, rules, input, kind]) => {
    expect(explainDenial(deniedBy(rules, input)).kind).toBe(kind);
  });
});

describe('changes', () => {
  test.for([
    ['a literal', 'default R := false\nR if input.a == "x"', { a: 'y' }, ['R if input.a == "y"']],
    ['an item', 'R if input.a in {"x"}', { a: 'y' }, ['R if input.a in {"x", "y"}']],
    [
      'an item of a constant',
      'R if input.a in p.list\np := {"list": ["x"]}',
      { a: 'y' },
      ['p := {"list": ["x", "y"]}'],
    ],
    ['a value of a constant', 'R if input.a == p.a\np := {"a": 1}', { a: 2 }, ['p := {"a": 2}']],
    [
      'leaving out',
      'R if {\n\tinput.b\n\tregex.match(`x`, input.a)\n}',
      { a: 'y', b: 1 },
      ['R if {\n\tinput.b\n}'],
    ],
    ['a default', 'default R := false', {}, ['default R := true']],
    ['no default', '', {}, ['default R := false', 'default R := true']],
  ] as const)('%s', ([, rules, input, texts]) => {
    const denied = deniedBy(rules, input);
    const changes = changesFor(denied, explainDenial(denied));
    const changed = changes.map(({ edits }) =>
      edits.reduceRight(
        (text, { span, insert }) => text.slice(0, span.from) + insert + text.slice(span.to),
        denied.policy,
      ),
    );
    expect(changed).toHaveLength(texts.length);
    for (const [index, text] of texts.entries()) expect(changed[index]).toContain(text);
    expect(changes.at(-1)?.afterwards).toBe('allowed');
    expect(changes.every(({ risk }) => risk !== '')).toBe(true);
  });

  test('none where a rule would be left without a condition', () => {
    const denied = deniedBy('R if regex.match(`x`, input.a)', { a: 'y' });
    expect(changesFor(denied, explainDenial(denied))).toEqual([]);
  });
});

test('every stopped attack on the starter is explained by a field or an answer', { timeout: 60_000 }, () => {
  const policy = ownPolicy('restrictive');
  const pod = nginxPod();
  const unexplained = attacks.flatMap((attack) => {
    const plan = attack.plan(pod);
    if (plan === undefined) return [];
    const { agent } = agentWith(policy, profile);
    resultsOf(agent, plan.setup);
    const stopped = resultsOf(agent, plan.steps, { explain: true }).find(
      ({ decision }) => decision.kind !== 'allowed',
    );
    if (stopped === undefined) return [];
    const { step, decision, before } = stopped;
    const input = valueFromUnknown(step.input);
    const denial = explainDenial({ policy, profile, entrypoint: step.entrypoint, input, before, decision });
    return denial.kind === 'no-rule' || denial.fields.length > 0 ? [] : [attack.id];
  });
  expect(unexplained).toEqual([]);
});

test('no input makes it throw', { timeout: runs === undefined ? 60_000 : 3_600_000 }, () => {
  const [policies] = [examplePolicies()];
  fc.assert(
    fc.property(
      fc.constantFrom(...policies),
      fc.jsonValue(),
      fc.constantFrom('CreateContainerRequest', 'CopyFileRequest', 'x y'),
      ({ text }, request, name) => {
        const { agent } = agentWith(text, profile);
        const input = valueFromUnknown(request);
        const decision = agent.request(name, input, { explain: true });
        const denied = { policy: text, profile, entrypoint: name, input, before: agent.data(), decision };
        changesFor(denied, explainDenial(denied));
      },
    ),
    { numRuns: Number(runs ?? 50) },
  );
});

// genpolicy's own cases, with its own rules: those of the cases where somebody names their file, or those of a policy in the
// collection, which are older and decide some cases otherwise.

const rulesFile = process.env['GENPOLICY_RULES'] ?? '';
const hasNewest = collectionPresent && existsSync(rulesFile);
const collected = collectedPolicies().find(({ text }) => text.includes(dataMark))?.text;
const rules = hasNewest ? readFileSync(rulesFile, 'utf8') : collected?.slice(0, collected.indexOf(dataMark));
const isComplete = collectionPresent && rules !== undefined;
const counts = { explained: 0, named: 0, undecided: 0 };

afterAll(() => {
  const { explained, named, undecided } = counts;
  announce(
    isComplete
      ? `explained denials of genpolicy: ${named} of ${explained} name the field that was changed first; ${undecided} of ${changedFields.length} are decided otherwise by older rules`
      : `skipped: ${changedFields.length} explained denials of genpolicy, for want of ../shared`,
  );
});

/** Cases that the rules of the collection do not decide as recorded: some was forbidden later, some allowed. */
const decidedOtherwise: ReadonlySet<string> = new Set([
  'allowed state: reachable',
  'unsupported file type',
  'symlink in top-level shared directory',
  'symlink pointing up - leading',
  'symlink pointing up - middle',
  'symlink pointing up - trailing',
  'symlink pointing up - ..',
  'symlink with absolute target',
  'cgroup mount with allowed extras (nsdelegate, memory_recursiveprot)',
]);

/** What the explanation names instead, and why it is right. */
const others: ReadonlyMap<string, string> = new Map([
  // The request of this case has another root path as well, at which the rules stop first.
  ['image with unusual group setup, but bad additional group', 'OCI.Root.Path'],
]);

/** A request with every field, as JSON. */
function completed({ kind, request }: GenpolicyCase): JsonObject {
  const value: unknown = JSON.parse(jsonOf(typedInput(kind, request as JsonObject, profile)) ?? '{}');
  return value as JsonObject;
}

test.skipIf(!isComplete).for([...new Set(changedFields.map(({ folder }) => folder))])(
  'the field that was changed: %s',
  { timeout: 60_000 },
  (folder) => {
    const root = join(import.meta.dirname, '../../../../../shared/corpus/genpolicy');
    const settings: unknown = JSON.parse(readFileSync(join(root, 'genpolicy-settings.json'), 'utf8'));
    const file = JSON.parse(
      readFileSync(join(root, folder, 'testcases.json'), 'utf8'),
    ) as readonly GenpolicyCase[];
    const cases = file.map((each) => ({ ...each, request: completed(each) }));
    const policy = genpolicyPolicy(rules ?? '', isRecord(settings) ? settings : {}, cases);
    const { agent } = agentWith(policy, profile);
    const otherwise: string[] = [];
    for (const { kind, request, allowed, description } of cases) {
      const before = agent.data();
      const input = valueFromUnknown(request);
      const decision = agent.request(kind, input, { explain: true });
      if ((decision.kind === 'allowed') !== allowed) {
        otherwise.push(description);
        if (!allowed) counts.undecided += 1;
        continue;
      }
      if (allowed) continue;
      const [field] = explainDenial({ policy, profile, entrypoint: kind, input, before, decision }).fields;
      const name = field?.name.replaceAll(/\[\d+\]/g, '[]') ?? '';
      const changed =
        changedFields.find((each) => each.folder === folder && each.name === description)?.field ??
        'a row of the table';
      counts.explained += 1;
      if (name.startsWith(changed)) counts.named += 1;
      const expected = others.get(description) ?? changed;
      expect([description, name.slice(0, expected.length)]).toEqual([description, expected]);
    }
    const known = hasNewest ? [] : file.filter(({ description }) => decidedOtherwise.has(description));
    expect(otherwise).toEqual(known.map(({ description }) => description));
  },
);
