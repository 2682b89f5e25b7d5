import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const redundantAlias: LintRule = {
  code: 'policy/redundant-alias',
  about: 'rego',
  why: 'The import has that name without it.',
  bad: policy(`import data.pstate as pstate

ExecProcessRequest if pstate[input.container_id]`),
  good: policy(`import data.pstate

ExecProcessRequest if pstate[input.container_id]`),
  *find(subject) {
    for (const { alias, path, pathSpan } of subject.module.imports) {
      if (alias === undefined || alias.name !== path.at(-1)) continue;
      const span = { from: pathSpan.to, to: alias.span.to };
      yield {
        span: alias.span,
        message: `The import is called ${alias.name} anyway.`,
        fix: { title: 'Remove the alias', edits: [{ span, insert: '' }] },
      };
    }
  },
};
