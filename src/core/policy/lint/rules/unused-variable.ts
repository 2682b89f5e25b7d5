import { rootName } from '#core/rego/compile/walk.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const unusedVariable: LintRule = {
  code: 'policy/unused-variable',
  about: 'rego',
  why: 'It says more than the rule asks; something may have been forgotten.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	command := input.process.Args
	input.exec_id == "a"
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	command := input.process.Args
	command == ["uptime"]
}`),
  *find(subject) {
    for (const { node, facts } of subject.nodes('assign')) {
      if (node.left.kind !== 'variable') continue;
      const { name, span } = node.left;
      const isRead = facts.reads.some((read) => rootName(read) === name && read.span.from !== span.from);
      if (!isRead) yield { span, message: `${name} is never read.` };
    }
  },
};
