import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, sortedEdits, type TextEdit } from '../text/edit.ts';
import { nodeAt, parseToml } from '../toml/document.ts';
import {
  addEntry,
  editEntry,
  moveEntry,
  removeEntry,
  renameEntry,
  replaceEntry,
  setAlgorithm,
  setVersion,
  type DocumentEdits,
} from './edit.ts';
import { outlineOf } from './outline.ts';
import { content, damagedDocument, fuzzRuns, fuzzTimeout, randomDocument } from './testing/arbitraries.ts';

function applied(text: string, result: DocumentEdits): string {
  expect(result.diagnostics).toEqual([]);
  return applyEdits(text, result.value ?? []);
}

/** The data of a document as the parser reads it, in order. */
function dataOf(text: string): readonly (readonly [string, string])[] {
  const { value, diagnostics } = parseToml(text, 'initdata');
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const data = value === undefined ? undefined : nodeAt(value, ['data']);
  if (data?.kind !== 'table') return [];
  return data.members.map(({ key, node }) => [key, node.kind === 'string' ? node.value : node.kind]);
}

const head = 'version = "0.1.0"\nalgorithm = "sha256"\n\n[data]\n';

describe('fields', () => {
  test.for([
    { text: head, want: 'version = "0.1.0"\nalgorithm = "sha384"\n\n[data]\n' },
    { text: "algorithm = 'sha256' # c\n", want: "algorithm = 'sha384' # c\n" },
    { text: 'version = "0.1.0"\n[data]\n', want: 'version = "0.1.0"\nalgorithm = "sha384"\n[data]\n' },
    { text: '# top\n\n[data]\n', want: '# top\n\nalgorithm = "sha384"\n\n[data]\n' },
    { text: '', want: 'algorithm = "sha384"\n' },
    { text: '\ufeff', want: '\ufeffalgorithm = "sha384"\n' },
    { text: 'version = "0.1.0"', want: 'version = "0.1.0"\nalgorithm = "sha384"' },
    { text: 'version = "1"\r\n', want: 'version = "1"\r\nalgorithm = "sha384"\r\n' },
    { text: 'algorithm = <x>\n', want: 'algorithm = "sha384"\n' },
    { text: 'algorithm = "sha256\n[data]\n', want: 'algorithm = "sha384"\n[data]\n' },
    {
      text: '[data]\nalgorithm = "sha256"\n"a" = ""\n',
      want: 'algorithm = "sha384"\n\n[data]\n"a" = ""\n',
    },
  ])('algorithm in $text', ({ text, want }) => {
    expect(applied(text, setAlgorithm(text, 'sha384'))).toBe(want);
  });

  test('version stands before algorithm', () => {
    expect(applied('algorithm = "sha256"\n', setVersion('algorithm = "sha256"\n', '0.1.0'))).toBe(
      'version = "0.1.0"\nalgorithm = "sha256"\n',
    );
  });
});

