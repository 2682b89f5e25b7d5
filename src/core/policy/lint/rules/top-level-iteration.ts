import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const topLevelIteration: LintRule = {
  code: 'policy/top-level-iteration',
  about: 'rego',
  why: 'Outside of a rule body every item is a value of its own: with several the engine fails.',
  bad: policy(`args := input.process.Args[_]

ExecProcessRequest if args == "uptime"`),
  good: policy(`args := input.process.Args

ExecProcessRequest if "uptime" in args`),
  *find(subject) {
    for (const { node } of subject.nodes('rule')) {
      if (node.bodies.length > 0 || node.head.kind !== 'value') continue;
      const value = node.head.assignment?.value;
      if (value?.kind !== 'reference') continue;
      const loop = value.operands.find(
        (operand) =>
          operand.kind === 'bracket' && operand.index.kind === 'variable' && operand.index.name === '_',
      );
      if (loop !== undefined) yield { span: value.span, message: 'This rule has one value for each item.' };
    }
  },
};
