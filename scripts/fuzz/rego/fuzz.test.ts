/** The tools of the comparison, without any other engine. */
import { expect, test } from 'vitest';
import { disagreementOf } from './compare.ts';
import { generateQuestion } from './generate.ts';
import { bigNumbers, classOf, floatSpelling, respelled } from './known.ts';
import { mutate } from './mutate.ts';
import { answerOurselves, written } from './ours.ts';
import { randomOf } from './random.ts';
import { shrink } from './shrink.ts';
import { readWritten } from './written.ts';
import type { Question, Reply } from '../../../bench/peers/peer.ts';

const question = (text: string, input: string | null = null): Question => ({
  dialect: 'v1',
  modules: [['p', text]],
  inputs: [input],
  queries: ['data.p.r', 'data.p.s'],
});

test('the same seed makes the same question, another seed another one', () => {
  const of = (seed: number): Question => generateQuestion(randomOf(seed));
  expect(of(7)).toEqual(of(7));
  expect(of(7)).not.toEqual(of(8));
  const changed = (seed: number): Question => mutate(randomOf(seed), of(7));
  expect(changed(1)).toEqual(changed(1));
});

test('most generated questions load, and many of their evaluations give a value', () => {
  const replies = Array.from({ length: 200 }, (_, seed) => answerOurselves(generateQuestion(randomOf(seed))));
  const loaded = replies.flatMap((reply) => (reply.kind === 'answers' ? [reply.answers] : []));
  expect(loaded.length).toBeGreaterThan(150);
  const answers = loaded.flat();
  expect(answers.filter(({ kind }) => kind === 'value').length).toBeGreaterThan(answers.length / 4);
});

test('an engine agrees with itself, and every part of an answer counts', () => {
  const reply = answerOurselves(question('package p\nr if { print(1) }\ns := 1 + "a"\n'));
  expect(disagreementOf(reply, reply)).toBeUndefined();
  const change = (index: number, part: object): Reply =>
    reply.kind === 'answers'
      ? { ...reply, answers: reply.answers.map((each, at) => (at === index ? { ...each, ...part } : each)) }
      : reply;
  expect(disagreementOf(reply, change(0, { kind: 'undefined' }))?.about).toBe('kind');
  expect(disagreementOf(reply, change(0, { value: 'false' }))?.about).toBe('value');
  expect(disagreementOf(reply, change(0, { prints: ['p:3: 1'] }))?.about).toBe('prints');
  expect(disagreementOf(reply, change(1, { message: 'error' }))?.about).toBe('message');
  expect(disagreementOf(reply, { kind: 'load-error', message: 'error' })?.about).toBe('load');
});

test('shrinking leaves what is needed', async () => {
  const long = question(
    'package p\n\nr := [1, {"a": input.b, "c": 2}] if {\n\tx := 1\n\ty := input.b\n}\n',
    '{"b": [1, 2], "c": 3}',
  );
  const small = await shrink(long, (each) => {
    const text = each.modules[0]?.[1] ?? '';
    return Promise.resolve(text.includes('input.b') && each.queries.includes('data.p.s'));
  });
  expect(small.modules[0]?.[1].trim().length).toBeLessThanOrEqual('input.b'.length + 2);
  expect(small.queries).toEqual(['data.p.s']);
  expect(small.inputs).toEqual([null]);
});

test.for([
  ['2.0', floatSpelling, '2'],
  ['1.0e2', floatSpelling, '100'],
  ['-3e0', floatSpelling, '-3'],
  ['18446744073709551616', bigNumbers, undefined],
] as const)('%s is asked again as another number', ([spelled, reason, as]) => {
  const ways = respelled(question(`package p\nr := ${spelled}\n`)).filter(([, each]) => each === reason);
  expect(ways.length).toBeGreaterThan(0);
  if (as !== undefined) expect(ways[0]?.[0].modules[0]?.[1]).toBe(`package p\nr := ${as}\n`);
});

test('digits of names stay', () => {
  expect(respelled(question('package p\nv2 := x.a3\n'))).toEqual([]);
});

test('what a panic says tells its class', () => {
  const ours: Reply = { kind: 'answers', answers: [{ kind: 'undefined', prints: [] }] };
  const theirs = (message: string): Reply => ({
    kind: 'answers',
    answers: [{ kind: 'panic', message, prints: [] }],
  });
  const found = { index: 0, about: 'kind', ours: '', theirs: '' } as const;
  expect(classOf(found, ours, theirs('end byte index 32 is not a char boundary'))).toBeDefined();
  expect(classOf(found, ours, theirs('attempt to divide by zero'))).toBeUndefined();
});

test.for(['null', '[1,"a",set[true,[2]],{"k":{1:set[]}}]', '-0.5', '{set[1]:2}', '"\\"}"'])(
  '%s is read back',
  (text) => {
    const value = readWritten(text);
    expect(value === undefined ? undefined : written(value)).toBe(text);
  },
);

test.for(['', '[1', '1 2', 'unwritable'])('%s is no value', (text) => {
  expect(readWritten(text)).toBeUndefined();
});
