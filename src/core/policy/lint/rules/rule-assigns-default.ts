import { literalJson } from '#core/policy/matrix/written.ts';
import { isRequestName } from '#core/policy/requests/request.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { nameOf, nameSpan } from '../syntax.ts';

export const ruleAssignsDefault: LintRule = {
  code: 'policy/rule-assigns-default',
  about: 'rego',
  why: 'The rule changes nothing: where it does not hold, its default gives the same value.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest := false if input.process.Terminal`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if input.process.Args == ["uptime"]`),
  *find(subject) {
    for (const rules of subject.reading.rules.values()) {
      const first = rules.find((rule) => rule.kind === 'default');
      const value = first === undefined ? undefined : literalJson(first.value);
      if (first === undefined || first.name.kind !== 'variable' || value === undefined) continue;
      for (const rule of rules) {
        if (rule.kind !== 'rule' || rule.head.kind !== 'value' || rule.bodies.length > 1) continue;
        const given = rule.head.assignment === undefined ? true : literalJson(rule.head.assignment.value);
        if (given === undefined || JSON.stringify(given) !== JSON.stringify(value)) continue;
        // A default of true with such a rule is reported as what it is.
        if (value === true && isRequestName(nameOf(rule))) continue;
        yield {
          span: nameSpan(rule),
          message: `This rule gives ${JSON.stringify(given)}, and so does its default.`,
        };
      }
    }
  },
};
