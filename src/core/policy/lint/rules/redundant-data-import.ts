import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { withoutLines } from '../syntax.ts';

export const redundantDataImport: LintRule = {
  code: 'policy/redundant-data-import',
  about: 'rego',
  why: 'data is there without an import.',
  bad: policy(`import data

default ExecProcessRequest := false`),
  good: policy(`default ExecProcessRequest := false`),
  *find(subject) {
    for (const each of subject.module.imports) {
      if (each.path.length !== 1 || each.path[0] !== 'data' || each.alias !== undefined) continue;
      const edits = [withoutLines(subject.text, each.span)];
      yield {
        span: each.span,
        message: 'This import does nothing.',
        fix: { title: 'Remove the import', edits },
      };
    }
  },
};
