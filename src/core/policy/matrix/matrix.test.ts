/** The request matrix: claims by structure, witnesses by search, comparison and the change of defaults. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { applyEdits } from '#core/text/edit.ts';
import type { RequestName } from '../requests/catalogue.ts';
import { answerAfter, comparePolicies } from './compare.ts';
import { requestsAt, spansFor } from './link.ts';
import { matrixOf, policyMatrix } from './matrix.ts';
import { newSearchMemory } from './memory.ts';
import { modelOf } from './model.ts';
import { readPolicy } from './reading.ts';
import { defaultEdits } from './toggle.ts';
import type { RequestVerdict } from './verdict.ts';

const profile = profileOf('kata-3.30');

beforeAll(async () => {
  await loadBuiltins(profile);
});

function verdictIn(rules: string, name: RequestName = 'ExecProcessRequest'): RequestVerdict | undefined {
  return policyMatrix(`package agent_policy\n${rules}\n`, profile).rows.find((row) => row.name === name);
}

describe('by structure', () => {
  test.for([
    ['no rule', '', 'undefined'],
    ['a default of false', 'default ExecProcessRequest := false', 'denied'],
    ['a default of true', 'default ExecProcessRequest := true', 'allowed'],
    ['a rule without conditions', 'ExecProcessRequest := true', 'allowed'],
    ['a helper without input', 'ExecProcessRequest if open\nopen if 1 < 2', 'allowed'],
    [
      'a rule that only repeats its default',
      'default ExecProcessRequest := true\nExecProcessRequest if input.exec_id == "x"',
      'allowed',
    ],
    [
      'a rule that can only deny',
      'default ExecProcessRequest := false\nExecProcessRequest := false if input.exec_id == "x"',
      'denied',
    ],
    [
      'a condition that is false as written',
      'default ExecProcessRequest := false\nExecProcessRequest if { input.exec_id == "x"; false }',
      'denied',
    ],
    ['a text', 'ExecProcessRequest := "yes"', 'failed'],
    ['a function', 'ExecProcessRequest(x) := true', 'undefined'],
    [
      'the first of two defaults',
      'default ExecProcessRequest := true\ndefault ExecProcessRequest := false',
      'allowed',
    ],
    ['an object that denies', 'ExecProcessRequest := {"allowed": false}', 'denied'],
  ] as const)('%s', ([, rules, standing]) => {
    expect(verdictIn(rules)).toMatchObject({ standing, tried: 0 });
  });

  test.for([
    [
      'nothing is claimed of what a patch may replace',
      'W := {"allowed": true, "ops": [{"op": "add", "path": "/agent_policy/ExecProcessRequest", "value": true}]}\ndefault ExecProcessRequest := false',
      'unreached',
    ],
    [
      'nothing is claimed where our budget ends',
      'ExecProcessRequest if count([1 | some x in numbers.range(1, 3000); some y in numbers.range(1, 3000); x == y]) > 0',
      'unreached',
    ],
    [
      'nothing is claimed where a builtin may take the engine down',
      'default ExecProcessRequest := true\nExecProcessRequest if strings.count(input.exec_id, "") > 0',
      'unreached',
    ],
    [
      'nothing is claimed where an operator may fail',
      'default ExecProcessRequest := true\nExecProcessRequest if input.exec_id + 1 > 0',
      'unreached',
    ],
  ] as const)('%s', ([, rules, standing]) => {
    expect(verdictIn(rules)?.standing).toBe(standing);
  });
});

describe('by search', () => {
  const denied = 'default ExecProcessRequest := false\n';
  test.for([
    ['a literal', 'ExecProcessRequest if input.process.Args == ["whoami"]', 'process.Args'],
    [
      'a joined line',
      'ExecProcessRequest if { line := concat(" ", input.process.Args); line == "nginx -t" }',
      'process.Args',
    ],
    [
      'a list of commands',
      'commands := [["a"], ["b", "c"]]\nExecProcessRequest if { some c in commands; input.process.Args == c }',
      'process.Args',
    ],
    ['a pattern', 'ExecProcessRequest if regex.match(`^[0-9]{4}-x$`, input.exec_id)', 'exec_id'],
    ['a helper', 'ExecProcessRequest if f(input.process)\nf(p) if p.User.UID == 1000', 'process.User.UID'],
    [
      'two conditions of two kinds',
      'ExecProcessRequest if { startswith(input.exec_id, "probe-"); input.process.Terminal; count(input.process.Env) == 0 }',
      'exec_id',
    ],
    [
      'a number that is bounded',
      'ExecProcessRequest if { input.stdin_port > 1023; input.stdin_port <= 1024 }',
      'stdin_port',
    ],
    ['a set', 'ExecProcessRequest if input.process.Cwd in {"/srv", "/opt"}', 'process.Cwd'],
    [
      'what must not be',
      'ExecProcessRequest if { not startswith(input.container_id, "0"); not input.process.Env[0] == "x"; input.process.Cwd != "/" }',
      'process.Cwd',
    ],
  ] as const)('%s', ([, rule, field]) => {
    const model = modelOf(`package agent_policy\n${denied}${rule}\n`, profile);
    const verdict = matrixOf(model).rows.find(({ name }) => name === 'ExecProcessRequest');
    expect(verdict?.standing).toBe('conditional');
    expect(verdict?.fields.map(({ text }) => text)).toContain(field);
    if (verdict?.allowed === undefined || verdict.refused === undefined) throw new Error('no witnesses');
    expect(answerAfter(model, verdict.allowed)?.kind).toBe('allowed');
    expect(answerAfter(model, verdict.refused)?.kind).toBe('denied');
  });

  test('a witness holds no field that the agent does not send', () => {
    expect(verdictIn(`${denied}ExecProcessRequest if input.Process.Args[0] == "x"`)).toMatchObject({
      standing: 'unreached',
      tried: 1,
      effect: 'plain',
    });
  });

  test('what needs a request before it has that request in its witness', () => {
    const rules = `default ExecProcessRequest := false
CreateContainerRequest := {"allowed": true, "ops": [{"op": "add", "path": concat("/", ["/pstate", input.container_id]), "value": 1}]}
ExecProcessRequest if data.pstate[input.container_id] == 1`;
    const verdict = verdictIn(rules);
    expect(verdict).toMatchObject({ standing: 'conditional', readsState: true });
    expect(verdict?.allowed?.before.map(({ entrypoint }) => entrypoint)).toEqual(['CreateContainerRequest']);
  });

  test('of a helper for several requests only the own fields are told', () => {
    const verdict = verdictIn(`ExecProcessRequest if plain(input.process)
CreateContainerRequest if plain(input.OCI.Process)
plain(p) if p.Terminal == false`);
    expect(verdict?.fields.map(({ text }) => text)).toEqual(['process.Terminal']);
  });
});

describe('as a whole', () => {
  test('what does not load fails, and what is never asked is undefined', () => {
    const broken = policyMatrix('package agent_policy\nA := {', profile);
    expect(broken.loadError).toBeDefined();
    expect(new Set(broken.rows.map(({ standing }) => standing))).toEqual(new Set(['failed']));
    const unsafe = policyMatrix('package agent_policy\nExecProcessRequest if x == 1', profile);
    expect(unsafe).toMatchObject({ failure: 'use of undefined variable `x` is unsafe' });
    expect(new Set(unsafe.rows.map(({ standing }) => standing))).toEqual(new Set(['failed']));
    const elsewhere = policyMatrix('package policy\ndefault ExecProcessRequest := true', profile);
    expect(new Set(elsewhere.rows.map(({ standing }) => standing))).toEqual(new Set(['undefined']));
  });

  test('the allowance of failures overrides', () => {
    const { rows, allowsFailures } = policyMatrix(
      'package agent_policy\ndefault AllowRequestsFailingPolicy := true\ndefault ExecProcessRequest := false\nReadStreamRequest := 1',
      profile,
    );
    expect(allowsFailures).toBe(true);
    const row = (name: RequestName): RequestVerdict | undefined => rows.find((each) => each.name === name);
    expect(row('ExecProcessRequest')).toMatchObject({
      standing: 'denied',
      overridden: true,
      effect: 'exposes',
    });
    expect(row('CopyFileRequest')).toMatchObject({ standing: 'undefined', overridden: true });
    expect(row('ReadStreamRequest')).toMatchObject({ standing: 'failed', overridden: false });
  });

  test('a release has rows for its requests', () => {
    expect(policyMatrix('package agent_policy', profile).rows).toHaveLength(41);
    expect(policyMatrix('package agent_policy', profileOf('kata-3.5')).rows).toHaveLength(37);
  });

  test('it stops when it is told to', () => {
    const text = 'package agent_policy\nExecProcessRequest if input.exec_id == "a"';
    expect(policyMatrix(text, profile, { signal: { aborted: true } })).toMatchObject({ complete: false });
    expect(
      policyMatrix(text, profile, { tries: 1 }).rows.find(({ name }) => name === 'ExecProcessRequest'),
    ).toMatchObject({
      standing: 'unreached',
      tried: 1,
    });
  });
});

test('text and requests are linked both ways', () => {
  const text = `package agent_policy
ExecProcessRequest if plain(input.process)
CreateContainerRequest if plain(input.OCI.Process)
default CopyFileRequest := false
plain(p) if p.Terminal == off
off := false
`;
  const model = modelOf(text, profile);
  const at = (part: string): readonly RequestName[] => requestsAt(model, text.indexOf(part));
  expect(at('off := false')).toEqual(['CreateContainerRequest', 'ExecProcessRequest']);
  expect(at('default CopyFile')).toEqual(['CopyFileRequest']);
  expect(at('package')).toEqual([]);
  const spans = spansFor(model, 'ExecProcessRequest').map(
    ({ from, to }) => text.slice(from, to).split(' ', 1)[0],
  );
  expect(spans).toEqual(['ExecProcessRequest', 'plain(p)', 'off']);
});

describe('what was found before', () => {
  const text = `package agent_policy
default ExecProcessRequest := false
ExecProcessRequest if { input.process.Args == allowed; data.pstate.x != 1 }
allowed := ["a"]
default CopyFileRequest := false
CopyFileRequest if startswith(input.path, "/run/")
`;
  const without = (rows: readonly RequestVerdict[]): unknown =>
    rows.map(({ name, standing, allowed, tried }) => ({ name, standing, allowed, tried }));
  test.for([
    ['another rule', text.replace('"/run/"', '"/srv/"')],
    ['a helper', text.replace('["a"]', '["b"]')],
    ['a comment before it', text.replace('\n', '\n# here\n')],
    ['the package', text.replace('agent_policy', 'other')],
    ['a rule that spoils all', `${text}X if y == 1\n`],
    ['what no longer loads', `${text}X if {\n`],
  ] as const)('is the same for a policy with a change of %s', ([, changed]) => {
    const before = modelOf(text, profile);
    matrixOf(before);
    const again = matrixOf(modelOf(changed, profile, before));
    expect(without(again.rows)).toEqual(without(matrixOf(modelOf(changed, profile)).rows));
    // Nothing of the change is kept for the text as it was.
    expect(without(matrixOf(modelOf(text, profile, before)).rows)).toEqual(
      without(policyMatrix(text, profile).rows),
    );
  });

  test('is not searched for again', () => {
    const before = modelOf(text, profile);
    matrixOf(before);
    const kept: string[] = [];
    const memory = {
      ...before.memory,
      keep: (key: string) => void kept.push(key.split('\n', 1)[0] ?? ''),
    };
    matrixOf(modelOf(text.replace('"/run/"', '"/srv/"'), profile, { ...before, memory }));
    expect(kept).toEqual(['CopyFileRequest']);
  });

  test('is tried first after a change, and told when it still holds', () => {
    const before = modelOf(text, profile);
    const found = matrixOf(before);
    const changed = text.replace('== allowed;', '== allowed; count(input.container_id) >= 0;');
    const memory = newSearchMemory();
    const exec = (rows: readonly RequestVerdict[]) => rows.find(({ name }) => name === 'ExecProcessRequest');
    const again = matrixOf(modelOf(changed, profile, before));
    expect(exec(again.rows)).toEqual({
      ...exec(matrixOf(modelOf(changed, profile, { ...before, memory })).rows),
      tried: 2,
    });
    expect(exec(again.rows)?.allowed).toEqual(exec(found.rows)?.allowed);
  });

  test('was cut short, and is gone on with until it is as if it had not been', () => {
    const chain = Array.from(
      { length: 6 },
      (_, at) => `input.process.Args[${String(at)}] == "${String(at)}"`,
    );
    const model = modelOf(
      `package agent_policy\nExecProcessRequest if {\n${chain.join('\n')}\ninput.process.Cwd == input.nothing\n}`,
      profile,
    );
    const whole = matrixOf(modelOf(model.reading.text, profile));
    const rounds: (number | undefined)[] = [];
    for (let round = 0; round < 2_000; round += 1) {
      const { complete, rows } = matrixOf(model, { milliseconds: 0.01 });
      if (complete) break;
      rounds.push(rows.find(({ name }) => name === 'ExecProcessRequest')?.tried);
    }
    expect(rounds.length).toBeGreaterThan(1);
    expect(rounds).toEqual(rounds.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
    expect(without(matrixOf(model).rows)).toEqual(without(whole.rows));
  });

  test('is not kept where any rule may be asked for', () => {
    const model = modelOf(
      'package agent_policy\nExecProcessRequest if data.agent_policy[input.exec_id]',
      profile,
    );
    expect(model.groundsOf('ExecProcessRequest')).toBeUndefined();
  });
});

test('policies are compared by witnesses', () => {
  const model = (rules: string) => modelOf(`package agent_policy\n${rules}\n`, profile);
  const relation = (a: string, b: string): string | undefined =>
    comparePolicies(model(a), model(b)).rows.find(({ name }) => name === 'ExecProcessRequest')?.relation;
  const root = 'ExecProcessRequest if input.process.User.UID == 0';
  const other = 'ExecProcessRequest if input.process.User.UID == 1000';
  expect(relation(root, 'default ExecProcessRequest := true')).toBe('looser');
  expect(relation('default ExecProcessRequest := true', root)).toBe('stricter');
  expect(relation(root, other)).toBe('both');
  expect(relation(root, root)).toBe('no-difference-found');
  expect(relation('', 'default ExecProcessRequest := false')).toBe('refused-otherwise');
  expect(relation('', '')).toBe('same');
});

describe('defaults', () => {
  const edited = (text: string, value: boolean): string =>
    applyEdits(text, defaultEdits(readPolicy(text, profile), 'ExecProcessRequest', value));
  test.for([
    [
      'change in place',
      'package agent_policy\ndefault ExecProcessRequest := false # no\n',
      true,
      'package agent_policy\ndefault ExecProcessRequest := true # no\n',
    ],
    [
      'stay',
      'package agent_policy\ndefault ExecProcessRequest = true\n',
      true,
      'package agent_policy\ndefault ExecProcessRequest = true\n',
    ],
    [
      'come behind others',
      'package agent_policy\ndefault A := 1 # one\nB := 2\n',
      false,
      'package agent_policy\ndefault A := 1 # one\ndefault ExecProcessRequest := false\nB := 2\n',
    ],
    [
      'come behind imports',
      'package agent_policy\r\nimport rego.v1\r\n',
      true,
      'package agent_policy\r\nimport rego.v1\r\n\r\ndefault ExecProcessRequest := true\r\n',
    ],
    [
      'change where the engine looks',
      'package agent_policy\ndefault ExecProcessRequest := true\ndefault ExecProcessRequest := false',
      false,
      'package agent_policy\ndefault ExecProcessRequest := false\ndefault ExecProcessRequest := false',
    ],
    ['need a package', 'default ExecProcessRequest := true', false, 'default ExecProcessRequest := true'],
  ] as const)('%s', ([, text, value, result]) => {
    expect(edited(text, value)).toBe(result);
  });
});
