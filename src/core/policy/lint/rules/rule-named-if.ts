import type { LintRule } from '../rule.ts';
import { nameOf, nameSpan } from '../syntax.ts';

const keywords: ReadonlySet<string> = new Set(['if', 'in', 'every', 'contains']);

export const ruleNamedIf: LintRule = {
  code: 'policy/rule-named-if',
  about: 'agent',
  why: 'In v0 a keyword that is not imported is a name: the rule before it holds without any condition.',
  hint: 'Import the keyword, or write `import rego.v1`.',
  profiles: ['kata-3.5', 'kata-3.11', 'kata-3.28'],
  bad: `package agent_policy

ExecProcessRequest = true

every { input.process.Terminal == false }
`,
  good: `package agent_policy

import rego.v1

ExecProcessRequest if {
	every arg in input.process.Args { arg != "-i" }
}
`,
  *find(subject) {
    for (const rule of subject.module.rules) {
      const name = nameOf(rule);
      const span = nameSpan(rule);
      const isReported = subject.reading.parsed.diagnostics.some(
        ({ code, span: other }) =>
          code === 'rego/if-not-imported' && other.from <= span.to && other.to >= span.from,
      );
      if (!keywords.has(name) || isReported) continue;
      yield {
        span,
        message: `The rule is called ${name}, which looks like the keyword and is none here.`,
        severity: 'error',
      };
    }
  },
};
