import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { withoutLines } from '../syntax.ts';

export const defaultDuplicate: LintRule = {
  code: 'policy/default-duplicate',
  about: 'rego',
  why: 'The engine takes the first default and passes over the others without a word.',
  hint: 'Keep the one that is meant.',
  bad: policy(`default ReadStreamRequest := true

default ReadStreamRequest := false`),
  good: policy(`default ReadStreamRequest := false`),
  *find(subject) {
    for (const [name, rules] of subject.reading.rules) {
      const [first, ...others] = rules.filter((rule) => rule.kind === 'default');
      if (first === undefined || first.name.kind !== 'variable') continue;
      for (const rule of others) {
        const value = subject.text.slice(first.value.span.from, first.value.span.to);
        yield {
          span: rule.span,
          message: `${name} has a default already, which stays: ${value}.`,
          fix: { title: 'Remove this default', edits: [withoutLines(subject.text, rule.span)] },
        };
      }
    }
  },
};
