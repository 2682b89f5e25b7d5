import { describe, expect, test } from 'vitest';
import { applyEdits } from '../text/edit.ts';
import type { Dialect } from './ast.ts';
import { enginePositionAt } from './lexer.ts';
import { parse, parseQuery } from './parse.ts';
import { profileOf } from './profile.ts';
import { shapeOfQuery, shapeOfRule } from './testing/shape.ts';

const v1 = { name: 'p', dialect: 'v1' } as const;

function rulesOf(body: string, dialect: Dialect = 'v1'): readonly string[] {
  const { module, diagnostics } = parse(`package p\n${body}\n`, { name: 'p', dialect });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return module?.rules.map(shapeOfRule) ?? [];
}

describe('rules of v1', () => {
  test.for([
    ['x := 1', 'value x := 1'],
    ['x = 1', 'value x = 1'],
    ['x', ''],
    ['x if true', 'value x first {true}'],
    ['x if { a; b }', 'value x first {a; b}'],
    ['x if {\n a\n b\n}', 'value x first {a; b}'],
    ['x := 1 if a else := 2 if b else := 3', 'value x := 1 first {a} else := 2 {b} else := 3 {}'],
    ['x if a else if b', 'value x first {a} else {b}'],
    ['x := 5 if { a } { b }', 'value x := 5 first {a} chained {b}'],
    ['x.y.z := 1', 'value x.y.z := 1'],
    ['x[k] := 1 if k', 'value x[k] := 1 first {k}'],
    ['x[k].y["z"] if k', 'value x[k].y["z"] first {k}'],
    ['x contains y if y', 'set x contains y first {y}'],
    ['x.y contains 1', 'set x.y contains 1'],
    ['x contains [a, b] if a', 'set x contains [a b] first {a}'],
    ['x[1]', 'set x bracket 1'],
    ['f(x) := x + 1', 'function f(x) := (+ x 1)'],
    ['f() if true', 'function f() first {true}'],
    ['f([a, _], {"k": v},) if a', 'function f([a _] {"k": v}) first {a}'],
    ['a.f(x) = y if y', 'function a.f(x) = y first {y}'],
    ['default x := false', 'default x := false'],
    ['default x.y = [1]', 'default x.y = [1]'],
    ['default f(_, a) := {}', 'default f(_ a) := {:}'],
    ['contains := 1', 'value contains := 1'],
  ] as const)('%s', ([text, shape]) => {
    if (shape === '') expect(parse(`package p\n${text}\n`, v1).loadError).toBeDefined();
    else expect(rulesOf(text)).toEqual([shape]);
  });
});

describe('rules of v0', () => {
  test.for([
    ['x { a; b }', 'value x first {a; b}'],
    ['x = 1 { a } else = 2 { b }', 'value x = 1 first {a} else = 2 {b}'],
    ['x { a } { b }', 'value x first {a} chained {b}'],
    ['x[y] { y }', 'set x bracket y first {y}'],
    ['x[y] = z { y }', 'value x[y] = z first {y}'],
    ['x.y', 'set x.y dot '],
    ['x.y { a }', 'set x.y dot  first {a}'],
    ['f(x) = y { y = x }', 'function f(x) = y first {(unify y x)}'],
    ['x { input := 1 }', 'value x first {(assign input 1)}'],
    ['x contains 1', 'set x contains 1'],
    ['in = 1', 'value in = 1'],
  ] as const)('%s', ([text, shape]) => {
    expect(rulesOf(text, 'v0')).toEqual([shape]);
  });

  test.for([
    ['import rego.v1', 'x if 1 in y', 'value x first {(in 1 y)}', 'v1'],
    ['import future.keywords', 'x if { every y in z { y } }', 'value x first {every y in z {y}}', 'v0'],
    ['import future.keywords.every', 'x { 1 in y }', 'value x first {(in 1 y)}', 'v0'],
    ['import future.keywords.if', 'x if y', 'value x first {y}', 'v0'],
  ] as const)('%s', ([header, text, shape, dialect]) => {
    expect(rulesOf(`${header}\n${text}`, 'v0')).toEqual([shape]);
    const { module } = parse(`package p\n${header}\n${text}\n`, { name: 'p', dialect: 'v0' });
    expect(module?.dialect).toBe(dialect);
  });
});

