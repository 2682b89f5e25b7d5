import { replaceSpan } from '#core/text/edit.ts';
import type { Span } from '#core/text/span.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const singleItemIn: LintRule = {
  code: 'policy/single-item-in',
  about: 'rego',
  why: 'A comparison says the same.',
  bad: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	input.exec_id in ["a"]
}`),
  good: policy(`default ExecProcessRequest := false

ExecProcessRequest if {
	input.exec_id == "a"
}`),
  *find(subject) {
    for (const { node } of subject.nodes('membership')) {
      const { collection, value, key } = node;
      if ((collection.kind !== 'array' && collection.kind !== 'set') || key !== undefined) continue;
      const [item, ...others] = collection.items;
      if (item === undefined || others.length > 0) continue;
      const text = (span: Span): string => subject.text.slice(span.from, span.to);
      const edits = [replaceSpan(node.span, `${text(value.span)} == ${text(item.span)}`)];
      yield {
        span: collection.span,
        message: 'The list has one item.',
        fix: { title: 'Compare with it', edits },
      };
    }
  },
};
