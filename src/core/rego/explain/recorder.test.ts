/** What a person is told about an evaluation. */
import { expect, test } from 'vitest';
import { compile, evaluate, parse } from '../api.ts';
import { profileOf } from '../profile.ts';
import { valueFromUnknown } from '../value/json.ts';

const profile = profileOf('kata-3.30');
const text = `package p
x if {
	some c in input.containers
	c.name == "web"
	c.replicas > 3
}
x if f(input.containers[0])
f(c) if c.replicas == input.wanted
`;
const input = valueFromUnknown({
  containers: [
    { name: 'db', replicas: 9 },
    { name: 'web', replicas: 2 },
  ],
  wanted: 1,
});

const compiled = compile([parse(text, { name: 'policy', dialect: 'v1', profile })], { profile });

test('each trial says which statement stopped it, with the values it saw', () => {
  const { trials = [] } = evaluate(compiled, { query: 'data.p.x', input, explain: true });
  expect(trials).toMatchObject([
    {
      kind: 'rule',
      name: 'x',
      line: 2,
      held: false,
      stop: { text: 'c.replicas > 3', line: 5, outcome: 'false', seen: [{ text: 'c.replicas', value: 2 }] },
    },
    {
      kind: 'rule',
      name: 'x',
      line: 7,
      held: false,
      stop: { text: 'f(input.containers[0])', outcome: 'undefined' },
    },
    {
      kind: 'function',
      name: 'f',
      line: 8,
      depth: 1,
      stop: { text: 'c.replicas == input.wanted', seen: [{ value: 9 }, { value: 1 }] },
    },
  ]);
});

test('coverage counts what each expression was', () => {
  const { coverage = [] } = evaluate(compiled, { query: 'data.p.x', input, explain: true });
  const at = (part: string): object | undefined =>
    coverage.find(({ span }) => text.slice(span.from, span.to) === part);
  expect(at('c.name == "web"')).toMatchObject({ held: 1, false: 1, undefined: 0 });
  expect(at('c.replicas > 3')).toMatchObject({ held: 0, false: 1 });
  const alone = evaluate(compiled, { query: 'data.p.x', explain: true }).coverage ?? [];
  expect(alone.some(({ span }) => text.slice(span.from, span.to) === 'c.name == "web"')).toBe(false);
});

test('the outcome is the same, and nothing is kept when nobody asks', () => {
  const watched = evaluate(compiled, { query: 'data.p.x', input, explain: true });
  const plain = evaluate(compiled, { query: 'data.p.x', input });
  expect(plain).toEqual({ kind: watched.kind, prints: watched.prints });
});
