import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';
import { nameSpan, withoutLines } from '../syntax.ts';

export const duplicateRule: LintRule = {
  code: 'policy/duplicate-rule',
  about: 'rego',
  why: 'One of them was meant to be another, or is left over.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if input.process.Args == ["uptime"]

ExecProcessRequest if input.process.Args == ["uptime"]`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if input.process.Args == ["uptime"]

ExecProcessRequest if input.process.Args == ["id"]`),
  *find(subject) {
    const seen = new Set<string>();
    for (const rule of subject.module.rules) {
      if (rule.kind !== 'rule') continue;
      const text = subject.text.slice(rule.span.from, rule.span.to).replaceAll(/\s+/g, ' ');
      if (seen.has(text)) {
        const edits = [withoutLines(subject.text, rule.span)];
        yield {
          span: nameSpan(rule),
          message: 'The same rule stands above.',
          fix: { title: 'Remove it', edits },
        };
      }
      seen.add(text);
    }
  },
};
