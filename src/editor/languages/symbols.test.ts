import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OutlineSymbol } from './symbol.ts';
import { tomlFolding, tomlSymbols } from './toml-structure.ts';
import { yamlSymbols } from './yaml-symbols.ts';

/** A symbol as `kind name line-endLine`, children indented. */
const drawn = (symbols: readonly OutlineSymbol[], indent = ''): string[] =>
  symbols.flatMap(({ kind, name, detail, line, endLine, children }) => [
    `${indent}${kind} ${name}${detail === '' ? '' : ` (${detail})`} ${line}-${endLine}`,
    ...drawn(children, `${indent}  `),
  ]);

const initData = `# two lines
# of comment
version = "0.1.0"
[data]
"aa.toml" = '''
[token_configs]
[token_configs.kbs]
url = "x"
'''

"policy.rego" = """
a \\""" [b]
"""
list = [
  "]", # ]
]

[[other.'x.y']] # end
k = { a = [1] }
`;

describe('TOML', () => {
  test('outline', () => {
    expect(drawn(tomlSymbols(initData))).toEqual([
      'key version 2-2',
      'table data 3-15',
      '  key aa.toml 4-8',
      '  key policy.rego 10-12',
      '  key list 13-15',
      "table other.'x.y' 17-18",
      '  key k 18-18',
    ]);
  });

  test('folding', () => {
    expect(tomlFolding(initData)).toEqual([
      { line: 0, endLine: 1, kind: 'comment' },
      { line: 3, endLine: 15, kind: 'region' },
      { line: 4, endLine: 8, kind: 'region' },
      { line: 10, endLine: 12, kind: 'region' },
      { line: 13, endLine: 15, kind: 'region' },
      { line: 17, endLine: 18, kind: 'region' },
    ]);
  });

  test('a string that is never closed runs to the end', () => {
    expect(drawn(tomlSymbols("a = '''\nb = 1\n[c]"))).toEqual(['key a 0-2']);
  });
});

test('YAML outline', () => {
  const manifest = `apiVersion: v1
kind: Pod # x
metadata:
  labels: {}
  name: "web"
spec:
  containers:
  - name: c
---
# nothing
---
kind: List
"items": []
`;
  expect(drawn(yamlSymbols(manifest))).toEqual([
    'document Pod/web 0-7',
    '  key apiVersion 0-0',
    '  key kind 1-1',
    '  key metadata 2-4',
    '  key spec 5-7',
    'document List 11-12',
    '  key kind 11-11',
    '  key items 12-12',
  ]);
});

test('any text at all has an outline within its lines', () => {
  const piece = fc.constantFrom(
    'a',
    '=',
    '[',
    ']',
    '"',
    "'''",
    '"""',
    '\n',
    '`',
    '{',
    '}',
    '#',
    ':',
    '---',
    ' ',
    'package x',
  );
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, (any) => {
      const count = any.split('\n').length;
      for (const symbolsOf of [tomlSymbols, yamlSymbols]) {
        for (const { line, endLine } of symbolsOf(any)) {
          expect(line).toBeLessThanOrEqual(endLine);
          expect(endLine).toBeLessThan(count);
        }
      }
    }),
  );
});
