import { builtinOf } from '#core/rego/builtins/registry.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { nameOf, nameSpan } from '../syntax.ts';

export const ruleShadowsBuiltin: LintRule = {
  code: 'policy/rule-shadows-builtin',
  about: 'rego',
  why: 'A call of that name means the rule and not the builtin.',
  bad: policy(`startswith(a, b) if a == b

ExecProcessRequest if startswith(input.exec_id, "probe-")`),
  good: policy(`begins(a, b) if startswith(a, b)

ExecProcessRequest if begins(input.exec_id, "probe-")`),
  *find(subject) {
    for (const rule of subject.module.rules) {
      const name = nameOf(rule);
      if (builtinOf(name, subject.profile) === undefined && name !== 'print') continue;
      yield { span: nameSpan(rule), message: `${name} is also a builtin.` };
    }
  },
};
