import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const trailingDefaultRule: LintRule = {
  code: 'policy/trailing-default-rule',
  about: 'rego',
  why: 'What holds when nothing else does is looked for first.',
  bad: policy(`ExecProcessRequest if input.process.Args == ["uptime"]

default ExecProcessRequest := false`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if input.process.Args == ["uptime"]`),
  *find(subject) {
    for (const rules of subject.reading.rules.values()) {
      const first = rules.findIndex((rule) => rule.kind === 'default');
      const rule = rules[first];
      if (rule === undefined || first === 0) continue;
      yield { span: rule.span, message: 'The default stands behind the rules of its name.' };
    }
  },
};