describe('adding', () => {
  test.for([
    { text: head, want: `${head}"n" = '''\nx\n'''\n` },
    { text: `${head}"a" = ""\n`, want: `${head}"a" = ""\n\n"n" = '''\nx\n'''\n` },
    { text: `${head}"a" = ""\n"b" = ""\n`, want: `${head}"a" = ""\n"b" = ""\n"n" = '''\nx\n'''\n` },
    { text: `${head}"a" = ""`, want: `${head}"a" = ""\n\n"n" = '''\nx\n'''` },
    { text: `${head}# of a\n"a" = ""\n`, index: 0, want: `${head}"n" = '''\nx\n'''\n\n# of a\n"a" = ""\n` },
    { text: 'version = "0.1.0"', want: `version = "0.1.0"\n\n[data]\n"n" = '''\nx\n'''\n` },
    { text: 'data = {}\n', want: 'data = { "n" = "x\\n" }\n' },
    { text: 'data = { "a" = "1" }\n', want: 'data = { "a" = "1", "n" = "x\\n" }\n' },
    { text: 'data = { "a" = "1" }\n', index: 0, want: 'data = { "n" = "x\\n", "a" = "1" }\n' },
    { text: 'data.a = "1"\nversion = ""\n', want: `data.a = "1"\n\ndata."n" = '''\nx\n'''\nversion = ""\n` },
    {
      text: `${head}"a" = ""\n[other]\nb = 1\n`,
      want: `${head}"a" = ""\n\n"n" = '''\nx\n'''\n[other]\nb = 1\n`,
    },
    { text: '[data]\r\n', want: `[data]\r\n"n" = '''\r\nx\n'''\r\n` },
  ])('to $text', ({ text, index, want }) => {
    expect(applied(text, addEntry(text, 'n', 'x\n', index))).toBe(want);
  });

  test.for([
    { text: `${head}"n" = ""\n`, code: 'initdata/entry-exists' },
    { text: 'data = 1\n', code: 'initdata/data-not-a-table' },
    { text: '[[data]]\n', code: 'initdata/data-not-a-table' },
    { text: `${head}"a" = '''x\n`, code: 'initdata/unclosed-above' },
  ])('is refused with $code', ({ text, code }) => {
    expect(addEntry(text, 'n', 'x')).toMatchObject({ diagnostics: [{ code }] });
  });

  test('lone surrogates are refused where they stand', () => {
    expect(addEntry(head, 'n', 'a\ud800b')).toEqual({
      diagnostics: [
        expect.objectContaining({
          code: 'initdata/cannot-embed',
          source: 'entry:n',
          span: { from: 1, to: 2 },
        }),
      ],
    });
  });
});

describe('removing', () => {
  test.for([
    { text: `${head}"a" = ""\n\n# of b\n"b" = ""\n\n"c" = ""\n`, want: `${head}"a" = ""\n\n"c" = ""\n` },
    { text: `${head}"a" = ""\n\n# of b\n"b" = ""\n`, want: `${head}"a" = ""\n` },
    { text: `${head}"b" = ""\n\n"c" = ""\n`, want: `${head}"c" = ""\n` },
    { text: `${head}# kept\n\n"b" = ""`, want: `${head}# kept\n` },
    { text: 'data = { "a" = "", "b" = "" }\n', want: 'data = { "a" = "" }\n' },
    { text: 'data = { "b" = "", "a" = "" }\n', want: 'data = { "a" = "" }\n' },
    { text: 'data.b = ""\ndata.a = ""\n', want: 'data.a = ""\n' },
  ])('from $text', ({ text, want }) => {
    expect(applied(text, removeEntry(text, 'b'))).toBe(want);
  });
});

describe('moving', () => {
  const text = `${head}# 1\n"a" = "1"\n\n# 2\n"b" = "2"\n\n"c" = "3"`;
  test.for([
    { key: 'a', index: 1, want: `${head}# 2\n"b" = "2"\n\n# 1\n"a" = "1"\n\n"c" = "3"` },
    { key: 'a', index: 9, want: `${head}# 2\n"b" = "2"\n\n"c" = "3"\n\n# 1\n"a" = "1"` },
    { key: 'c', index: 0, want: `${head}"c" = "3"\n\n# 1\n"a" = "1"\n\n# 2\n"b" = "2"` },
    { key: 'b', index: 0, want: `${head}# 2\n"b" = "2"\n\n# 1\n"a" = "1"\n\n"c" = "3"` },
    { key: 'b', index: 1, want: text },
  ])('$key to $index', ({ key, index, want }) => {
    expect(applied(text, moveEntry(text, key, index))).toBe(want);
  });
});

describe('renaming', () => {
  test('touches the key alone', () => {
    const text = `${head}aa = '''x'''\n`;
    expect(renameEntry(text, 'aa', 'aa.toml').value).toEqual([
      { span: { from: head.length, to: head.length + 2 }, insert: '"aa.toml"' },
    ]);
  });
  test('a name that is taken is refused', () => {
    expect(renameEntry(`${head}a = ""\nb = ""\n`, 'a', 'b')).toMatchObject({
      diagnostics: [{ code: 'initdata/entry-exists' }],
    });
  });
});

