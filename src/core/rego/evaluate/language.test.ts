/** Every part of the language, as text in and value out. */
import { describe, expect, test } from 'vitest';
import { compile, evaluate, parse } from '../api.ts';
import type { Dialect } from '../ast.ts';
import { profileOf } from '../profile.ts';
import { jsonOf, valueFromUnknown } from '../value/json.ts';
import { newObject, type RegoObject, type Value } from '../value/value.ts';
import type { EvaluateOptions, Outcome } from './evaluate.ts';

const profile = profileOf('kata-3.30');

interface Given {
  readonly query?: string;
  readonly input?: unknown;
  readonly data?: unknown;
  readonly dialect?: Dialect;
}

function outcomeOf(text: string, { query, input, data, dialect = 'v1' }: Given = {}): Outcome {
  const parsed = parse(`package p\n${text}\n`, { name: 'policy', dialect, profile });
  expect(parsed.loadError).toBeUndefined();
  const options: EvaluateOptions = {
    query: query ?? 'data.p.x',
    data: data === undefined ? newObject() : (valueFromUnknown(data) as RegoObject),
    ...(input === undefined ? {} : { input: valueFromUnknown(input) }),
  };
  return evaluate(compile([parsed], { profile, dialect }), options);
}

/** JSON of a value, `undefined`, or the message of a failure. */
function answerOf(outcome: Outcome): string | undefined {
  switch (outcome.kind) {
    case 'value':
      return jsonOf(outcome.value);
    case 'rows':
      return outcome.rows
        .map(({ bindings }) => [...bindings].map(([name, value]) => `${name}=${jsonOf(value)}`).join(','))
        .join(' ');
    case 'undefined':
      return 'undefined';
    case 'failed':
      return `${outcome.failure.kind}: ${outcome.failure.message.split('\n')[0]}`;
  }
}

type Case = readonly [name: string, text: string, answer: string, given?: Given];

