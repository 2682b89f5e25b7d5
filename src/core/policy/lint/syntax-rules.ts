/**
 * Rules of the catalogue (reference/agent-policy.md 7.1) that the parser reports itself, with examples for their pages. Their
 * reasons stand in the catalogue of codes.
 */
import type { SyntaxRule } from './rule.ts';
import { policy } from './examples.ts';

const v0 = ['kata-3.5', 'kata-3.11', 'kata-3.28'] as const;
const v1 = ['kata-3.30'] as const;

/** A line beyond what Kata 3.30 takes. */
const longLine = `"${'x'.repeat(65_600)}"`;

export const syntaxRules: readonly SyntaxRule[] = [
  {
    code: 'rego/package-missing',
    bad: 'default ExecProcessRequest := false\n',
    good: policy('default ExecProcessRequest := false'),
  },
  {
    code: 'rego/if-not-imported',
    profiles: v0,
    bad: 'package agent_policy\n\nExecProcessRequest if { input.process.Terminal }\n',
    good: policy('ExecProcessRequest if { input.process.Terminal }'),
  },
  {
    code: 'rego/in-not-imported',
    profiles: v0,
    bad: 'package agent_policy\n\nExecProcessRequest { some arg in input.process.Args; arg == "id" }\n',
    good: policy('ExecProcessRequest if { some arg in input.process.Args; arg == "id" }'),
  },
  {
    code: 'rego/every-not-imported',
    profiles: v0,
    bad: 'package agent_policy\n\nExecProcessRequest { every arg in input.process.Args { arg == "id" } }\n',
    good: policy('ExecProcessRequest if { every arg in input.process.Args { arg == "id" } }'),
  },
  {
    code: 'rego/if-required',
    profiles: v1,
    bad: 'package agent_policy\n\nExecProcessRequest { input.process.Terminal }\n',
    good: policy('ExecProcessRequest if { input.process.Terminal }'),
  },
  {
    code: 'rego/object-not-set',
    bad: policy('names[name] if { name := input.exec_id }'),
    good: policy('names contains name if { name := input.exec_id }'),
  },
  {
    code: 'rego/keyword-imported-twice',
    profiles: v1,
    bad: policy('import future.keywords.if\n\ndefault ExecProcessRequest := false'),
    good: policy('default ExecProcessRequest := false'),
  },
  {
    code: 'rego/unknown-keyword',
    bad: 'package agent_policy\n\nimport future.keywords.iff\n\ndefault ExecProcessRequest := false\n',
    good: 'package agent_policy\n\nimport future.keywords.if\n\ndefault ExecProcessRequest := false\n',
  },
  {
    code: 'rego/import-after-rule',
    bad: 'package agent_policy\n\ndefault ExecProcessRequest := false\n\nimport future.keywords.if\n',
    good: 'package agent_policy\n\nimport future.keywords.if\n\ndefault ExecProcessRequest := false\n',
  },
  {
    code: 'rego/import-root',
    bad: policy('import commands.allowed\n\ndefault ExecProcessRequest := false'),
    good: policy('import data.pstate\n\ndefault ExecProcessRequest := pstate').replace(
      ':= pstate',
      ':= false',
    ),
  },
  {
    code: 'rego/import-twice',
    profiles: v1,
    bad: policy('import data.pstate\nimport data.pstate\n\ndefault ExecProcessRequest := false'),
    good: policy('import data.pstate\n\ndefault ExecProcessRequest := false'),
  },
  {
    code: 'rego/line-too-long',
    profiles: v1,
    bad: policy(`text := ${longLine}`),
    good: policy('text := "x"'),
  },
  {
    code: 'rego/too-many-lines',
    profiles: v1,
    bad: policy(`default ExecProcessRequest := false${'\n'.repeat(200_000)}text := "x"`),
    good: policy('default ExecProcessRequest := false'),
  },
  {
    code: 'rego/deep-literal',
    profiles: v1,
    bad: policy(`nested := ${'['.repeat(12)}1${']'.repeat(12)}`),
    good: policy('nested := [[1]]'),
  },
  {
    code: 'rego/always-true',
    profiles: v1,
    bad: policy('ExecProcessRequest if {}'),
    good: policy('ExecProcessRequest if input.process.Args == ["uptime"]'),
  },
  {
    code: 'rego/chained-body',
    profiles: v0,
    bad: 'package agent_policy\n\nExecProcessRequest { input.process.Terminal } { input.exec_id == "a" }\n',
    good: 'package agent_policy\n\nExecProcessRequest { input.process.Terminal }\n\nExecProcessRequest { input.exec_id == "a" }\n',
  },
];
