import { replaceSpan } from '#core/text/edit.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const ignoredImport: LintRule = {
  code: 'policy/ignored-import',
  about: 'rego',
  why: 'The name of the import stands for the document; the whole path is not needed beside it.',
  bad: policy(`import data.pstate

ExecProcessRequest if data.pstate[input.container_id]`),
  good: policy(`import data.pstate

ExecProcessRequest if pstate[input.container_id]`),
  *find(subject) {
    for (const each of subject.module.imports) {
      if (each.purpose !== 'name' || each.path.length < 2) continue;
      const path = each.path.join('.');
      for (const { node } of subject.nodes('reference')) {
        const written = subject.text.slice(node.span.from, node.span.to);
        if (!written.startsWith(path) || /^\w/.test(written.slice(path.length))) continue;
        const name = each.alias?.name ?? each.path.at(-1) ?? '';
        const span = { from: node.span.from, to: node.span.from + path.length };
        yield {
          span,
          message: `${path} is imported as ${name}.`,
          fix: { title: `Write ${name}`, edits: [replaceSpan(span, name)] },
        };
      }
    }
  },
};
