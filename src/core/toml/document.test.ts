import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../text/edit.ts';
import { memberOf, nodeAt, parseToml } from './document.ts';

function codesOf(text: string): readonly string[] {
  return parseToml(text, 'initdata').diagnostics.map(({ code }) => code);
}

describe('places', () => {
  const text =
    "\ufeff# c\nversion = \"0.1.0\"\r\n[data]\n\"aa.toml\" = '''\nx = 1\n''' # end\na.b = { c = [1, 2.5, true], d = 2024-01-02 }\n[[list]]\nn = 1\n[[list]]\nn = 2\n";
  const root = parseToml(text, 'initdata').value;

  test.for([
    { path: ['version'], want: '"0.1.0"' },
    { path: ['data', 'aa.toml'], want: "'''\nx = 1\n'''" },
    { path: ['data', 'a', 'b', 'c'], want: '[1, 2.5, true]' },
    { path: ['data', 'a', 'b', 'd'], want: '2024-01-02' },
    { path: ['list'], want: '[[list]]\nn = 1\n[[list]]\nn = 2' },
    {
      path: ['data'],
      want: "[data]\n\"aa.toml\" = '''\nx = 1\n''' # end\na.b = { c = [1, 2.5, true], d = 2024-01-02 }",
    },
  ])('$path', ({ path, want }) => {
    const node = root === undefined ? undefined : nodeAt(root, path);
    expect(node && text.slice(node.span.from, node.span.to)).toBe(want);
  });

  test('a key keeps its quotes', () => {
    const data = root && nodeAt(root, ['data']);
    const member = data?.kind === 'table' ? memberOf(data, 'aa.toml') : undefined;
    expect(member && text.slice(member.keySpan.from, member.keySpan.to)).toBe('"aa.toml"');
  });

  test('integers beyond the safe range stay exact', () => {
    expect(parseToml('a = 9007199254740993', 'initdata').value?.members[0]?.node).toMatchObject({
      kind: 'integer',
      value: 9007199254740993n,
    });
  });
});

describe('syntax errors', () => {
  test.for([
    { text: 'a = "x\nb = 1\n', code: 'toml/unterminated-string', at: '"x', mended: 'a = "x"\nb = 1\n' },
    { text: "a = '''x\n", code: 'toml/unterminated-string', at: "'''", mended: "a = '''x\n'''\n" },
    { text: 'a = """\\d"""\n', code: 'toml/bad-escape', at: '\\d', mended: 'a = """\\\\d"""\n' },
    { text: 'a = 1\nb = 2\na = 3\n', code: 'toml/duplicate-key', at: 'a', mended: 'a = 1\nb = 2\n' },
    { text: '[a]\n[a]\n', code: 'toml/duplicate-key', at: 'a' },
    { text: 'a = 1\rb = 2\n', code: 'toml/lone-carriage-return', at: '\r', mended: 'a = 1\nb = 2\n' },
    { text: "a = 'x\0y'\n", code: 'toml/control-character', at: '\0', mended: "a = 'xy'\n" },
    { text: 'a = "x\u007fy"\n', code: 'toml/control-character', at: '\u007f', mended: 'a = "x\\u007fy"\n' },
    { text: 'a = 0.1.0\n', code: 'toml/syntax', at: '0.1.0', mended: 'a = "0.1.0"\n' },
    { text: 'a = <b c>\n', code: 'toml/syntax', at: '<b c>', mended: 'a = <b c>\n' },
    { text: 'a = b c\n', code: 'toml/syntax', at: 'b c', mended: 'a = "b c"\n' },
    { text: 'a =\n', code: 'toml/syntax', at: 'a =', mended: 'a = ""\n' },
    { text: 'a = \u201cb\u201d\n', code: 'toml/syntax', at: '\u201c', mended: 'a = "b"\n' },
    { text: 'a\u00a0= 1\n', code: 'toml/syntax', at: '\u00a0', mended: 'a = 1\n' },
    { text: '```toml\na = 1\n```\n', code: 'toml/syntax', at: '```toml', mended: 'a = 1\n' },
    { text: "a = '''x''' y\n", code: 'toml/syntax', at: 'y' },
    { text: 'a "b"\n', code: 'toml/syntax', at: 'a "b"' },
    { text: 'a = 2021-02-29\n', code: 'toml/no-such-date', at: '2021-02-29' },
    { text: `a = ${'['.repeat(200)}\n`, code: 'toml/too-deep', at: '[' },
  ])('$text', ({ text, code, at, mended }) => {
    const { value, diagnostics } = parseToml(text, 'initdata');
    expect(value).toBeUndefined();
    expect(diagnostics).toHaveLength(1);
    const [finding] = diagnostics;
    expect(finding).toMatchObject({ code, source: 'initdata' });
    if (finding === undefined) return;
    expect(text.slice(finding.span.from, finding.span.to)).toBe(at);
    if (mended !== undefined) expect(applyEdits(text, finding.fix?.edits ?? [])).toBe(mended);
  });
});

