import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { announce } from '../testing/announce.ts';
import { format } from './format/format.ts';
import { piecesOf, tokensOf } from './lexer.ts';
import { parse, parseQuery } from './parse.ts';
import { ownPolicies, recordedPolicies, type Policy } from './testing/policies.ts';
import { meaningOf } from './testing/shape.ts';

const recorded = recordedPolicies();
if (recorded.length === 0)
  announce('rego properties: modules of recorded cases skipped, ../shared is absent');
const policies: readonly Policy[] = [...ownPolicies, ...recorded];

const fragments = [
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '"',
  '`',
  '\\',
  '#',
  '\n',
  '\r\n',
  '\r',
  '\t',
  ' ',
  '|',
  ':=',
  '=',
  ':',
  ',',
  ';',
  '.',
  '-',
  '0',
  '1e',
  '1e999',
  '.5',
  'if',
  'in',
  'some ',
  'every ',
  'not ',
  'else',
  'with ',
  ' as ',
  'contains ',
  'default ',
  'import ',
  'package ',
  'set(',
  'é',
  '😀',
  '\ud83d',
  '\0',
  '\ufeff',
  'x',
  'input',
  'import rego.v1\n',
  '{x | ',
  '[x | y := ',
  '\\u00',
];

/** A policy with pieces cut out, doubled and put in. */
const broken: fc.Arbitrary<Policy> = fc
  .record({
    policy: fc.constantFrom(...policies),
    changes: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        cut: fc.integer({ min: 0, max: 12 }),
        insert: fc.constantFrom('', '', ...fragments),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ policy, changes }) => {
    let { text } = policy;
    for (const { at, cut, insert } of changes) {
      const offset = Math.floor(at * text.length);
      text = text.slice(0, offset) + insert + text.slice(offset + cut);
    }
    return { text, dialect: policy.dialect };
  });

const garbage = fc
  .array(fc.constantFrom(...fragments), { maxLength: 60 })
  .map((parts): Policy => ({ text: `package a\n${parts.join('')}`, dialect: 'v1' }));

describe.each([
  ['broken policies', broken],
  ['garbage', garbage],
])('%s', (_, arbitrary) => {
  test('tokens join to the text', () => {
    fc.assert(
      fc.property(arbitrary, fc.constantFrom(undefined, 40), ({ text }, columns) => {
        const tokens = tokensOf(text, columns);
        expect(
          piecesOf(tokens)
            .map(({ span }) => text.slice(span.from, span.to))
            .join(''),
        ).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  test('nothing throws, spans lie in the text, and no module goes without the reason', () => {
    fc.assert(
      fc.property(arbitrary, ({ text, dialect }) => {
        const { module, diagnostics, loadError } = parse(text, { name: 'p', dialect });
        for (const { span } of diagnostics) {
          expect(span.from).toBeGreaterThanOrEqual(0);
          expect(span.to).toBeGreaterThanOrEqual(span.from);
          expect(span.to).toBeLessThanOrEqual(text.length);
        }
        if (module === undefined) expect(loadError).toBeDefined();
        if (loadError !== undefined)
          expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
        parseQuery(text, { dialect });
      }),
      { numRuns: 500 },
    );
  });

  test('formatting twice is formatting once, and means the same', () => {
    fc.assert(
      fc.property(arbitrary, ({ text, dialect }) => {
        expectSameWhenFormatted({ text, dialect });
      }),
      { numRuns: 500 },
    );
  });
});

/** A policy with blanks, line ends and comments put between its tokens. */
const respaced: fc.Arbitrary<Policy> = fc
  .record({
    policy: fc.constantFrom(...policies),
    changes: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        insert: fc.constantFrom('\n', '\n\n', ' # c\n', '\n# c\n', '\n\n\t# c\n\n', '  ', ' ;', ','),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ policy, changes }) => {
    let { text } = policy;
    for (const { at, insert } of changes) {
      const tokens = tokensOf(text);
      const offset = tokens.to[Math.floor(at * (tokens.count - 1))] ?? 0;
      text = text.slice(0, offset) + insert + text.slice(offset);
    }
    return { text, dialect: policy.dialect };
  });

test('formatting keeps comments wherever they stand', () => {
  fc.assert(
    fc.property(respaced, (policy) => {
      expectSameWhenFormatted(policy);
    }),
    { numRuns: 1_000 },
  );
});

test('every policy means the same when formatted', () => {
  expect(policies.filter((policy) => expectSameWhenFormatted(policy)).length).toBeGreaterThan(1);
});

/** False when the policy is not formatted at all, as it does not load. */
function expectSameWhenFormatted({ text, dialect }: Policy): boolean {
  const options = { name: 'p', dialect };
  const once = format(text, options).value;
  if (once === undefined) return false;
  const before = parse(text, options);
  const after = parse(once, options);
  expect(after.loadError).toBeUndefined();
  expect(meaningOf(after.module)).toEqual(meaningOf(before.module));
  expect(commentsOf(once)).toEqual(commentsOf(text));
  expect(format(once, options).value).toBe(once);
  return true;
}

function commentsOf(text: string): readonly string[] {
  return tokensOf(text).comments.map(({ span }) => text.slice(span.from, span.to).trimEnd());
}
