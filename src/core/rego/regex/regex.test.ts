import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findAll, groupText, isMatch, type Regex, regexOf, replaceAll, splitText } from './regex.ts';

const freely = (): void => undefined;

function compiled(pattern: string): Regex {
  const reading = regexOf(pattern);
  if (reading.kind === 'refused') throw new Error(`${pattern}: ${reading.reason}`);
  return reading.regex;
}

function matchesOf(pattern: string, text: string): (string | undefined)[][] {
  const regex = compiled(pattern);
  return [...findAll(regex, text, freely)].map((match) =>
    Array.from({ length: regex.groups }, (_, group) => groupText(text, match, group)),
  );
}

describe('matches', () => {
  test.for([
    ['^\\d+$', '\u0661\u0662', true],
    ['^[0-9]+$', '\u0661', false],
    ['(?-u:\\d)', '\u0661', false],
    ['^\\w+$', 'é_1', true],
    ['^\\s$', '\u0085', true],
    ['^\\s$', '\ufeff', false],
    ['^.$', '🎉', true],
    ['.', '\n', false],
    ['(?s).', '\n', true],
    ['^a$', 'b\na', false],
    ['(?m)^a$', 'b\na', true],
    ['(?mR)^b$', 'a\r\nb\r\n', true],
    ['(?R)a$', 'a\r\n', false],
    ['\\bcat\\b', 'a cat', true],
    ['\\Bx', 'ax', true],
    ['\\b{start}a', 'a', true],
    ['\\<a\\>', ' a ', true],
    ['\\b{end-half}', 'a', true],
    ['[a-z&&[^b]]', 'b', false],
    ['[a-z--b]', 'b', false],
    ['[a-c~~b-d]', 'b', false],
    ['[a-c~~b-d]', 'd', true],
    ['[[a]b]', 'a', true],
    ['[]a]', ']', true],
    ['[a-]', '-', true],
    ['[[:alpha:]]', 'é', false],
    ['[[:^alpha:]]', 'é', true],
    ['\\p{Greek}', 'α', true],
    ['\\p{sc=Cyrillic}', 'ж', true],
    ['\\p{gc!=Lu}', 'A', false],
    ['\\P{L}', '1', true],
    ['(?i)k', '\u212a', true],
    ['(?i)σ', 'ς', true],
    ['(?i)i', 'ı', false],
    ['(?i)[^k]', '\u212a', false],
    ['(?i)\\P{Lu}', 'a', false],
    ['(?i)a(?-i)b', 'AB', false],
    ['(?x) a b # c', 'ab', true],
    ['a**', '', true],
    ['a{ 2 , 3 }', 'aa', true],
    ['x{5000}', 'x', false],
    ['\\u{1F389}', '🎉', true],
  ] as const)('%s in %j', ([pattern, text, expected]) => {
    expect(isMatch(compiled(pattern), text, freely)).toBe(expected);
    expect(matchesOf(pattern, text).length > 0).toBe(expected);
  });

  test.for([
    ['a*', 'baac', [[''], ['aa'], ['']]],
    [
      '(a)|(b)',
      'ab',
      [
        ['a', 'a', undefined],
        ['b', undefined, 'b'],
      ],
    ],
    ['(a+?)(a*)', 'aaa', [['aaa', 'a', 'aa']]],
    ['(?U)a+', 'aa', [['a'], ['a']]],
    ['a|ab', 'ab', [['a']]],
    ['(?:a|ab)(?:c|bcd)', 'abcd', [['abcd']]],
    ['(a*)*', 'aa', [['aa', 'aa']]],
    [
      '(|a)*',
      'aa',
      [
        ['', ''],
        ['', ''],
        ['', ''],
      ],
    ],
    [
      '(?P<n>.)',
      '🎉é',
      [
        ['🎉', '🎉'],
        ['é', 'é'],
      ],
    ],
  ] as const)('%s finds in %j', ([pattern, text, expected]) => {
    expect(matchesOf(pattern, text)).toEqual(expected);
  });
});

