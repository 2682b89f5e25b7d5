import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const inWildcardKey: LintRule = {
  code: 'policy/in-wildcard-key',
  about: 'rego',
  why: 'The key is not asked for.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	some _, arg in input.process.Args
	arg == "uptime"
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	some arg in input.process.Args
	arg == "uptime"
}`),
  *find(subject) {
    for (const { node } of subject.nodes('some-in')) {
      if (node.key?.kind !== 'variable' || node.key.name !== '_') continue;
      const span = { from: node.key.span.from, to: node.value.span.from };
      yield {
        span: node.key.span,
        message: 'This key is thrown away.',
        fix: { title: 'Leave the key out', edits: [{ span, insert: '' }] },
      };
    }
  },
};