describe('queries', () => {
  test.for([
    ['1', '1'],
    ['-1', '-1'],
    ['-x', '(- x)'],
    ['- 1', '(- 1)'],
    ['a - 1', '(- a 1)'],
    ['a -1', '(- a 1)'],
    ['123456789012345678901234567890.5e-3', '123456789012345678901234567890.5e-3'],
    ['"a\\n\\u00e9\\/"', '"a\\né/"'],
    ['`a\\n"\nb`', 'raw"a\\\\n\\"\\nb"'],
    ['null; true; false', 'null; true; false'],
    ['a + b * c - d / e % f', '(- (+ a (* b c)) (% (/ d e) f))'],
    ['(a + b) * c', '(* (+ a b) c)'],
    ['x := a | b & c | d', '(assign x (| (| a (& b c)) d))'],
    ['a + b == c - d', '(== (+ a b) (- c d))'],
    ['a < b <= c > d >= e != f', '(!= (>= (> (<= (< a b) c) d) e) f)'],
    ['1 in [1]', '(in 1 [1])'],
    ['"k", 1 in x', '(in "k" 1 x)'],
    ['1 in x in y', '(in (in 1 x) y)'],
    ['x := 1', '(assign x 1)'],
    ['[a, b] = c', '(unify [a b] c)'],
    ['x := 1 in y', '(assign x (in 1 y))'],
    ['not x', 'not x'],
    ['not x = 1', 'not (unify x 1)'],
    ['some x', 'some x'],
    ['some x, y', 'some x y'],
    ['some x in y', 'some x in y'],
    ['some k, {"a": v} in y', 'some k {"a": v} in y'],
    ['every x in y { x; z }', 'every x in y {x; z}'],
    ['every k, v in y[_] { k == v }', 'every k v in y[_] {(== k v)}'],
    ['a with input as b', 'a with input as b'],
    ['a with input.x["y"] as 1 with f as g', 'a with input.x["y"] as 1 with f as g'],
    ['not a with data.b as {}', 'not a with data.b as {:}'],
    ['[]', '[]'],
    ['[1, [2],]', '[1 [2]]'],
    ['{}', '{:}'],
    ['set()', '{}'],
    ['set( )', '{}'],
    ['{1, {2}}', '{1 {2}}'],
    ['{"a": 1, b: {c: d},}', '{"a": 1 b: {c: d}}'],
    ['[x | x := 1]', '[x | (assign x 1)]'],
    ['{x | some x in y; x > 1}', '{x | some x in y; (> x 1)}'],
    ['{k: v | v := y[k]}', '{k: v | (assign v y[k])}'],
    ['{(a + b) | a}', '{(+ a b) | a}'],
    ['{1 | 2}', '{1 | 2}'],
    ['{a | b | c}', '{(| (| a b) c)}'],
    ['[a | b, c]', '[(| a b) c]'],
    ['[a | b, c in d]', '[a | (in b c d)]'],
    ['{a | b: c}', '{(| a b): c}'],
    ['input.a["b"][c].d', 'input.a["b"][c].d'],
    ['[1, 2][0]', '[1 2][0]'],
    ['f(x).y[z]', 'f(x).y[z]'],
    ['a["b"].c(1, 2)', 'a.b.c(1 2)'],
    ['f (x)', 'f(x)'],
    ['a[`b`]', 'a[raw"b"]'],
    ['input.contains', 'input.contains'],
    ['a\n[b]', 'a; [b]'],
    ['a # c\n+ b', '(+ a b)'],
  ] as const)('%s', ([text, shape]) => {
    const { query, diagnostics } = parseQuery(text, { dialect: 'v1' });
    expect(diagnostics).toEqual([]);
    expect(query && shapeOfQuery(query)).toBe(shape);
  });

  test('in v0 keywords are names', () => {
    const { query } = parseQuery('if; in; every; x.if', { dialect: 'v0' });
    expect(query && shapeOfQuery(query)).toBe('if; in; every; x.if');
  });
});

describe('places', () => {
  test('spans hold the text of a node, `at` the place of the engine', () => {
    const text = 'package p\nx := "é".a\ny := "é" + f(input.a["b"])\n';
    const { module, tokens } = parse(text, v1);
    const [rule] = module?.rules ?? [];
    if (rule?.kind !== 'rule' || rule.head.kind !== 'value') throw new Error('no rule');
    const value = rule.head.assignment?.value;
    expect(text.slice(value?.span.from, value?.span.to)).toBe('"é" + f(input.a["b"])');
    // Text in quotes counts bytes: é has two.
    expect(enginePositionAt(tokens, value?.at ?? 0)).toEqual({ line: 3, column: 11 });
    if (value?.kind !== 'arithmetic') throw new Error('no sum');
    expect(enginePositionAt(tokens, value.left.at)).toEqual({ line: 3, column: 7 });
    expect(enginePositionAt(tokens, value.right.at)).toEqual({ line: 3, column: 14 });
  });

  test('a tab is four columns wide', () => {
    const { loadError } = parse('package p\n\tx := $', v1);
    expect(loadError).toMatchObject({ line: 2, column: 10, message: 'invalid character' });
  });
});

