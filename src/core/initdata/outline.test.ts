import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memberOf, nodeAt, type TomlTable } from '../toml/node.ts';
import { parseToml } from '../toml/document.ts';
import { entryOf, outlineOf } from './outline.ts';
import {
  damagedDocument,
  fuzzRuns,
  fuzzTimeout,
  oddDocument,
  randomDocument,
} from './testing/arbitraries.ts';

/** What the parser says of the string entries of data. */
function entriesOf(root: TomlTable): readonly unknown[] {
  const data = nodeAt(root, ['data']);
  if (data?.kind !== 'table') return [];
  return data.members.flatMap(({ key, keySpan, node }) =>
    node.kind === 'string'
      ? [{ key, keySpan, valueSpan: node.span, form: node.form, content: node.value }]
      : [],
  );
}

function outlined(text: string): readonly unknown[] {
  return outlineOf(text).entries.map(({ key, keySpan, valueSpan, form, content }) => ({
    key,
    keySpan,
    valueSpan,
    form,
    content,
  }));
}

function expectAgreement(text: string): void {
  const { value: root } = parseToml(text, 'initdata');
  if (root === undefined) return;
  const outline = outlineOf(text);
  expect(outline.intact).toBe(true);
  expect(outlined(text)).toEqual(entriesOf(root));
  for (const name of ['version', 'algorithm'] as const) {
    const node = memberOf(root, name)?.node;
    expect(outline[name]?.valueSpan).toEqual(
      node === undefined || node.kind === 'table' ? undefined : node.span,
    );
    expect(outline[name]?.value).toBe(node?.kind === 'string' ? node.value : undefined);
  }
}

const head = 'version = "0.1.0"\nalgorithm = "sha256"\n\n[data]\n';

describe('broken documents', () => {
  test.for([
    {
      note: 'a lost end above another entry',
      text: `${head}"aa.toml" = '''\nx = 1\n"cdh.toml" = '''\ny = 2\n'''\n"policy.rego" = '''\nz\n'''\n`,
      want: [
        { key: 'aa.toml', content: 'x = 1\n', closed: false },
        { key: 'cdh.toml', content: 'y = 2\n', closed: true },
        { key: 'policy.rego', content: 'z\n', closed: true },
      ],
    },
    {
      note: 'a lost end above an entry of another form',
      text: `${head}"aa.toml" = '''\nx = 1\n"cdh.toml" = """\ny = 2\n"""\n`,
      want: [
        { key: 'aa.toml', content: 'x = 1\n', closed: false },
        { key: 'cdh.toml', content: 'y = 2\n', closed: true },
      ],
    },
    {
      note: 'no end at all',
      text: `${head}"a" = '''\nx\n`,
      want: [{ key: 'a', content: 'x\n', closed: false }],
    },
    {
      note: 'quotes inside that end it early',
      text: `${head}"a" = '''\ncert = '''\n-----BEGIN-----\n'''\n'''\n"b" = ""\n`,
      want: [
        { key: 'a', content: 'cert = ', closed: true },
        { key: 'b', content: '', closed: true },
      ],
    },
    {
      note: 'a one-line string without its end',
      text: `${head}"a" = "x\n"b" = 'y'\n`,
      want: [
        { key: 'a', content: 'x', closed: false },
        { key: 'b', content: 'y', closed: true },
      ],
    },
    {
      note: 'a line that is no statement',
      text: `${head}nonsense\n"b" = 'y'\n`,
      want: [{ key: 'b', content: 'y', closed: true }],
    },
    {
      note: 'an entry written twice',
      text: `${head}"a" = '1'\n"a" = '2'\n`,
      want: [
        { key: 'a', content: '1', closed: true },
        { key: 'a', content: '2', closed: true },
      ],
    },
  ])('$note', ({ text, want }) => {
    const outline = outlineOf(text);
    expect(outline.entries).toMatchObject(want);
    expect(outline).toMatchObject({ version: { value: '0.1.0' }, algorithm: { value: 'sha256' } });
    expect(entryOf(outline, want[0]?.key ?? '')?.content).toBe(want[0]?.content);
  });
});

describe('properties', { timeout: fuzzTimeout }, () => {
  test('for every document that parses it says what the parser says', () => {
    fc.assert(
      fc.property(randomDocument, ({ text, entries }) => {
        expectAgreement(text);
        expect(outlineOf(text).entries.map(({ key, content }) => ({ key, content }))).toEqual(entries);
      }),
      { numRuns: fuzzRuns },
    );
  });

  test('also for damaged ones that still parse; places lie in the text and in order', () => {
    fc.assert(
      fc.property(fc.oneof(oddDocument, damagedDocument), (text) => {
        expectAgreement(text);
        let end = 0;
        for (const { span } of outlineOf(text).scan.statements) {
          expect(span.from >= end && span.to >= span.from && span.to <= text.length).toBe(true);
          end = span.to;
        }
      }),
      { numRuns: fuzzRuns },
    );
  });
});

const corpus = new URL('../../../../shared/corpus/documents/', import.meta.url);
if (!existsSync(corpus)) process.stderr.write('skipped: 34 real documents, as ../shared is not there\n');

test.skipIf(!existsSync(corpus))('for real documents it says what the parser says', () => {
  const names = readdirSync(corpus);
  expect(names.length).toBeGreaterThanOrEqual(34);
  for (const name of names) expectAgreement(readFileSync(new URL(name, corpus), 'utf8'));
});

test('a document of a megabyte takes less than a blink', () => {
  const text = `${head}"policy.rego" = '''\n${'  "a line of a policy", # with a comment\n'.repeat(25_000)}'''\n`;
  outlineOf(text);
  const start = performance.now();
  outlineOf(text);
  expect(performance.now() - start).toBeLessThan(40);
});
