/**
 * Cases that generated policies found, shrunk: here ours once differed from native regorus. What is expected is what regorus
 * answered.
 */
import { expect, test } from 'vitest';
import { compile, evaluate, parse } from '../api.ts';
import type { Dialect } from '../ast.ts';
import { loadBuiltins } from '../builtins/registry.ts';
import { profileOf } from '../profile.ts';
import { jsonOf, valueFromUnknown } from '../value/json.ts';

const profile = profileOf('kata-3.30');
await loadBuiltins(profile);

interface Found {
  readonly name: string;
  /** Behind `package p`, from line 2 on. */
  readonly rules: string;
  readonly dialect?: Dialect;
  readonly input?: unknown;
  /** Absent means `data.p.r`. */
  readonly query?: string;
  /** JSON of the value, `undefined`, or the message of the failure. */
  readonly expected: string;
  readonly prints?: readonly string[];
}

const cases: readonly Found[] = [
  {
    name: 'an import of keywords makes a name known, which has no value',
    rules: 'import rego.v1\nr if {\n\tv1 = 1\n}',
    expected: 'var rego is unsafe (path ["p", "rego"], scopes [{}])',
  },
  {
    name: 'a name from an import of keywords does not iterate',
    rules: 'import rego.v1\nr[x] := x if {\n\tx := input[v1]\n}',
    input: { a: 1 },
    expected: 'var rego is unsafe (path ["p", "rego"], scopes [{}])',
  },
  {
    name: 'the root document alone cannot be imported',
    rules: 'import data\nr := 1',
    expected: 'invalid ref in import',
  },
  {
    name: 'the value of a modifier does not see what the statement binds',
    rules: 'r if {\n\tv := input with input.list as [v]\n}',
    input: {},
    expected: 'var v is unsafe (path ["p", "v"], scopes [{}])',
  },
  {
    name: 'a modifier that is neither defined nor a name',
    rules: 'r contains 1 if {\n\tcount([]) == 0 with count as input.a + 1\n}',
    input: {},
    expected: 'internal error: not a simple ref',
  },
  {
    name: 'a message about an unsafe name shows all values',
    rules:
      'r if {\n\ta := {"k": [1.5, {true}, null]}\n\tevery b in ["q\\""] {\n\t\tc := d\n\t}\n}\nd[x] := 1 if y := 1\ny := 1',
    expected: 'var x is unsafe (path ["p", "x"], scopes [{"y": Number(1)}])',
  },
  {
    name: 'a name bound under `not` has no value behind it',
    rules: 'r := v if {\n\tnot v := input.a\n}',
    input: {},
    expected: 'var v is unsafe (path ["p", "v"], scopes [{}])',
  },
  {
    name: 'a function with several outputs fails whatever another definition gives',
    rules: 'f(x) if x\nf(x) := y if {\n\tsome y, _ in x\n}\nr := f([1, 1])',
    expected: 'function produced multiple outputs Set({Number(0), Number(1)})',
  },
  {
    name: 'a conflict of definitions comes after all of them were tried',
    rules: 'f(x) := 1\nf(x) := 2\nf(x) := 2 if {\n\tprint("third")\n}\nr := f(0)',
    expected: 'functions must not produce multiple outputs for same inputs',
    prints: ['p:5: third'],
  },
  {
    name: 'keys in messages are written in lines',
    rules: 'r := {input.k: v | some v in [1, 2]}',
    input: { k: [1] },
    expected: 'value for key `[\n  1\n]` generated multiple times: `1` and `2`',
  },
  {
    name: 'a name declared behind `some … in` is new for each item',
    rules: 'r := v if {\n\tv = input.xs[_]\n\tsome w in [1, 2]\n\tsome x\n}',
    input: { xs: [1, 1] },
    expected: '1',
  },
  {
    name: 'a modifier that fails leaves the evaluation in its world',
    rules: [
      'a if {\n\tprint("again")\n}',
      'f(x) := y if {\n\ty := x with data.q as input.n + "s"\n}',
      'f(x) := 2 if a\nr := f(1) if a',
    ].join('\n'),
    input: { n: 1 },
    expected: '2',
    prints: ['p:3: again', 'p:3: again'],
  },
  {
    name: 'a rule with a path is nothing before the query `data`',
    rules: 'r.b.c {\n\tinput.x\n}\nr.b',
    dialect: 'v0',
    query: 'data',
    expected: '{"p":{"r":["b"]},"pstate":{}}',
  },
  {
    name: 'functions without parameters are evaluated once by the query `data` and once for it',
    rules: 'f() = 1 {\n\tprint("f")\n}',
    dialect: 'v0',
    query: 'data',
    expected: '{"p":{"f":1},"pstate":{}}',
    prints: ['p:3: f', 'p:3: f'],
  },
  {
    name: 'a function without parameters, body and value',
    rules: 'f() = input.a',
    dialect: 'v0',
    input: {},
    query: 'data',
    expected: 'internal error: unexpected ctx.value for rule evaluation: Undefined',
  },
  {
    name: 'a function without parameters as a rule has no scope for arguments',
    rules: 'f() := a\nr := f',
    expected: 'var a is unsafe (path ["p", "a"], scopes [])',
  },
  { name: 'a step away from the end', rules: 'r := numbers.range_step(1, 0, -2)', expected: '[]' },
  { name: 'a negative step and no distance', rules: 'r := numbers.range_step(1, 1, -1)', expected: '[1]' },
];

test.for(cases)('$name', ({ rules, dialect = 'v1', input, query = 'data.p.r', expected, prints = [] }) => {
  const parsed = parse(`package p\n${rules}\n`, { name: 'p', dialect, profile });
  expect(parsed.loadError).toBeUndefined();
  const compiled = compile([parsed], { profile, dialect });
  const outcome = evaluate(compiled, {
    query,
    data: valueFromUnknown({ pstate: {} }) as never,
    ...(input === undefined ? {} : { input: valueFromUnknown(input) }),
  });
  const shown =
    outcome.kind === 'value'
      ? jsonOf(outcome.value)
      : outcome.kind === 'failed'
        ? outcome.failure.message
        : outcome.kind;
  expect(shown).toBe(expected);
  expect(outcome.prints).toEqual(prints);
});

test('a failure of a definition that another one makes good is told', () => {
  const text = 'package p\nf(x) := x + 1\nf(x) := 2 if true\nr := f("a")\n';
  const parsed = parse(text, { name: 'p', dialect: 'v1', profile });
  const outcome = evaluate(compile([parsed], { profile }), { query: 'data.p.r' });
  expect(outcome.kind).toBe('value');
  expect(outcome.forgiven?.map(({ message }) => message)).toEqual([
    '`add` expects numeric argument. Got `"a"` instead',
  ]);
});
