import { insertAt } from '#core/text/edit.ts';
import type { LintRule } from '../rule.ts';

export const dialectMix: LintRule = {
  code: 'policy/dialect-mix',
  about: 'agent',
  why: 'Kata 3.30 and later refuse a body without `if`; older releases need an import for `if`.',
  profiles: ['kata-3.5', 'kata-3.11', 'kata-3.28'],
  bad: `package agent_policy

import future.keywords.if

ExecProcessRequest if { input.process.Terminal == false }

StartContainerRequest { input.container_id != "" }
`,
  good: `package agent_policy

import rego.v1

ExecProcessRequest if { input.process.Terminal == false }

StartContainerRequest if { input.container_id != "" }
`,
  *find(subject) {
    const bodies = subject
      .nodes('body')
      .filter(({ node }) => node.form === 'first')
      .map(({ node }) => ({ node, hasIf: node.query.span.from > node.span.from }));
    if (!bodies.some(({ hasIf }) => hasIf)) return;
    for (const { node, hasIf } of bodies) {
      if (hasIf) continue;
      const { from } = node.span;
      yield {
        span: { from, to: from + 1 },
        message: 'This body has no `if`, others in the policy have.',
        fix: { title: 'Write if', edits: [insertAt(from, 'if ')] },
      };
    }
  },
};
