/** The lint really refuses what it is set up to refuse: one file per rule in a folder of its own, one run of oxlint. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installedProgram, root } from './install.mjs';

/** @type {readonly { readonly rule: string, readonly file: string, readonly code: string }[]} */
const refused = [
  { rule: 'no-restricted-imports', file: 'src/core/text/a.ts', code: "import '#core/toml/document.ts';" },
  { rule: 'no-restricted-imports', file: 'src/core/toml/a.ts', code: "import '../initdata/check.ts';" },
  { rule: 'no-restricted-imports', file: 'src/core/size/a.ts', code: "import '#core/analysis/analyse.ts';" },
  { rule: 'no-restricted-imports', file: 'src/core/bundle/a.ts', code: "import 'react';" },
  { rule: 'no-restricted-imports', file: 'src/core/config/a.ts', code: "import 'monaco-editor/editor';" },
  { rule: 'no-restricted-imports', file: 'src/core/manifest/a.ts', code: "import 'node:fs';" },
  { rule: 'no-restricted-imports', file: 'src/core/image/a.ts', code: "import '#state/workspace.ts';" },
  { rule: 'no-restricted-imports', file: 'src/core/rego/a.ts', code: "import '#core/initdata/check.ts';" },
  { rule: 'no-restricted-imports', file: 'src/core/rego/b.ts', code: "import 'smol-toml';" },
  { rule: 'no-restricted-imports', file: 'src/core/rego/c/a.ts', code: "import '../../text/span.ts';" },
  {
    rule: 'no-restricted-imports',
    file: 'src/core/policy/a.ts',
    code: "import '#core/analysis/analyse.ts';",
  },
  { rule: 'no-restricted-imports', file: 'src/core/policy/b.ts', code: "import '../config/releases.ts';" },
  { rule: 'no-restricted-imports', file: 'src/core/measurement/a.ts', code: "import '#core/rego/api.ts';" },
  {
    rule: 'no-restricted-imports',
    file: 'src/core/trustee/a.ts',
    code: "import '#core/journey/journey.ts';",
  },
  {
    rule: 'no-restricted-imports',
    file: 'src/core/journey/a.ts',
    code: "import '#core/analysis/analyse.ts';",
  },
  { rule: 'no-restricted-imports', file: 'src/core/expected/a.ts', code: "import '#core/review/paste.ts';" },
  { rule: 'no-restricted-imports', file: 'src/core/review/a.ts', code: "import 'react';" },
  { rule: 'no-restricted-imports', file: 'src/workers/a.ts', code: "import '#state/workspace.ts';" },
  { rule: 'no-restricted-imports', file: 'src/state/a.ts', code: "import 'react';" },
  { rule: 'no-restricted-imports', file: 'src/editor/a.ts', code: "import '#features/rail/Rail.tsx';" },
  { rule: 'no-restricted-imports', file: 'src/features/rail/a.ts', code: "import 'monaco-editor/editor';" },
  { rule: 'no-restricted-imports', file: 'src/ui/a.ts', code: "import '#core/text/span.ts';" },
  {
    rule: 'no-cycle',
    file: 'src/core/text/b.ts',
    code: "import { c } from './c.ts';\nexport const b = (): number => c();",
  },
  { rule: 'no-default-export', file: 'src/core/text/d.ts', code: 'export default 1;' },
  { rule: 'no-explicit-any', file: 'src/core/text/e.ts', code: 'export const e = (x: any): void => void x;' },
  {
    rule: 'no-shadow',
    file: 'src/core/text/f.ts',
    code: 'const x = 1;\nexport const f = (): number => { const x = 2; return x; };\nexport const y = x;',
  },
  {
    rule: 'no-floating-promises',
    file: 'src/core/text/g.ts',
    code: 'export function g(): void { Promise.resolve(1); }',
  },
  {
    rule: 'no-misused-promises',
    file: 'src/core/text/h.ts',
    code: 'export const h = [1].filter(async () => Promise.resolve(true));',
  },
  {
    rule: 'no-unsafe-assignment',
    file: 'src/core/text/i.ts',
    code: "export const i: number = JSON.parse('1');",
  },
  {
    rule: 'switch-exhaustiveness-check',
    file: 'src/core/text/j.ts',
    code: "export function j(x: { readonly kind: 'a' | 'b' }): void { switch (x.kind) { case 'a': return; } }",
  },
  {
    rule: 'exhaustive-deps',
    file: 'src/ui/k.tsx',
    code: "import { useEffect } from 'react';\nexport function useK(k: number): void { useEffect(() => { globalThis.name = String(k); }, []); }",
  },
  {
    rule: 'rules-of-hooks',
    file: 'src/ui/l.tsx',
    code: "import { useState } from 'react';\nexport function useL(l: boolean): void { if (l) useState(1); }",
  },
  { rule: 'alt-text', file: 'src/ui/m.tsx', code: 'export const M = () => <img src="x" />;' },
];

/** @type {readonly { readonly file: string, readonly code: string }[]} */
const accepted = [
  { file: 'src/core/text/c.ts', code: "import { b } from './b.ts';\nexport const c = (): number => b();" },
  {
    file: 'src/core/toml/z.ts',
    code: "import 'smol-toml';\nimport '../text/span.ts';\nimport '#core/diagnostics/diagnostic.ts';",
  },
  { file: 'src/core/certificates/z.ts', code: "import 'fflate';" },
  {
    file: 'src/core/rego/z.ts',
    code: "import 'yaml';\nimport '@noble/hashes/sha2.js';\nimport '#core/text/span.ts';\nimport '../diagnostics/diagnostic.ts';",
  },
  {
    file: 'src/core/policy/z.ts',
    code: "import '#core/rego/api.ts';\nimport '#core/manifest/pods.ts';\nimport './a/b.ts';",
  },
  { file: 'src/core/analysis/z.test.ts', code: "import 'node:fs';\nimport 'vitest';" },
  { file: 'src/editor/z.ts', code: "import 'monaco-editor/editor';\nimport '#state/workspace.ts';" },
  {
    file: 'src/features/rail/z.ts',
    code: "import '#editor/synced-text.ts';\nimport '#core/text/span.ts';\nimport '#ui/Button.tsx';",
  },
];

let folder = '';
/** @type {Map<string, readonly string[]>} */
const found = new Map();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'studio-lint-'));
  for (const file of ['.oxlintrc.json', 'tsconfig.json', 'package.json'])
    cpSync(join(root, file), join(folder, file));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const { file, code } of [...refused, ...accepted]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${code}\n`);
  }
  const { stdout } = spawnSync(
    process.execPath,
    [installedProgram('oxlint'), '--type-aware', '--format', 'json', 'src'],
    { cwd: folder, encoding: 'utf8' },
  );
  const report = /** @type {{ diagnostics: readonly { code: string, filename: string }[] }} */ (
    JSON.parse(stdout)
  );
  for (const { code, filename } of report.diagnostics) {
    const rule = /\(([\w-]+)\)/.exec(code)?.[1] ?? code;
    found.set(filename, [...(found.get(filename) ?? []), rule]);
  }
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the lint', () => {
  test.for(refused)('refuses $rule in $file', ({ rule, file }) => {
    expect(found.get(file)).toContain(rule);
  });

  test.for(accepted)('has no word on layers about $file', ({ file }) => {
    expect(found.get(file) ?? []).not.toContain('no-restricted-imports');
  });
});
