import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { nameSpan } from '../syntax.ts';

export const zeroArityFunction: LintRule = {
  code: 'policy/zero-arity-function',
  about: 'rego',
  why: 'Without parameters it is a rule, and is worked out once.',
  bad: policy(`commands() := [["uptime"]]

ExecProcessRequest if input.process.Args in commands()`),
  good: policy(`commands := [["uptime"]]

ExecProcessRequest if input.process.Args in commands`),
  *find(subject) {
    for (const rule of subject.module.rules) {
      if (rule.kind !== 'rule' || rule.head.kind !== 'function' || rule.head.parameters.length > 0) continue;
      yield { span: nameSpan(rule), message: 'This function has no parameters.' };
    }
  },
};
