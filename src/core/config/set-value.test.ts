import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '#core/text/edit.ts';
import { nodeAt, parseToml, type TomlNode } from '#core/toml/document.ts';
import { removeTomlTable, removeTomlValue, setTomlValue, type TomlWritable } from './set-value.ts';

function set(text: string, path: readonly string[], value: TomlWritable): string | undefined {
  const { value: edits } = setTomlValue(text, path, value);
  return edits === undefined ? undefined : applyEdits(text, edits);
}

function remove(text: string, path: readonly string[]): string | undefined {
  const { value: edits } = removeTomlValue(text, path);
  return edits === undefined ? undefined : applyEdits(text, edits);
}

describe('setting a value', () => {
  test.for([
    { name: 'replaces only the value', text: 'a = 1 # one\n', path: ['a'], value: 2, want: 'a = 2 # one\n' },
    {
      name: 'empty text',
      text: '',
      path: ['kbc', 'name'],
      value: 'cc_kbc',
      want: '[kbc]\nname = "cc_kbc"\n',
    },
    {
      name: 'top level above headers',
      text: '# c\n[a]\nx = 1\n',
      path: ['y'],
      value: true,
      want: '# c\ny = true\n[a]\nx = 1\n',
    },
    {
      name: 'below the last key of its table',
      text: '[a]\nx = 1 # x\n\n# b\n[b]\n',
      path: ['a', 'y'],
      value: 2,
      want: '[a]\nx = 1 # x\ny = 2\n\n# b\n[b]\n',
    },
    {
      name: 'below an empty header',
      text: '[image]\n[image.image_pull_proxy]\nhttps_proxy = "p"\n',
      path: ['image', 'work_dir'],
      value: '/x',
      want: '[image]\nwork_dir = "/x"\n[image.image_pull_proxy]\nhttps_proxy = "p"\n',
    },
    {
      name: 'a new table above its sub-tables',
      text: '[kbc]\nname = "n"\n[[image.registry_config.registry]]\nprefix = "p"\n',
      path: ['image', 'work_dir'],
      value: '/x',
      want: '[kbc]\nname = "n"\n[image]\nwork_dir = "/x"\n\n[[image.registry_config.registry]]\nprefix = "p"\n',
    },
    {
      name: 'a new table at the end',
      text: '[a]\nx = 1',
      path: ['b', 'c', 'd'],
      value: 'e',
      want: '[a]\nx = 1\n\n[b.c]\nd = "e"\n',
    },
    {
      name: 'inline table',
      text: 'a = { b = { c = 1 } } # n\n',
      path: ['a', 'b', 'd'],
      value: 2,
      want: 'a = { b = { c = 1, d = 2 } } # n\n',
    },
    {
      name: 'empty inline table',
      text: 'a = {}\n',
      path: ['a', 'b', 'c'],
      value: 2,
      want: 'a = { b.c = 2 }\n',
    },
    {
      name: 'dotted keys',
      text: 'a.b.c = 1\n[z]\n',
      path: ['a', 'b', 'd'],
      value: 2,
      want: 'a.b.c = 1\na.b.d = 2\n[z]\n',
    },
    {
      name: 'Windows line ends',
      text: '[a]\r\nx = 1\r\n',
      path: ['a', 'y'],
      value: 'l1\r\nl2\r\n',
      want: '[a]\r\nx = 1\r\ny = """\r\nl1\r\nl2\r\n"""\r\n',
    },
    {
      name: 'several lines',
      text: '',
      path: ['a', 'b'],
      value: 'x\n"y"\\\n',
      want: '[a]\nb = """\nx\n\\"y\\"\\\\\n"""\n',
    },
    { name: 'a list', text: 'a = [1, 2]\n', path: ['a'], value: ['x', 'y'], want: 'a = ["x", "y"]\n' },
    { name: 'byte order mark', text: '\ufeff[a]\n', path: ['b'], value: 1, want: '\ufeffb = 1\n[a]\n' },
  ])('$name', ({ text, path, value, want }) => {
    expect(set(text, path, value)).toBe(want);
  });

  test.for([
    { name: 'not TOML', text: 'a = ', path: ['b'] },
    { name: 'a scalar in the way', text: 'a = 1\n', path: ['a', 'b'] },
    { name: 'a list in the way', text: '[[a]]\nb = 1\n', path: ['a', 'b'] },
    { name: 'a table in the place', text: '[a]\nb = 1\n', path: ['a'] },
  ])('refuses: $name', ({ text, path }) => {
    expect(set(text, path, 'x')).toBeUndefined();
  });
});

describe('removing a value', () => {
  test.for([
    { name: 'with its line and comment', text: 'a = 1 # one\nb = 2\n', path: ['a'], want: 'b = 2\n' },
    {
      name: 'of several lines',
      text: 'x = 1\na = """\nq\n"""\nb = 2\n',
      path: ['a'],
      want: 'x = 1\nb = 2\n',
    },
    {
      name: 'from an inline table',
      text: 'a = { b = 1, c = 2 }\n',
      path: ['a', 'b'],
      want: 'a = { c = 2 }\n',
    },
    {
      name: 'last of an inline table',
      text: 'a = { b = 1, c = 2 }\n',
      path: ['a', 'c'],
      want: 'a = { b = 1 }\n',
    },
    { name: 'nothing there', text: 'a = 1\n', path: ['b'], want: 'a = 1\n' },
  ])('$name', ({ text, path, want }) => {
    expect(remove(text, path)).toBe(want);
  });

  test('a header goes only when it is empty', () => {
    expect(removeTomlTable('[a]\n[b]\n', ['a'])).toEqual({ from: 0, to: 4 });
    expect(removeTomlTable('[a]\nx = 1\n', ['a'])).toBeUndefined();
  });
});

