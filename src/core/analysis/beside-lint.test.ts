/** An analysis and the lint of its policy beside each other say everything once. */
import { beforeAll, expect, test } from 'vitest';
import { latestRelease } from '#core/config/releases.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { lintPolicy } from '#core/policy/lint/lint.ts';
import { lintRules } from '#core/policy/lint/registry.ts';
import { syntaxRules } from '#core/policy/lint/syntax-rules.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { analyse } from './analyse.ts';
import { isLintAlone } from './beside-lint.ts';
import { engineOf } from './guest-engine.ts';

const context = {
  platform: 'tdx',
  release: latestRelease,
  cococtl: false,
  production: false,
  now: Date.UTC(2026, 5, 1),
} as const;
const engine = engineOf(context);

beforeAll(() => loadBuiltins(engine));

async function findingsOf(policy: string): Promise<readonly Diagnostic[]> {
  const text = `version = "0.1.0"\nalgorithm = "sha384"\n\n[data]\n"policy.rego" = '''\n${policy}'''\n`;
  const { diagnostics } = await analyse({ document: { kind: 'text', text }, manifest: '', context });
  const linted = lintPolicy(policy, engine, { tries: 4, milliseconds: 50 });
  return [...diagnostics, ...linted.map(({ diagnostic }) => diagnostic).filter(isLintAlone)];
}

const examples = [...lintRules, ...syntaxRules].filter(({ bad }) => bad.length < 20_000);

test.for(examples)('$code', async ({ bad }) => {
  const said = (await findingsOf(bad))
    .filter(({ source }) => source === 'entry:policy.rego')
    .map(({ code, span, message }) => `${code} ${span.from} ${span.to} ${message}`);
  expect(said).toEqual([...new Set(said)]);
});

test.for([
  ['another package', 'package policy\n\ndefault ExecProcessRequest := false\n'],
  ['no package', 'default ExecProcessRequest := false\n'],
] as const)('%s is said by the document alone', async ([, policy]) => {
  const codes = (await findingsOf(policy)).map(({ code }) => code);
  expect(codes.filter((code) => code.includes('package'))).toEqual(['initdata/policy-package']);
});