describe('imports', () => {
  test('paths and aliases', () => {
    const { module } = parse(
      'package a.b["c"]\nimport data.x\nimport input["y z"].w as q\nimport rego.v1\n',
      v1,
    );
    expect(module?.package.path).toEqual(['a', 'b', 'c']);
    expect(module?.imports.map(({ purpose, path, alias }) => [purpose, path, alias?.name])).toEqual([
      ['name', ['data', 'x'], undefined],
      ['name', ['input', 'y z', 'w'], 'q'],
      ['keywords', ['rego', 'v1'], undefined],
    ]);
  });
});

test('metadata stays with the rule that follows', () => {
  const text = 'package p\n# METADATA\n# title: a\n#  b: c\nx := 1\n# METADATA\n# title: last\n';
  expect(parse(text, v1).module?.annotations).toMatchObject([
    { text: 'title: a\n b: c', rule: 0 },
    { text: 'title: last' },
  ]);
});

describe('traps', () => {
  test.for([
    ['v1', 'x { a }', 'rego/if-required', '{', 'x if { a }'],
    ['v1', 'x[y] { a }', 'rego/if-required', '{', 'x contains y if { a }'],
    ['v1', 'x if a else = 2 { b }', 'rego/if-required', '{', 'x if a else = 2 if { b }'],
    ['v0', 'x if { a }', 'rego/if-not-imported', 'if', 'import rego.v1'],
    ['v0', 'x { some y in z }', 'rego/in-not-imported', 'in', 'import future.keywords.in'],
    ['v0', 'x { y in z }', 'rego/in-not-imported', 'in', 'import future.keywords.in'],
    ['v0', 'x { every y in z { y } }', 'rego/every-not-imported', 'every', 'import future.keywords.every'],
    ['v1', 'x[y] if { y := 1 }', 'rego/object-not-set', '[y]', 'x contains y if { y := 1 }'],
    ['v1', 'x.y', 'rego/contains-required', 'x.y', undefined],
    ['v1', 'x', 'rego/body-required', 'x', undefined],
    ['v1', 'x := input.if', 'rego/keyword-as-name', 'if', 'x := input["if"]'],
    ['v1', 'x := [y + 1 | y := 2]', 'rego/comprehension-head', 'y + 1', 'x := [(y + 1) | y := 2]'],
    ['v1', 'x := [-y | some y in z]', 'rego/comprehension-head', '-y', undefined],
    ['v1', 'x if { a } { b }', 'rego/chained-body', '{', undefined],
    ['v1', 'x contains 1 if { a } { b }', 'rego/set-with-else', '{', undefined],
    ['v1', 'x if {}', 'rego/always-true', '{}', undefined],
    ['v1', 'x if {"a": 1}', 'rego/always-true', '{"a": 1}', undefined],
    ['v1', 'x := $"a{1}"', 'rego/template-string', '$"', undefined],
    ['v1', 'x if { a && b }', 'rego/logical-operator', '&&', undefined],
    ['v1', 'x if { a or b }', 'rego/logical-operator', 'or', undefined],
    ['v1', 'x if !a', 'rego/character', '!', 'x if not a'],
    ['v1', 'x := "\\d"', 'rego/escape', '\\d', 'x := "\\\\d"'],
    ['v1', 'x := 007', 'rego/number', '007', undefined],
    ['v1', 'x := 1_000', 'rego/number', '1_000', undefined],
    ['v1', 'x := .5', 'rego/number', '.5', undefined],
    ['v1', 'x := 1e400', 'rego/number', '1e400', undefined],
    ['v1', "x := 'a'", 'rego/character', "'", undefined],
    ['v1', 'x := "a', 'rego/unterminated-string', '"a', undefined],
    ['v1', 'x := `a', 'rego/unterminated-string', '`a', undefined],
    ['v1', 'x := input .a', 'rego/blank-in-reference', ' ', 'x := input.a'],
    ['v1', 'x := input. a', 'rego/blank-in-reference', ' ', 'x := input.a'],
    ['v1', 'x := "a"[0]', 'rego/string-reference', '[', undefined],
    ['v1', 'input := 1', 'rego/shadows-document', 'input', undefined],
    ['v1', 'x if data := 1', 'rego/shadows-document', 'data', undefined],
    ['v1', 'x := 1\nimport data.y', 'rego/import-after-rule', 'import', undefined],
    ['v1', 'import foo.bar', 'rego/import-root', 'foo', undefined],
    ['v1', 'import future.keywords.iff', 'rego/unknown-keyword', 'iff', undefined],
    [
      'v1',
      'import rego.v1\nimport future.keywords.if',
      'rego/keyword-imported-twice',
      undefined,
      'import rego.v1\n',
    ],
    ['v1', 'import rego.v1 as x', 'rego/import-alias', 'as', undefined],
    ['v1', 'import data.x\nimport data.x', 'rego/import-twice', undefined, 'import data.x\n'],
    ['v1', 'default f(a, a) := 1', 'rego/repeated-parameter', 'a', undefined],
    ['v1', 'x := 1\u0000y', 'rego/nul', undefined, undefined],
    ['v1', `x := ${'['.repeat(14)}1${']'.repeat(14)}`, 'rego/deep-literal', '[', undefined],
    ['v1', `x := ${'('.repeat(40)}1${')'.repeat(40)}`, 'rego/too-deep', '(', undefined],
    ['v1', `x := ${'['.repeat(400)}1${']'.repeat(400)}`, 'rego/too-deep', '[', undefined],
  ] as const)('%s: %s', ([dialect, body, code, at, mended]) => {
    const text = `package p\n${body}`;
    const { diagnostics } = parse(text, { name: 'p', dialect });
    const [finding, ...others] = diagnostics.filter((each) => each.code === code);
    expect(finding, JSON.stringify(diagnostics)).toBeDefined();
    expect(others).toEqual([]);
    if (finding === undefined) return;
    if (at !== undefined) expect(text.slice(finding.span.from, finding.span.to)).toBe(at);
    if (mended === undefined) return;
    expect(applyEdits(text, finding.fix?.edits ?? [])).toContain(mended);
  });

  test('mended policies have no such finding', () => {
    for (const body of ['x { a }', 'x := [y + 1 | y := 2]', 'x := input.if', 'x := "\\d"']) {
      const text = `package p\n${body}`;
      const edits = parse(text, v1).diagnostics[0]?.fix?.edits ?? [];
      expect(parse(applyEdits(text, edits), v1)).toMatchObject({ diagnostics: [] });
    }
  });
});

