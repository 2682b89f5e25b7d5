import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const importShadowsRule: LintRule = {
  code: 'policy/import-shadows-rule',
  about: 'rego',
  why: 'One name for two things: in the module the rule is meant.',
  bad: policy(`import data.lib.allowed

allowed if input.exec_id == "a"

ExecProcessRequest if allowed`),
  good: policy(`allowed if input.exec_id == "a"

ExecProcessRequest if allowed`),
  *find(subject) {
    for (const each of subject.module.imports) {
      const name = each.alias?.name ?? each.path.at(-1) ?? '';
      if (each.purpose !== 'name' || !subject.reading.rules.has(name)) continue;
      yield { span: each.span, message: `${name} is also a rule of the policy.` };
    }
  },
};
