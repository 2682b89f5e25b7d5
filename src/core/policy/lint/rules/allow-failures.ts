import { replaceSpan } from '#core/text/edit.ts';
import { failuresEntrypoint } from '#core/policy/requests/request.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { placeOf } from '../syntax.ts';

export const allowFailures: LintRule = {
  code: 'policy/allow-failures',
  about: 'agent',
  why: 'Every denial and every missing rule becomes permission, and a later policy that turns it off does not: the switch sticks.',
  bad: policy(`default AllowRequestsFailingPolicy := true`),
  good: policy(`default AllowRequestsFailingPolicy := false`),
  *find(subject) {
    if (!subject.reading.allowsFailures) return;
    const rules = subject.reading.rules.get(failuresEntrypoint) ?? [];
    const first = rules.find((rule) => rule.kind === 'default');
    yield {
      span: placeOf(subject, failuresEntrypoint),
      message: `${failuresEntrypoint} is true: requests that the policy denies pass.`,
      ...(first === undefined || rules.length > 1
        ? {}
        : { fix: { title: 'Set it to false', edits: [replaceSpan(first.value.span, 'false')] } }),
    };
  },
};
