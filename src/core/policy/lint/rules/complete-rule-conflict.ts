import type { Rule } from '#core/rego/ast.ts';
import { isPlainRule } from '#core/policy/matrix/structure.ts';
import { literalJson } from '#core/policy/matrix/written.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { nameSpan } from '../syntax.ts';

export const completeRuleConflict: LintRule = {
  code: 'policy/complete-rule-conflict',
  about: 'rego',
  why: 'When both hold, the rule has two values: the engine stops with an error, and the request fails.',
  hint: 'Put the conditions into one rule, or use `else`.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if input.process.Args == ["uptime"]

ExecProcessRequest := false if input.process.Terminal`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	input.process.Args == ["uptime"]
	not input.process.Terminal
}`),
  *find(subject) {
    for (const [name, rules] of subject.reading.rules) {
      const plain = rules.filter((rule) => rule.kind === 'rule' && isPlainRule(rule));
      const first = plain[0] === undefined ? undefined : valueOf(plain[0]);
      if (first === undefined) continue;
      for (const rule of plain.slice(1)) {
        const value = valueOf(rule);
        if (value === undefined || value === first) continue;
        yield {
          span: nameSpan(rule),
          message: `${name} is ${value} here and ${first} above; when both hold, the engine fails.`,
        };
      }
    }
  },
};

/** The value of a rule as JSON; undefined when it is worked out. */
function valueOf(rule: Rule): string | undefined {
  if (rule.kind !== 'rule' || rule.head.kind !== 'value') return undefined;
  const { assignment } = rule.head;
  const value = assignment === undefined ? true : literalJson(assignment.value);
  return value === undefined ? undefined : JSON.stringify(value);
}