describe('recovery', () => {
  test.for([
    ['a := 1\nb := := 2\nc := 3', ['a', 'c']],
    ['a if {\n\tx\n\nb if { y }\n\nc := 1', ['b', 'c']],
    ['a := $\nb := 1', ['b']],
    ['a := "x\nb := 1', ['b']],
    ['a := [1,\nb := 1', ['b']],
    ['a if x y\ndefault b := 1', ['a', 'b']],
    ['import foo\nimport data.x\na := x', ['a']],
    ['a := 1\nimport data.x\nb := 2', ['a', 'b']],
  ] as const)('%s', ([body, names]) => {
    const { module, diagnostics } = parse(`package p\n${body}\n`, v1);
    const found = module?.rules.map((rule) => (rule.kind === 'rule' ? rule.head.name : rule.name));
    expect(found?.map((name) => (name.kind === 'variable' ? name.name : ''))).toEqual(names);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toHaveLength(1);
  });

  test('a text without a package still has its rules looked at', () => {
    const { module, diagnostics } = parse('a := 1\nb := := 2\n', v1);
    expect(module).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(['rego/package-missing', 'rego/syntax']);
  });
});

describe('limits', () => {
  test.for([
    ['kata-3.30', 65_000, undefined],
    ['kata-3.30', 66_000, 'rego/line-too-long'],
    ['trustee', 1_100, 'rego/line-too-long'],
    ['kata-3.28', 70_000, undefined],
  ] as const)('%s takes a string of %i', ([id, length, code]) => {
    const profile = profileOf(id);
    const { diagnostics } = parse(`package p\nx := "${'a'.repeat(length)}"\n`, { ...v1, profile });
    expect(diagnostics[0]?.code).toBe(code);
  });

  test('lines of Trustee', () => {
    const text = `package p\n${'\n'.repeat(20_000)}`;
    const { loadError, diagnostics } = parse(text, { ...v1, profile: profileOf('trustee') });
    expect(loadError?.message).toBe('p exceeds maximum allowed line count 20000');
    expect(diagnostics[0]?.code).toBe('rego/too-many-lines');
  });
});

describe('cost', () => {
  /** A count rather than a time would be exact, but needs a counter in the parser. */
  test.for([
    ['nested arrays', (n: number) => '['.repeat(n) + ']'.repeat(n)],
    ['nested comprehensions', (n: number) => '{a | '.repeat(n) + 'b' + '}'.repeat(n)],
    ['unions that look like comprehensions', (n: number) => '[b | '.repeat(n) + '1' + ', 2]'.repeat(n)],
    ['unfinished objects', (n: number) => '{"a": b | '.repeat(n) + '1'],
  ] as const)('%s', ([, make]) => {
    const start = performance.now();
    parse(`package p\nx := ${make(290)}\n`, v1);
    // Doubling with each level would not end in the lifetime of the universe.
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
