import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTOML, type AST } from 'toml-eslint-parser';
import { parseToml } from './document.ts';
import { scanToml, type ScannedPair } from './scan.ts';

/** Lines of TOML 1.0 and 1.1 that parse in many combinations; no carriage return, which the other parser evens out. */
const line = fc.constantFrom(
  ...[
    'a = 1',
    'b.c = "x"',
    "b.'d e' = '''\ny'''",
    '"k.x" = """\n\\u00e9 "" \\\n  z"""',
    '[t]',
    '[t.u]',
    '[[l]]',
    '[ s . "v" ]',
  ],
  ...[
    '# c',
    '',
    'e = [1, [2.5, 0xFF],\n  # in\n  "z",]',
    'f = { g = 1, h.i = "x" }',
    'j = 2024-01-02 03:04:05Z # d',
  ],
  ...[
    'm = "\\e[0m"',
    'n = "\\x41"',
    'o = { p = 1, }',
    'q = {\n r = 1\n}',
    'v = 07:32',
    'w = "\\\\e \\\\x41"',
    'x = true',
  ],
);
const text = fc.array(line, { maxLength: 8 }).map((lines) => `${lines.join('\n')}\n`);
const runs = { numRuns: Number(process.env['FUZZ_RUNS'] ?? 300) };
const patience = { timeout: 10_000 + runs.numRuns * 20 };

function pairsOf(program: AST.TOMLProgram): readonly AST.TOMLKeyValue[] {
  return program.body[0].body.flatMap((node) => (node.type === 'TOMLTable' ? node.body : [node]));
}

function accepts(toml: string, tomlVersion: '1.0' | '1.1'): boolean {
  try {
    parseTOML(toml, { tomlVersion });
    return true;
  } catch {
    return false;
  }
}

test('another parser finds every top-level key and value at the same place', patience, () => {
  fc.assert(
    fc.property(text, (toml) => {
      if (parseToml(toml, 'initdata').value === undefined) return;
      const pairs = scanToml(toml).statements.filter(
        (statement): statement is ScannedPair => statement.kind === 'pair',
      );
      const theirs = pairsOf(parseTOML(toml, { tomlVersion: '1.1' }));
      expect(
        pairs.map(({ key, value }) => [
          ...key.map(({ span }) => [span.from, span.to]),
          [value.span.from, value.span.to],
        ]),
      ).toEqual(theirs.map(({ key, value }) => [...key.keys.map(({ range }) => range), value.range]));
    }),
    runs,
  );
});

test('another parser calls the same texts TOML, and the same ones TOML 1.0', patience, () => {
  fc.assert(
    fc.property(text, (toml) => {
      const { value, diagnostics } = parseToml(toml, 'initdata');
      expect(value !== undefined).toBe(accepts(toml, '1.1'));
      if (value !== undefined) expect(diagnostics.length === 0).toBe(accepts(toml, '1.0'));
    }),
    runs,
  );
});