describe('TOML 1.1', () => {
  test.for([
    { text: 'a = "\\e"\n', at: '\\e', mended: 'a = "\\u001b"\n' },
    { text: 'a = "\\x41"\n', at: '\\x41', mended: 'a = "\\u0041"\n' },
    { text: 'a = { b = 1, }\n', at: ',', mended: 'a = { b = 1 }\n' },
    { text: 'a = 07:32\n', at: '07:32', mended: 'a = 07:32:00\n' },
    { text: 'a = { b = 1,\r\n\nc = 2 }\n', at: '\r\n', mended: 'a = { b = 1,  c = 2 }\n' },
  ])('$text', ({ text, at, mended }) => {
    const { value, diagnostics } = parseToml(text, 'initdata');
    expect(value).toBeDefined();
    expect(diagnostics).toMatchObject([{ code: 'toml/newer-syntax' }]);
    const [finding] = diagnostics;
    if (finding === undefined) return;
    expect(text.slice(finding.span.from, finding.span.to)).toBe(at);
    if (mended !== undefined) expect(applyEdits(text, finding.fix?.edits ?? [])).toBe(mended);
  });

  test.for(['a = "\\\\e"', "a = '\\e'", 'a = { b = [\n1,\n] }', 'a = 07:32:00', 'a = "1, }"'])(
    '%s is TOML 1.0',
    (text) => {
      expect(codesOf(text)).toEqual([]);
    },
  );
});

/** Pieces that make TOML and near misses of it. */
const piece = fc.constantFrom(
  ...[
    'a',
    'b',
    '"k.x"',
    "'l'",
    '.',
    ' = ',
    '=',
    '\n',
    '\r\n',
    '\r',
    '[',
    ']',
    '[[',
    ']]',
    '{',
    '}',
    ',',
    '#',
    ' ',
    '\t',
  ],
  ...[
    '"x"',
    '"',
    "'",
    "'''",
    '"""',
    '\\',
    '\\n',
    '\\u00e9',
    '\\U0001F511',
    '\\x41',
    '\\e',
    '1',
    '1.5',
    '0x1F',
    '-',
    'true',
  ],
  ...[
    'inf',
    '2024-01-02',
    ' 10:00:00',
    '07:32',
    '\ufeff',
    '\0',
    'é',
    '🔑',
    '${X}',
    "\n'''\n",
    'a = 1\n',
    '[t]\n',
  ],
);
const nearToml = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

const runs = Number(process.env['FUZZ_RUNS'] ?? 300);

test('no text makes it throw, and its two readings never part', { timeout: 10_000 + runs * 20 }, () => {
  fc.assert(
    fc.property(nearToml, (text) => {
      const { value, diagnostics } = parseToml(text, 'initdata');
      expect(diagnostics.map(({ code }) => code)).not.toContain('toml/readers-disagree');
      expect(value === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
      for (const { span } of diagnostics) expect(span.from <= span.to && span.to <= text.length).toBe(true);
    }),
    { numRuns: runs },
  );
});
