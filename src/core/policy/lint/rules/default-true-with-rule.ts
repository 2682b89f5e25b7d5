import { replaceSpan } from '#core/text/edit.ts';
import { branchesOf, decisionOf } from '#core/policy/matrix/structure.ts';
import { isRequestName } from '#core/policy/requests/request.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const defaultTrueWithRule: LintRule = {
  code: 'policy/default-true-with-rule',
  about: 'agent',
  why: 'A rule adds ways to be true. With a default of true nothing it asks can deny the request.',
  bad: policy(`default ExecProcessRequest := true

ExecProcessRequest if input.process.Args == ["uptime"]`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if input.process.Args == ["uptime"]`),
  *find(subject) {
    for (const [name, rules] of subject.reading.rules) {
      const first = rules.find((rule) => rule.kind === 'default');
      const defined = rules.filter((rule) => rule.kind === 'rule');
      if (!isRequestName(name) || first === undefined || defined.length === 0) continue;
      const values = defined.flatMap((rule) => branchesOf(rule).map(({ value }) => decisionOf(value)));
      if (decisionOf(first.value) !== 'allow' || values.some((value) => value !== 'allow')) continue;
      yield {
        span: first.value.span,
        message: `The rule of ${name} cannot deny anything, as its default is true.`,
        fix: { title: 'Set the default to false', edits: [replaceSpan(first.value.span, 'false')] },
      };
    }
  },
};
