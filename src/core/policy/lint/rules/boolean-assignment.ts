import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const booleanAssignment: LintRule = {
  code: 'policy/boolean-assignment',
  about: 'rego',
  why: 'As a condition it reads like the other rules; as a value it is false where a rule without default is undefined.',
  hint: 'Write it behind `if`, with a default of false.',
  bad: policy(`ExecProcessRequest := input.exec_id == "a"`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if input.exec_id == "a"`),
  *find(subject) {
    for (const { node } of subject.nodes('rule')) {
      const value =
        node.head.kind === 'value' && node.bodies.length === 0 ? node.head.assignment?.value : undefined;
      if (value === undefined || (value.kind !== 'comparison' && value.kind !== 'membership')) continue;
      yield { span: value.span, message: 'The rule has a comparison as its value.' };
    }
  },
};
