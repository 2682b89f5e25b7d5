import { replaceSpan } from '#core/text/edit.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const impossibleNot: LintRule = {
  code: 'policy/impossible-not',
  about: 'rego',
  why: 'A set or an object is there even when it is empty, and what is there is true.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if not refused

refused contains arg if {
	some arg in input.process.Args
	arg == "-i"
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if count(refused) == 0

refused contains arg if {
	some arg in input.process.Args
	arg == "-i"
}`),
  *find(subject) {
    for (const { node, facts } of subject.nodes('not')) {
      const { condition } = node;
      if (condition.kind !== 'variable' || facts.locals.has(condition.name)) continue;
      const rules = subject.reading.rules.get(condition.name) ?? [];
      const isSet =
        rules.length > 0 && rules.every((rule) => rule.kind === 'rule' && rule.head.kind === 'set');
      if (!isSet) continue;
      yield {
        span: node.span,
        message: `${condition.name} is a set, which is there also when it is empty.`,
        fix: { title: 'Ask for its size', edits: [replaceSpan(node.span, `count(${condition.name}) == 0`)] },
      };
    }
  },
};
