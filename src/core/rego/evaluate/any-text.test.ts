/** No text makes the compiler or the evaluator throw, and every evaluation ends within its budget. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile, evaluate, parse } from '../api.ts';
import { loadBuiltins } from '../builtins/registry.ts';
import { profileOf } from '../profile.ts';
import { valueFromUnknown } from '../value/json.ts';

const profile = profileOf('kata-3.30');
await loadBuiltins(profile);
const input = valueFromUnknown({ a: [1, 'b', null, { c: [] }], s: 'text', n: 3 });

/** Pieces that make much of the language when they are put together at random. */
const pieces = [
  'x := 1',
  'x if { a := input.a[_]; a == 1 }',
  'x contains v if { some v in input.a }',
  'x[k] := v if { some k, v in input }',
  'f(a) := a + 1',
  'f([a, b]) := b',
  'default x := false',
  'x := f(y)',
  'y := x',
  'x if { not y; every v in input.a { v } }',
  'x := [v | v := input.a[i]; i > 0]',
  'x := {k: v | v := input[k]}',
  'x if { y with input as {"n": 4} }',
  'x.y[z] := z if { z := input.s }',
  'x if { f(1, v); v == 2 }',
  'y if { input.a[i] = input.a[j]; i != j }',
  'x := y if { y = z; z = 1 } else := 2',
  'x if { print(input, y) }',
  'y contains x',
  'x := data.p',
  'x := data.p[input.s]',
  'x if { some i; input.a[i] }',
  'x := count(input.a) / 0',
  'x if { [a, {"c": b}] = [1, input.a[3]] }',
];

const texts = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }).chain((rules) => {
  const text = `package p\n${rules.join('\n')}\n`;
  const cut = fc.tuple(
    fc.nat(text.length),
    fc.nat(12),
    fc.constantFrom('', '', '[', 'x', ' := ', '_', ' with input as 1', '; '),
  );
  return fc.array(cut, { maxLength: 2 }).map((cuts) => {
    let result = text;
    for (const [from, count, put] of cuts) result = result.slice(0, from) + put + result.slice(from + count);
    return result;
  });
});

test('rules put together at random', () => {
  let evaluated = 0;
  fc.assert(
    fc.property(texts, fc.constantFrom('v0', 'v1'), fc.boolean(), (text, dialect, explain) => {
      const parsed = parse(text, { name: 'p', dialect, profile });
      if (parsed.loadError !== undefined) return;
      const compiled = compile([parsed], { profile, dialect });
      for (const query of ['data.p.x', 'data', 'data.p[k]']) {
        const outcome = evaluate(compiled, {
          query,
          input,
          explain,
          budget: { steps: 20_000, milliseconds: 2_000 },
        });
        const again = evaluate(compiled, { query, input, budget: { steps: 20_000, milliseconds: 2_000 } });
        expect(again.kind).toBe(outcome.kind);
        expect(again.prints).toEqual(outcome.prints);
        evaluated += 1;
      }
    }),
    { numRuns: 1_000 },
  );
  expect(evaluated).toBeGreaterThan(100);
});
