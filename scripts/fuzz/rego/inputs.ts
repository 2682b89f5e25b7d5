/** Inputs that generated policies are asked with: of one form, so that references mostly lead somewhere. */
import type { Random } from './random.ts';

export type Type = 'number' | 'string' | 'boolean' | 'array' | 'set' | 'object' | 'null';

/** Paths below `input` by the type that is usually there. */
export const inputPaths: Readonly<Record<Type, readonly string[]>> = {
  number: [
    'input.n',
    'input.m',
    'input.list[0]',
    'input.obj.a',
    'input["f-1"]',
    'input.nested[1][0]',
    'input.big',
  ],
  string: ['input.s', 'input.t', 'input.strs[1]', 'input.recs[0].name', 'input.obj.s'],
  boolean: ['input.yes', 'input.no', 'input.recs[1].on'],
  array: ['input.list', 'input.strs', 'input.nested', 'input.recs', 'input.obj.tags', 'input.none'],
  set: [],
  object: ['input.obj', 'input.recs[0]', 'input.recs[1]', 'input.empty'],
  null: ['input.nil', 'input.missing', 'input.obj.missing'],
};

export const sampleStrings: readonly string[] = [
  ...['', 'a', 'b', 'ab', 'a,b,c', 'Hello World', '  padded ', 'x1', '42', '-1.5', 'true', 'null'],
  ...[
    '/run/kata/abc',
    'k8s.io/x',
    'sha256:0af',
    'é',
    '🎉',
    'ſ',
    'A\nB',
    '"q"',
    'a\\b',
    '%d',
    '[1, 2]',
    '{"a": 1}',
  ],
];

export const sampleNumbers: readonly string[] = [
  ...['0', '1', '2', '3', '7', '10', '42', '100', '-1', '-3', '0.5', '1.5', '2.0', '-0.25', '1e3', '1.0e2'],
  ...[
    '9007199254740991',
    '9007199254740993',
    '18446744073709551615',
    '18446744073709551616',
    '1e21',
    '0.1',
    '3.14159',
  ],
];

/** A JSON text. */
export function generateInput(random: Random): string {
  const number = (): string => random.pick(sampleNumbers);
  const string = (): string => JSON.stringify(random.pick(sampleStrings));
  const list = (item: () => string, most: number): string =>
    `[${Array.from({ length: random.below(most + 1) }, item).join(',')}]`;
  const record = (): string =>
    `{"name":${string()},"on":${random.pick(['true', 'false'])},"n":${number()},"tags":${list(string, 3)}}`;
  const any = (): string =>
    random.weighted<() => string>([
      [3, number],
      [3, string],
      [1, () => random.pick(['true', 'false', 'null'])],
      [1, () => list(number, 3)],
      [1, record],
    ])();
  const members: readonly (readonly [string, () => string])[] = [
    ['n', number],
    ['m', number],
    ['big', number],
    ['s', string],
    ['t', string],
    ['f-1', number],
    ['yes', () => 'true'],
    ['no', () => 'false'],
    ['nil', () => 'null'],
    ['none', () => '[]'],
    ['empty', () => '{}'],
    ['list', () => list(number, 4)],
    ['strs', () => list(string, 4)],
    ['nested', () => list(() => list(any, 3), 3)],
    ['recs', () => list(record, 3)],
    ['obj', () => `{"a":${number()},"s":${string()},"tags":${list(any, 3)},${string()}:${any()}}`],
  ];
  const kept = members.filter(() => !random.chance(0.04));
  return `{${kept.map(([name, value]) => `"${name}":${(random.chance(0.04) ? any : value)()}`).join(',')}}`;
}
