import { builtinOf } from '#core/rego/builtins/registry.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const varShadowsBuiltin: LintRule = {
  code: 'policy/var-shadows-builtin',
  about: 'rego',
  why: 'A reader takes it for the builtin.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	count := input.stdin_port
	count == 0
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	port := input.stdin_port
	port == 0
}`),
  *find(subject) {
    for (const { node } of subject.nodes('assign')) {
      if (node.left.kind !== 'variable' || builtinOf(node.left.name, subject.profile) === undefined) continue;
      yield { span: node.left.span, message: `${node.left.name} is also a builtin.` };
    }
  },
};
