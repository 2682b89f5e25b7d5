import { decisionOf } from '#core/policy/matrix/structure.ts';
import { deadRequests } from '#core/policy/requests/request.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { nameSpan, withoutLines } from '../syntax.ts';

export const nameDead: LintRule = {
  code: 'policy/name-dead',
  about: 'agent',
  why: 'It gives a false confidence: no agent asks for it any more.',
  bad: policy(`default PullImageRequest := false

default CreateContainerRequest := true`),
  good: policy(`default CreateContainerRequest := false`),
  *find(subject) {
    for (const [name, rules] of subject.reading.rules) {
      const story = deadRequests.get(name);
      if (story === undefined) continue;
      const isOpen = subject.row('CreateContainerRequest')?.standing === 'allowed';
      for (const rule of rules) {
        const denies = rule.kind === 'default' && decisionOf(rule.value) === 'deny';
        yield {
          span: nameSpan(rule),
          message: `No agent asks for ${name}. ${story}`,
          // Who believes that pulling is denied may have left the rest open.
          severity: denies && isOpen && name === 'PullImageRequest' ? 'warning' : 'info',
          ...(rules.every(({ kind }) => kind === 'default')
            ? { fix: { title: 'Remove the default', edits: [withoutLines(subject.text, rule.span)] } }
            : {}),
        };
      }
    }
  },
};