const cases: Readonly<Record<string, readonly Case[]>> = {
  'complete rules': [
    ['a constant', 'x := 1', '1'],
    ['a body', 'x := 1 if { true }', '1'],
    ['a body that does not hold', 'x := 1 if { false }', 'undefined'],
    ['without a value', 'x if 1 == 1', 'true'],
    ['a default', 'default x := 7\nx := 1 if input.a', '7'],
    ['a default that is not needed', 'default x := 7\nx := 1 if input.a', '1', { input: { a: 0 } }],
    ['the first default wins', 'default x := 1\ndefault x := 2', '1'],
    ['the same value twice', 'x := 1\nx := 1', '1'],
    ['two values', 'x := 1\nx := 2', 'evaluate: rule conflicts with the following rule:'],
    [
      'two values in one body',
      'x := v if { some v in [1, 2] }',
      'evaluate: rules must not produce multiple outputs',
    ],
    ['one rule in another', 'x := y + 1\ny := 2', '3'],
    ['else', 'x := 1 if { false } else := 2 if { false } else := 3', '3'],
    ['else, first branch', 'x := 1 if { true } else := 2', '1'],
    ['a name in parts', 'a.b.x := 1', '{"b":{"x":1}}', { query: 'data.p.a' }],
    ['base data stand', 'x := 1', '2', { data: { p: { x: 2 } } }],
    ['recursion', 'x := y\ny := x', 'evaluate: recursion detected when evaluating rule:'],
    ['a default that is no constant', 'default x := input.a', 'evaluate: invalid `ref` in default value'],
  ],
  'partial rules': [
    ['a set', 'x contains v if { some v in [2, 1, 2] }', '[1,2]'],
    ['a set without items', 'x contains v if { some v in [] }', '[]'],
    ['sets of several rules', 'x contains 1\nx contains 2 if true', '[1,2]'],
    ['an object', 'x[k] := v if { some k, v in {"a": 1, "b": 2} }', '{"a":1,"b":2}'],
    ['an object without members', 'x[k] := 1 if { some k in [] }', '{}'],
    [
      'conflicting members',
      'x["a"] := v if { some v in [1, 2] }',
      'evaluate: rules must not produce multiple outputs',
    ],
    ['a key that is a number', 'x[1] := "a"', '{"1":"a"}'],
    [
      'brackets in the middle',
      'a[k].n := k if { some k in ["u", "v"] }',
      '{"u":{"n":"u"},"v":{"n":"v"}}',
      { query: 'data.p.a' },
    ],
    ['membership of a set rule', 'x if { "a" in s }\ns contains "a"', 'true'],
    ['a set rule in brackets', 'x := s["a"]\ns contains "a"', '"a"'],
    ['v0: a set in brackets', 'x[v] { v := [1, 2][_] }', '[1,2]', { dialect: 'v0' }],
    ['v0: an object', 'x[k] = v { v := {"a": 1}[k] }', '{"a":1}', { dialect: 'v0' }],
  ],
  functions: [
    ['a call', 'f(a) := a + 1\nx := f(1)', '2'],
    ['without a value', 'f(a) if a > 1\nx := f(2)', 'true'],
    ['undefined', 'f(a) if a > 1\nx := f(1)', 'undefined'],
    ['several definitions', 'f(1) := "one"\nf(2) := "two"\nx := [f(2), f(1)]', '["two","one"]'],
    ['definitions that agree', 'f(a) := 1 if a > 0\nf(a) := 1 if a > 1\nx := f(2)', '1'],
    [
      'definitions that differ',
      'f(a) := 1\nf(a) := 2\nx := f(0)',
      'evaluate: functions must not produce multiple outputs for same inputs',
    ],
    ['a failing definition beside another', 'f(a) := a + "b"\nf(a) := 1\nx := f(0)', '1'],
    [
      'only a failing definition',
      'f(a) := a + "b"\nx := f(0)',
      'evaluate: `add` expects numeric argument. Got `"b"` instead',
    ],
    ['patterns', 'f([a, {"k": b}]) := a + b\nx := f([1, {"k": 2, "z": 3}])', '3'],
    ['recursion that ends', 'f(n) := 0 if n == 0\nf(n) := n + f(n - 1) if n > 0\nx := f(4)', '10'],
    ['a default', 'default f(a) := 9\nf(a) := 1 if a == 1\nx := [f(1), f(2)]', '[1,9]'],
    ['null as a result', 'default f(a) := 9\nf(a) := null\nx := [f(1)]', '[null]'],
    ['a result in the last argument', 'x := v if { f(1, v) }\nf(a) := a + 1', '2'],
    ['undefined arguments', 'f(a) := 1\nx := f(input.none)', 'undefined'],
    ['unknown', 'x := nofn(1)', 'evaluate: could not find function nofn'],
    [
      'two arities',
      'f(a) := 1\nf(a, b) := 2\nx := 1',
      'prepare: data.p.f was previously defined with 1 arguments.',
    ],
    [
      'the wrong number of arguments',
      'f(a) := 1\nx := f()',
      'evaluate: mismatch in number of arguments. supplied 0, expected 1',
    ],
  ],
  iteration: [
    ['a wildcard', 'x if { input.a[_] == 2 }', 'true', { input: { a: [1, 2] } }],
    ['a null item', 'x := [v | v := input.a[_]]', '[1,null]', { input: { a: [1, null] } }],
    ['an index', 'x := [i | input.a[i] == 2]', '[1,2]', { input: { a: [1, 2, 2] } }],
    [
      'one index in two places',
      'x := [i | input.a[i] == input.b[i]]',
      '[1]',
      { input: { a: [1, 2], b: [3, 2] } },
    ],
    ['a declared index', 'x := [i | some i; input.a[i] > 1]', '[1]', { input: { a: [1, 2] } }],
    ['nested', 'x := [[i, j] | input.a[i][j]]', '[[0,0],[1,0],[1,1]]', { input: { a: [[1], [2, 3]] } }],
    ['through a text', 'x := [v | v := input.s[_]]', '[]', { input: { s: 'text' } }],
    ['some in', 'x := [v | some v in {3, 1}]', '[1,3]'],
    ['some key, value in', 'x := [k | some k, v in {"a": 1, "b": 2}; v == 2]', '["b"]'],
    ['some with a pattern', 'x := [b | some [1, b] in [[1, 2], [3, 4]]]', '[2]'],
    [
      'some in a text',
      'x if { some v in "ab" }',
      'evaluate: `some .. in collection` expects array/set/object. Got `"ab"`',
    ],
    ['every', 'x if { every v in [1, 2] { v > 0 } }', 'true'],
    ['every, one fails', 'x if { every v in [1, 2] { v > 1 } }', 'undefined'],
    ['every of nothing', 'x if { every v in [] { false } }', 'true'],
    ['every key, value', 'x if { every k, v in {"a": 1} { k == "a"; v == 1 } }', 'true'],
    ['every of undefined', 'x if { every v in input.none { true } }', 'undefined'],
  ],
  'oddities of the engine': [
    [
      'some in the second round of a loop',
      'x if { input.a[_] == 1; some i; input.b[i] == 2 }',
      'evaluate: duplicated definition of local variable i',
      { input: { a: [1, 1], b: [3] } },
    ],
    [
      'some in the only round of a loop',
      'x if { input.a[_] == 1; some i; input.b[i] == 2 }',
      'true',
      { input: { a: [1], b: [3, 2] } },
    ],
    [
      'an output that is undefined loses the others',
      'x contains c.n if { some c in input.c }',
      'evaluate: not an object',
      { input: { c: [{ n: 1 }, {}, { n: 2 }] } },
    ],
  ],
  unification: [
    ['both ways', 'x := [a, b] if { [a, 2] = [1, b] }', '[1,2]'],
    ['in any order', 'x := a if { a = b + 1; b = 1 }', '2'],
    ['objects', 'x := a if { {"k": a, "l": 2} = {"k": 1, "l": 2} }', '1'],
    ['input may have more', 'x := a if { {"k": a} = input }', '1', { input: { k: 1, z: 2 } }],
    [
      'a length that cannot be',
      'x := a if { [a, 1] = [1] }',
      'prepare: mismatch in number of array elements',
    ],
    ['no match', 'x if { [1, 2] = input.a }', 'undefined', { input: { a: [1, 3] } }],
    ['a declaration', 'x := a if { [a, _] := [1, 2] }', '1'],
    ['declared twice', 'x := a if { a := 1; a := 2 }', 'prepare: var `a` used before definition below.'],
    [
      'used before it is declared',
      'x := b if { b := a; a := 1 }',
      'prepare: var `a` used before definition below.',
    ],
    [
      'nothing to bind',
      'x if { 1 := 1 }',
      'prepare: assignment operator := requires left-hand side to have bindable variables',
    ],
    ['unsafe', 'x if { y == 1 }', 'prepare: use of undefined variable `y` is unsafe'],
  ],
  comprehensions: [
    ['array', 'x := [(v * 2) | some v in [1, 2]]', '[2,4]'],
    ['set', 'x := {v | some v in [2, 2]}', '[2]'],
    ['object', 'x := {k: v | some k, v in ["a", "b"]}', '{"0":"a","1":"b"}'],
    [
      'conflicting keys',
      'x := {"k": v | some v in [1, 2]}',
      'evaluate: value for key `"k"` generated multiple times: `1` and `2`',
    ],
    ['closures', 'x := [w | some v in [1, 2]; w := [u | some u in [1, 2, 3]; u > v]]', '[[2,3],[3]]'],
    [
      'in a head with a body',
      'x := [v | some v in [1]] if { true }',
      'evaluate: statements not scheduled in query {query:?}',
    ],
  ],
  'undefined, false and not': [
    ['a missing member', 'x := input.a.b', 'undefined', { input: {} }],
    ['compared', 'x := input.a == 1', 'undefined', { input: {} }],
    ['not of undefined', 'x if { not input.a }', 'true', { input: {} }],
    ['not of false', 'x if { not input.a }', 'true', { input: { a: false } }],
    ['not of zero', 'x if { not input.a }', 'undefined', { input: { a: 0 } }],
    ['inequality of a missing member', 'x if { input.user != "root" }', 'undefined', { input: {} }],
    ['in an array', 'x := [1, input.a]', 'undefined', { input: {} }],
    ['in a text', 'x := "a" in "abc"', 'false'],
    ['with a key', 'x := 0, "a" in ["a"]', 'true'],
  ],
  operators: [
    [
      'integers of any size',
      'x := 9007199254740993 * 9007199254740993 - 81129638414606699710187514626049',
      '0',
    ],
    ['wrong operands', 'x := 1 + "a"', 'evaluate: `add` expects numeric argument. Got `"a"` instead'],
    ['division by zero', 'x := 1 / 0', 'undefined'],
    ['sets', 'x := ({1, 2} | {3}) - {1}', '[2,3]'],
    [
      'order of kinds',
      'x := [null < false, true < 0, 1 < "a", "a" < [], [] < set(), set() < {}]',
      '[true,true,true,true,true,true]',
    ],
    ['a minus before a name', 'x := -y\ny := 1', 'evaluate: unary - can only be used with numeric literals'],
  ],
  with: [
    ['input', 'x := v if { v := y with input.a as 2 }\ny := input.a', '2', { input: { a: 1 } }],
    [
      'only there',
      'x := [y, z]\nz := v if { v := y with input as {"a": 2} }\ny := input.a',
      '[1,2]',
      { input: { a: 1 } },
    ],
    ['data', 'x := v if { v := data.q.v with data.q.v as 3 }', '3'],
    ['a rule', 'x := v if { v := y with data.p.z as 5 }\ny := z\nz := 1', '5'],
    ['a function by a value', 'x := v if { v := y with f as 7 }\ny := f(1)\nf(a) := a', '7'],
    [
      'a function by a function',
      'x := v if { v := y with f as g }\ny := f(1)\nf(a) := a\ng(a) := a + 10',
      '11',
    ],
    ['a builtin', 'x := v if { v := y with count as 4 }\ny := count([])', '4'],
    ['an undefined value', 'x if { true with input as data.none }', 'undefined'],
    ['another target', 'x if { true with nothing as 1 }', 'evaluate: undefined rule'],
  ],
  queries: [
    ['rows with names', 's contains 1\ns contains 2', 'v=1 v=2', { query: 'data.p.s[v]' }],
    ['a declaration', 'x := 1', 'v=1', { query: 'v := data.p.x' }],
    ['false', 'x := false', 'false'],
    ['all data', 'x := 1', '{"p":{"x":1}}', { query: 'data' }],
    ['a function', 'f(a) := a', '3', { query: 'data.p.f(3)' }],
    ['a text that is none', 'x := 1', 'evaluate: expecting EOF', { query: 'data.p.x x' }],
  ],
};