function leavesOf(node: TomlNode, at: string, all: Map<string, unknown>): Map<string, unknown> {
  if (node.kind === 'table') {
    for (const { key, node: inner } of node.members) leavesOf(inner, `${at}/${key}`, all);
  } else if (node.kind === 'array') {
    for (const [index, item] of node.items.entries()) leavesOf(item, `${at}/#${index}`, all);
    all.set(`${at}/length`, node.items.length);
  } else all.set(at, node.kind === 'datetime' ? node.text : node.value);
  return all;
}

function leaves(text: string): Map<string, unknown> | undefined {
  const root = parseToml(text, 'entry:x').value;
  return root === undefined ? undefined : leavesOf(root, '', new Map());
}

const name = fc.constantFrom('a', 'b', 'c', 'd', 'x y', 'é');
const written = (key: string): string => (/^[a-z]$/.test(key) ? key : JSON.stringify(key));
const value = fc.constantFrom(
  '1',
  'true',
  '"s"',
  "'''\nl\n'''",
  '[1, 2]',
  '{ c = 1 }',
  '{}',
  '{ a = { b = 2 } } # c',
  '"t" # c',
);
const line = fc.oneof(
  fc
    .tuple(fc.array(name, { minLength: 1, maxLength: 2 }), value)
    .map(([keys, text]) => `${keys.map(written).join('.')} = ${text}`),
  fc.array(name, { minLength: 1, maxLength: 3 }).map((keys) => `[${keys.map(written).join('.')}]`),
  fc.array(name, { minLength: 1, maxLength: 2 }).map((keys) => `[[${keys.map(written).join('.')}]]`),
  fc.constantFrom('', '# comment', '  # x = 1'),
);
const document = fc
  .tuple(fc.array(line, { maxLength: 9 }), fc.constantFrom('\n', '\r\n'), fc.boolean(), fc.boolean())
  .map(
    ([lines, end, final, mark]) =>
      (mark ? '\ufeff' : '') +
      lines.join('\n').replaceAll('\n', end) +
      (final && lines.length > 0 ? end : ''),
  )
  .filter((text) => leaves(text) !== undefined);
const path = fc.array(name, { minLength: 1, maxLength: 3 });
const newValue: fc.Arbitrary<TomlWritable> = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('line\nline\n', 'a\r\nb', '"""', "'''", '\\', '\u0001\u007f\n'),
  fc.integer(),
  fc.boolean(),
  fc.array(fc.constantFrom('x', 'two\nlines\n', '"'), { maxLength: 3 }),
);

test('after setting, the value is there and every other value and byte as before', () => {
  let done = 0;
  fc.assert(
    fc.property(document, path, newValue, (text, keys, wanted) => {
      const { value: edits } = setTomlValue(text, keys, wanted);
      if (edits === undefined) return;
      done++;
      const before = leaves(text) ?? new Map<string, unknown>();
      const result = applyEdits(text, edits);
      const root = parseToml(result, 'entry:x').value;
      expect(root).toBeDefined();
      const node = root === undefined ? undefined : nodeAt(root, keys);
      const got =
        node?.kind === 'array'
          ? node.items.map((item) => (item.kind === 'string' ? item.value : ''))
          : node !== undefined && 'value' in node
            ? node.value
            : undefined;
      expect(got).toEqual(wanted);
      const own = `/${keys.join('/')}`;
      const others = (all: Map<string, unknown>): unknown =>
        [...all]
          .filter(([key]) => key !== own && !key.startsWith(`${own}/`))
          .sort(([a], [b]) => (a < b ? -1 : 1));
      expect(others(leaves(result) ?? new Map<string, unknown>())).toEqual(others(before));
      expect(edits).toHaveLength(1);
    }),
    { numRuns: 400 },
  );
  expect(done).toBeGreaterThan(100);
});

test('after removing, the value is gone and every other value as before', () => {
  fc.assert(
    fc.property(document, path, (text, keys) => {
      const { value: edits } = removeTomlValue(text, keys);
      if (edits === undefined || edits.length === 0) return;
      const result = applyEdits(text, edits);
      const own = `/${keys.join('/')}`;
      const others = (all: Map<string, unknown>): unknown =>
        [...all]
          .filter(([key]) => key !== own && !key.startsWith(`${own}/`))
          .sort(([a], [b]) => (a < b ? -1 : 1));
      expect(leaves(result)?.has(own)).toBe(false);
      expect(others(leaves(result) ?? new Map<string, unknown>())).toEqual(
        others(leaves(text) ?? new Map<string, unknown>()),
      );
    }),
    { numRuns: 400 },
  );
});