describe('editing content', () => {
  test.for([
    { note: 'a letter in a literal', value: "'''\nab\n'''", edit: [1, 1, 'x'], want: "'''\naxb\n'''" },
    {
      note: 'a quote that ends a literal',
      value: "'''\na''\n'''",
      edit: [1, 1, "'"],
      want: '"""\na\'\'\'\n"""',
    },
    { note: 'a CR in a literal', value: "'''\nab'''", edit: [1, 1, '\r'], want: '"""\na\\rb"""' },
    {
      note: 'CRLF where CRLF is',
      value: "'''\r\na\r\n'''",
      edit: [1, 1, '\r\n'],
      want: "'''\r\na\r\n\r\n'''",
    },
    { note: 'CRLF into LF', value: "'''\na\n'''", edit: [1, 1, '\r\n'], want: '"""\na\\r\n\n"""' },
    {
      note: 'a backslash in a basic string',
      value: '"""\na\\tb"""',
      edit: [2, 2, '\\'],
      want: '"""\na\\t\\\\b"""',
    },
    { note: 'quotes next to quotes', value: '"""\n""x"""', edit: [2, 3, '"'], want: '"""\n""\\""""' },
    { note: 'between quotes', value: '"""\n""x"y"""', edit: [2, 3, ''], want: '"""\n""\\"y"""' },
    {
      note: 'after a line-ending backslash',
      value: '"""\na\\\n  b"""',
      edit: [1, 1, ' '],
      want: '"""\na b"""',
    },
    { note: 'a newline in a one-line literal', value: "'ab'", edit: [1, 1, '\n'], want: "'''\na\nb'''" },
    { note: 'a newline in a one-line basic string', value: '"ab"', edit: [1, 1, '\n'], want: '"a\\nb"' },
    {
      note: 'a first newline without one to drop',
      value: "'''ab'''",
      edit: [0, 0, '\n'],
      want: "'''\n\nab'''",
    },
  ] as const)('$note', ({ value, edit: [from, to, insert], want }) => {
    const text = `${head}"a" = ${value} # c\n`;
    expect(applied(text, editEntry(text, 'a', [{ span: { from, to }, insert }]))).toBe(
      `${head}"a" = ${want} # c\n`,
    );
  });

  test('one letter in 60 kB is one letter in the document', () => {
    const text = `${head}"a" = '''\n${'line\n'.repeat(12_000)}'''\n`;
    const { value } = editEntry(text, 'a', [{ span: { from: 5, to: 5 }, insert: 'x' }]);
    expect(value).toEqual([{ span: { from: head.length + 15, to: head.length + 15 }, insert: 'x' }]);
  });
});

/** Everything of the text that no edit covers. */
function untouched(text: string, edits: readonly TextEdit[]): readonly string[] {
  let at = 0;
  const kept: string[] = [];
  for (const { span } of sortedEdits(edits)) {
    kept.push(text.slice(at, span.from));
    at = span.to;
  }
  return [...kept, text.slice(at)];
}