describe.each(Object.entries(cases))('%s', (_, table) => {
  test.for(table)('%s', ([, text, answer, given]) => {
    expect(answerOf(outcomeOf(text, given))).toBe(answer);
  });
});

describe('prints', () => {
  test.for([
    [
      'in order, of failed branches too',
      'x if { print("a", 1); false }\nx if { print("b") }',
      ['policy:2: a 1', 'policy:3: b'],
    ],
    [
      'values',
      'x if { print(["s", 1], {"k": null}, {2, 1}, input.none) }',
      ['policy:2: ["s", 1] {"k": null} {1, 2} <undefined>'],
    ],
    ['once for a rule that is used twice', 'x if { y; y }\ny if { print("y") }', ['policy:3: y']],
    [
      'twice for a call that prints in a print',
      'x if { print(f(1)) }\nf(a) := a if { print("f") }',
      ['policy:3: f', 'policy:3: f', 'policy:2: 1'],
    ],
    ['before a failure', 'x if { print("a"); 1 + "a" }', ['policy:2: a']],
  ] as const)('%s', ([, text, lines]) => {
    expect(outcomeOf(text).prints).toEqual(lines);
  });
});

test('a rule is evaluated alone in rule mode', () => {
  const parsed = parse('package p\nx := 1', { name: 'policy', dialect: 'v1', profile });
  const compiled = compile([parsed], { profile });
  expect(evaluate(compiled, { query: 'data.p.x', mode: 'rule' })).toMatchObject({ kind: 'value', value: 1 });
  expect(evaluate(compiled, { query: 'data.p.y', mode: 'rule' })).toMatchObject({
    kind: 'failed',
    failure: { message: 'not a valid rule path' },
  });
});

