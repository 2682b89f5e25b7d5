import { branchesOf } from '#core/policy/matrix/structure.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { requestRules } from '../syntax.ts';

const kinds: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['number', 'a number'],
  ['null', 'null'],
  ['array', 'a list'],
  ['set', 'a set'],
  ['array-comprehension', 'a list'],
  ['set-comprehension', 'a set'],
]);

export const resultType: LintRule = {
  code: 'policy/result-type',
  about: 'agent',
  why: 'The agent takes true, false or an object; anything else it answers with an internal error.',
  bad: policy(`ExecProcessRequest := "denied"`),
  good: policy(`default ExecProcessRequest := false`),
  *find(subject) {
    for (const [name, rule] of requestRules(subject)) {
      const values =
        rule.kind === 'default' ? [rule.value] : branchesOf(rule).flatMap(({ value }) => value ?? []);
      for (const value of values) {
        const kind = kinds.get(value.kind);
        if (kind === undefined) continue;
        yield {
          span: value.span,
          message: `${name} gives ${kind}; the agent takes true, false or an object.`,
        };
      }
      if (rule.kind === 'rule' && rule.head.kind === 'set') {
        yield {
          span: rule.head.span,
          message: `${name} is a set; the agent takes true, false or an object.`,
        };
      }
    }
  },
};