describe('properties', { timeout: fuzzTimeout }, () => {
  const runs = { numRuns: fuzzRuns };

  test('a replaced entry reads back exactly and leaves all others', () => {
    fc.assert(
      fc.property(randomDocument, content, fc.nat(), ({ text, entries }, next, seed) => {
        const entry = entries[seed % Math.max(1, entries.length)];
        if (entry === undefined) return;
        const result = applied(text, replaceEntry(text, entry.key, next));
        expect(dataOf(result)).toEqual(
          entries.map(({ key, content: old }) => [key, key === entry.key ? next : old]),
        );
      }),
      runs,
    );
  });

  test('an edited entry is the edited content, outside its value nothing changes', () => {
    fc.assert(
      fc.property(
        randomDocument,
        content,
        fc.nat(),
        fc.nat(),
        fc.nat(),
        ({ text, entries }, insert, a, b, seed) => {
          const entry = entries[seed % Math.max(1, entries.length)];
          if (entry === undefined) return;
          const ends = [a % (entry.content.length + 1), b % (entry.content.length + 1)].sort((x, y) => x - y);
          const edit = { span: { from: ends[0] ?? 0, to: ends[1] ?? 0 }, insert };
          const want = applyEdits(entry.content, [edit]);
          const result = editEntry(text, entry.key, [edit]);
          if (!want.isWellFormed()) {
            expect(result.value).toBeUndefined();
            return;
          }
          const after = applied(text, result);
          expect(dataOf(after).find(([key]) => key === entry.key)?.[1]).toBe(want);
          const { valueSpan } = outlineOf(text).entries.find(({ key }) => key === entry.key) ?? {
            valueSpan: { from: 0, to: 0 },
          };
          for (const { span } of result.value ?? []) {
            expect(span.from >= valueSpan.from && span.to <= valueSpan.to).toBe(true);
          }
        },
      ),
      runs,
    );
  });

  test('an added entry leaves every byte of the text', () => {
    fc.assert(
      fc.property(
        randomDocument,
        content,
        fc.option(fc.nat({ max: 5 }), { nil: undefined }),
        ({ text, entries }, next, index) => {
          const result = addEntry(text, 'new.toml', next, index);
          const after = applied(text, result);
          const want = entries.map(({ key, content: old }) => [key, old]);
          want.splice(index ?? want.length, 0, ['new.toml', next]);
          expect(dataOf(after)).toEqual(want);
          if (!text.includes('{}')) expect(untouched(text, result.value ?? []).join('')).toBe(text);
        },
      ),
      runs,
    );
  });

  test('a moved entry is in its place and all comments are kept', () => {
    fc.assert(
      fc.property(randomDocument, fc.nat(), fc.nat({ max: 5 }), ({ text, entries }, seed, index) => {
        const from = seed % Math.max(1, entries.length);
        const entry = entries[from];
        if (entry === undefined) return;
        const after = applied(text, moveEntry(text, entry.key, index));
        const want = entries.toSpliced(from, 1).toSpliced(index, 0, entry);
        expect(dataOf(after)).toEqual(want.map(({ key, content: old }) => [key, old]));
        expect(after.length).toBe(text.length);
        if (!text.includes('data = {'))
          expect(after.split(/\r?\n/).toSorted()).toEqual(text.split(/\r?\n/).toSorted());
      }),
      runs,
    );
  });

  test('a removed entry is gone and the others stay', () => {
    fc.assert(
      fc.property(randomDocument, fc.nat(), ({ text, entries }, seed) => {
        const entry = entries[seed % Math.max(1, entries.length)];
        if (entry === undefined) return;
        const after = applied(text, removeEntry(text, entry.key));
        expect(dataOf(after)).toEqual(
          entries.filter(({ key }) => key !== entry.key).map(({ key, content: old }) => [key, old]),
        );
      }),
      runs,
    );
  });

  test('nothing throws on damaged documents, and edits never overlap', () => {
    fc.assert(
      fc.property(damagedDocument, content, (text, next) => {
        const keys = [...outlineOf(text).entries.map(({ key }) => key), 'none'];
        for (const key of keys) {
          for (const result of [
            replaceEntry(text, key, next),
            editEntry(text, key, [{ span: { from: 0, to: 0 }, insert: next }]),
            addEntry(text, key, next),
            renameEntry(text, key, next),
            removeEntry(text, key),
            moveEntry(text, key, 0),
            setVersion(text, '0.1.0'),
            setAlgorithm(text, 'sha384'),
          ]) {
            expect(applyEdits(text, result.value ?? [])).toBeTypeOf('string');
          }
        }
      }),
      runs,
    );
  });
});
