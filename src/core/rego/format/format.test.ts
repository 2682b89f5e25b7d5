import { describe, expect, test } from 'vitest';
import type { Dialect } from '../ast.ts';
import { format } from './format.ts';

function formatted(body: string, dialect: Dialect = 'v1'): string {
  const { value } = format(`package p\n${body}`, { name: 'p', dialect });
  if (value === undefined) throw new Error(`not formatted: ${body}`);
  return value.replace(/^package p\n+/, '');
}

describe('layout', () => {
  test.for([
    ['blanks around operators', 'x:=a+b*c-(d|e)', 'x := a + b * c - (d | e)\n'],
    ['no blanks inside brackets', 'x := { "a" :[ 1 ,2 , ] }', 'x := {"a": [1, 2]}\n'],
    ['a minus joined to its number', 'x := a -1', 'x := a - 1\n'],
    ['a minus that is no part of a number', 'x if y == - 1', 'x if y == - 1\n'],
    ['negative numbers', 'x := [ -1,- y ]', 'x := [-1, -y]\n'],
    ['a call with a blank', 'x := f ( a,b[0] )', 'x := f(a, b[0])\n'],
    ['the empty set', 'x := set( )', 'x := set()\n'],
    ['one condition per line', 'x if {a;b}', 'x if {\n\ta\n\tb\n}\n'],
    ['a semicolon before a minus', 'x if {a; -b; (c)}', 'x if {\n\ta;\n\t-b;\n\t(c)\n}\n'],
    ['a condition without braces', 'x   if\n a', 'x if a\n'],
    [
      'else',
      'x := 1 if {a}\nelse := 2 if {b} else :=3',
      'x := 1 if {\n\ta\n} else := 2 if {\n\tb\n} else := 3\n',
    ],
    ['else without braces', 'x := 1 if a else := 2', 'x := 1 if a\nelse := 2\n'],
    ['blank lines between conditions', 'x if {\n\n a\n\n\n b\n\n}', 'x if {\n\ta\n\n\tb\n}\n'],
    ['lists stay on a line', 'x := [1, 2\n]', 'x := [1, 2]\n'],
    ['lists keep their lines', 'x := [\n1, 2,\n3]', 'x := [\n\t1, 2,\n\t3,\n]\n'],
    ['a list in a list', 'x := f([\n1])', 'x := f([\n\t1,\n])\n'],
    ['comprehensions stay on a line', 'x := [y|y:=z;y>1]', 'x := [y | y := z; y > 1]\n'],
    ['comprehensions keep their lines', 'x := {k:v|\nk:=1;v:=2}', 'x := {k: v |\n\tk := 1\n\tv := 2\n}\n'],
    ['operators at a line end', 'x := a |\nb', 'x := a |\n\tb\n'],
    ['operators at a line start', 'x := a\n| b', 'x := a\n\t| b\n'],
    [
      'with on its own line',
      'x if a with input.b as 1\n  with data.c as 2',
      'x if a with input.b as 1\n\twith data.c as 2\n',
    ],
    ['short rules stay together', 'a := 1\nb := 2\n\n\nc := 3', 'a := 1\nb := 2\n\nc := 3\n'],
    [
      'long rules have blank lines around them',
      'a := 1\nb if {a}\nc := 2',
      'a := 1\n\nb if {\n\ta\n}\n\nc := 2\n',
    ],
    ['rules of one line are parted', 'a := 1 b := 2', 'a := 1\nb := 2\n'],
    ['raw strings stay', 'a := `x\n  y`', 'a := `x\n  y`\n'],
    ['every', 'a if every x,y in z {x;y}', 'a if every x, y in z {\n\tx\n\ty\n}\n'],
    ['CRLF', 'a := 1\r\nb := 2\r\n', 'a := 1\nb := 2\n'],
  ] as const)('%s', ([, body, want]) => {
    expect(formatted(body)).toBe(want);
    expect(formatted(want)).toBe(want);
  });

  test('v0', () => {
    expect(formatted('q[x]{x=input.y;x>1}\nr{a}{b}', 'v0')).toBe(
      'q[x] {\n\tx = input.y\n\tx > 1\n}\n\nr {\n\ta\n} {\n\tb\n}\n',
    );
  });

  test('package and imports', () => {
    const text = '# c\npackage   p\nimport data.a\n\n\nimport  data.b  as c\nx := a';
    expect(format(text, { name: 'p', dialect: 'v1' }).value).toBe(
      '# c\npackage p\n\nimport data.a\n\nimport data.b as c\n\nx := a\n',
    );
  });
});

describe('comments', () => {
  test.for([
    ['behind a condition', 'x if {\n a # c\n}', 'x if {\n\ta # c\n}\n'],
    ['before a condition', 'x if {\n # c\n a\n # d\n}', 'x if {\n\t# c\n\ta\n\t# d\n}\n'],
    ['behind a brace', 'x if { # c\n a }', 'x if { # c\n\ta\n}\n'],
    ['in a list', 'x := [1, # c\n2]', 'x := [\n\t1, # c\n\t2,\n]\n'],
    ['behind the last item', 'x := [1 # c\n]', 'x := [\n\t1, # c\n]\n'],
    ['behind an operator', 'x := a + # c\nb', 'x := a + # c\n\tb\n'],
    ['before a rule', 'a := 1\n# c\nb := 2', 'a := 1\n# c\nb := 2\n'],
    ['before a long rule', 'a := 1\n# c\nb if {a}', 'a := 1\n\n# c\nb if {\n\ta\n}\n'],
    ['at the end', 'a := 1\n\n\n# c\n# d', 'a := 1\n\n# c\n# d\n'],
  ] as const)('%s', ([, body, want]) => {
    expect(formatted(body)).toBe(want);
    expect(formatted(want)).toBe(want);
  });
});

test.for(['x := := 1', 'x { a }', 'x := 1\u0000', 'x := "'])(
  'a text that does not load is left alone: %s',
  (body) => {
    const { value, diagnostics } = format(`package p\n${body}`, { name: 'p', dialect: 'v1' });
    expect(value).toBeUndefined();
    expect(diagnostics).not.toEqual([]);
  },
);