test('failures name their place as the engine does', () => {
  expect(outcomeOf('x := nofn(1)')).toMatchObject({
    kind: 'failed',
    failure: {
      file: 'policy',
      line: 2,
      column: 10,
      text: '\n--> policy:2:10\n  |\n2 | x := nofn(1)\n  |          ^\nerror: could not find function nofn',
    },
  });
});

test('builtin errors end the evaluation where they are strict', () => {
  const parsed = parse('package p\nx := count(5)', { name: 'policy', dialect: 'v1', profile });
  const compiled = compile([parsed], { profile });
  expect(evaluate(compiled, { query: 'data.p.x' }).kind).toBe('undefined');
  expect(evaluate(compiled, { query: 'data.p.x', strictBuiltinErrors: true })).toMatchObject({
    kind: 'failed',
  });
});

test('several modules, one of them imported', () => {
  const modules = [
    'package p\nimport data.lib.names as n\nx := n.first',
    'package lib.names\nfirst := "a"',
  ].map((text, index) => parse(text, { name: `m${index}`, dialect: 'v1', profile }));
  expect(evaluate(compile(modules, { profile }), { query: 'data.p.x' })).toMatchObject({ value: 'a' });
});

test('functions of the host', () => {
  const trustee = profileOf('trustee');
  const text = 'package policy\nx := query_reference_value("svn")';
  const compiled = compile([parse(text, { name: 'policy', dialect: 'v1', profile: trustee })], {
    profile: trustee,
  });
  const extension = (name: string, [id = null]: readonly Value[]): Value => [name, id];
  expect(evaluate(compiled, { query: 'data.policy.x' })).toMatchObject({ kind: 'value', value: null });
  expect(evaluate(compiled, { query: 'data.policy.x', mode: 'rule', extension })).toMatchObject({
    value: ['query_reference_value', 'svn'],
  });
});
