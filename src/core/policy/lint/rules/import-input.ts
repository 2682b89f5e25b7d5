import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { withoutLines } from '../syntax.ts';

export const importInput: LintRule = {
  code: 'policy/import-input',
  about: 'agent',
  why: 'The engine warns about it and it has no effect: input is there without an import.',
  bad: policy(`import input

default ExecProcessRequest := false`),
  good: policy(`default ExecProcessRequest := false`),
  *find(subject) {
    for (const each of subject.module.imports) {
      if (each.path.join('.') !== 'input' || each.alias !== undefined) continue;
      const edits = [withoutLines(subject.text, each.span)];
      yield {
        span: each.span,
        message: 'This import does nothing.',
        fix: { title: 'Remove the import', edits },
      };
    }
  },
};
