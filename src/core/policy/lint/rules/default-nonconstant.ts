import { literalJson } from '#core/policy/matrix/written.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

/** Collections may hold what the engine takes for a constant, comprehensions are taken as they are. */
const constants: ReadonlySet<string> = new Set([
  'array',
  'set',
  'object',
  'minus',
  'array-comprehension',
  'set-comprehension',
  'object-comprehension',
]);

export const defaultNonconstant: LintRule = {
  code: 'policy/default-nonconstant',
  about: 'rego',
  why: 'The engine refuses a call, a name or an operator there: whatever needs the rule fails with an error.',
  bad: policy(`open := false

default ExecProcessRequest := open`),
  good: policy(`default ExecProcessRequest := false`),
  *find(subject) {
    for (const rule of subject.module.rules) {
      if (rule.kind !== 'default' || literalJson(rule.value) !== undefined) continue;
      if (constants.has(rule.value.kind)) continue;
      yield { span: rule.value.span, message: 'The value of a default must be written out.' };
    }
  },
};
