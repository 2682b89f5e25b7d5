import { parse } from '#core/rego/api.ts';
import type { Module } from '#core/rego/ast.ts';
import { profileOf } from '#core/rego/profile.ts';
import type { LintRule } from '../rule.ts';

export const dialectOtherRelease: LintRule = {
  code: 'policy/dialect-other-release',
  about: 'agent',
  why: 'Kata 3.29 and earlier read Rego v0 by default, Kata 3.30 and later v1: the same text may load in one and not in the other.',
  hint: '`import rego.v1` is read alike by all releases with regorus.',
  profiles: ['kata-3.30'],
  bad: `package agent_policy

ExecProcessRequest if { input.process.Terminal == false }
`,
  good: `package agent_policy

import rego.v1

ExecProcessRequest if { input.process.Terminal == false }
`,
  *find(subject) {
    const { module, text, profile, reading } = subject;
    if (reading.parsed.loadError !== undefined || isPortable(module)) return;
    const other = profileOf(profile.dialect === 'v1' ? 'kata-3.28' : 'kata-3.30');
    const parsed = parse(text, { name: 'agent_policy', dialect: other.dialect, profile: other });
    const first = parsed.diagnostics.find(({ severity }) => severity === 'error');
    if (first === undefined) return;
    const { loadError } = parsed;
    yield {
      span: first.span,
      message:
        loadError === undefined
          ? `${other.name} reads this otherwise: ${first.message}`
          : `${other.name} does not load the policy: ${loadError.message}.`,
      severity: loadError === undefined ? 'warning' : 'info',
    };
  },
};

/** Imports that make both dialects alike, as long as every body has its `if`. */
function isPortable({ imports }: Module): boolean {
  const names = new Set(imports.map(({ path }) => path.join('.')));
  return (
    names.has('rego.v1') ||
    names.has('future.keywords') ||
    (names.has('future.keywords.if') &&
      (names.has('future.keywords.in') || names.has('future.keywords.every')))
  );
}