test.for([
  '(?!a)',
  '(?<=a)b',
  '(a)\\1',
  '(?>a)',
  '(?P=n)',
  '(?#c)a',
  '(',
  ')',
  '[',
  '[z-a]',
  '{',
  'a{,3}',
  'a{2',
  'a{3,2}',
  '*a',
  '(?i)*',
  '\\',
  '\\e',
  '\\Z',
  '\\cA',
  '\\8',
  '\\p{Foo}',
  '\\x4',
  '\\u{d800}',
  '(?P<n>a)(?P<n>b)',
  '(?P<1>a)',
  '(?<>a)',
  '(?ii)',
  '(?i-)',
  '(?q)',
  '[\\b]',
  '[a-\\d]',
  '\\b{foo}',
  '(?-u).',
  '(?-u)\\W',
  '(?-u)[^a]',
  '(?-u)\\pL',
  '(a{1000}){1000}',
  '\\w{300}',
  '[\\w.-]{255}',
  '('.repeat(300) + ')'.repeat(300),
])('%s is refused', (pattern) => {
  expect(regexOf(pattern).kind).toBe('refused');
});

test.for([
  ['(\\w)=(\\w)', 'k=v', '$2=$1', 'v=k'],
  ['(\\w)=(\\w)', 'k=v', '$2_$1', 'k'],
  ['(?P<n>b)', 'abc', '<${n}y>', 'a<by>c'],
  ['b', 'abc', '$$', 'a$c'],
  ['b', 'abc', '$', 'a$c'],
  ['b', 'abc', '${x', 'a${xc'],
  ['b', 'abc', '$9', 'ac'],
  ['', 'abc', '-', '-a-b-c-'],
  ['.', 'é🎉', 'x', 'xx'],
] as const)('%s in %s by %s', ([pattern, text, replacement, expected]) => {
  expect(replaceAll(compiled(pattern), text, replacement, freely)).toBe(expected);
});

test.for([
  [',\\s*', 'a,  b,c', ['a', 'b', 'c']],
  ['', 'abc', ['', 'a', 'b', 'c', '']],
  [',', '', ['']],
] as const)('%s splits %s', ([pattern, text, expected]) => {
  expect(splitText(compiled(pattern), text, freely)).toEqual(expected);
});

test('agrees with the RegExp of JavaScript where both mean the same', () => {
  const part = fc.constantFrom('a', 'b', '[ab]', '[^a]', '(a)', '(?:b|a)', '(a|ab)', '^', '$', '\\.');
  const repeated = fc
    .tuple(part, fc.constantFrom('', '', '?', '*?', '{1,2}'))
    .map((pair) => (pair[0] === '^' || pair[0] === '$' ? pair[0] : pair.join('')));
  const pattern = fc.array(repeated, { maxLength: 5 }).map((parts) => parts.join(''));
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '🎉'), maxLength: 8 });
  fc.assert(
    fc.property(pattern, text, (source, subject) => {
      const [first] = matchesOf(source, subject);
      const theirs = new RegExp(source, 'u').exec(subject);
      expect(first?.[0]).toBe(theirs?.[0]);
    }),
  );
});

test('no pattern makes it throw', () => {
  const letters = fc.string({
    unit: fc.constantFrom(...Array.from('ab()[]{}?*+|^$\\-&~.,:=!<>P12ixsdwpLu #é')),
    maxLength: 12,
  });
  fc.assert(
    fc.property(letters, fc.string({ maxLength: 6 }), (pattern, text) => {
      const reading = regexOf(pattern);
      if (reading.kind === 'refused') return;
      const found = [...findAll(reading.regex, text, freely)].length > 0;
      expect(isMatch(reading.regex, text, freely)).toBe(found);
    }),
    { numRuns: 500 },
  );
});

test('time grows with the text, whatever the pattern', () => {
  const text = 'a'.repeat(20_000);
  for (const pattern of ['(a*)*b', '(a|aa)+$b', '(.*)(.*)(.*)b', '(a+)+[^a]']) {
    let steps = 0;
    expect(isMatch(compiled(pattern), text, (more) => (steps += more))).toBe(false);
    expect(steps).toBeLessThan(100_000);
  }
  let steps = 0;
  expect([...findAll(compiled('(a|aa)+?$'), text, (more) => (steps += more))]).toHaveLength(1);
  expect(steps).toBeLessThan(1_000_000);
});

test('a spent budget stops it', () => {
  const spend = (): never => {
    throw new RangeError('spent');
  };
  expect(() => isMatch(compiled('budget'), 'text', spend)).toThrow(RangeError);
});
