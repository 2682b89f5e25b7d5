import type { Operand } from '#core/rego/ast.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const unresolvedReference: LintRule = {
  code: 'policy/unresolved-reference',
  about: 'agent',
  why: 'The agent loads one policy and has no data but its state: the document is not there, and what asks for it is undefined.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	input.process.Args in data.commands.allowed
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	input.process.Args in commands
}

commands := [["uptime"]]`),
  *find(subject) {
    for (const { node, facts } of subject.nodes('reference')) {
      const base = node.base.kind === 'variable' && node.base.name === 'data' && !facts.locals.has('data');
      const [first, second] = node.operands;
      const step = first === undefined ? undefined : stepName(first);
      if (!base || step === undefined || step === 'pstate') continue;
      const rule = second === undefined ? undefined : stepName(second);
      const isOwn = step === 'agent_policy' && subject.reading.isAgentPolicy;
      if (isOwn && (rule === undefined || subject.reading.rules.has(rule))) continue;
      yield {
        span: node.span,
        message: isOwn ? `The policy has no rule ${rule ?? ''}.` : `There is no document data.${step}.`,
      };
    }
  },
};

function stepName(operand: Operand): string | undefined {
  if (operand.kind === 'dot') return operand.name;
  return operand.index.kind === 'string' ? operand.index.value : undefined;
}
