import { replaceSpan } from '#core/text/edit.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const unconditionalAssignment: LintRule = {
  code: 'policy/unconditional-assignment',
  about: 'rego',
  why: 'A value without a condition needs no body.',
  bad: policy(`prefix := value if {
	value := "/run/kata-containers"
}

CopyFileRequest if startswith(input.path, prefix)`),
  good: policy(`prefix := "/run/kata-containers"

CopyFileRequest if startswith(input.path, prefix)`),
  *find(subject) {
    for (const { node } of subject.nodes('rule')) {
      const [body, ...others] = node.bodies;
      const [literal, ...rest] = body?.query.literals ?? [];
      const value = node.head.kind === 'value' ? node.head.assignment?.value : undefined;
      if (literal?.kind !== 'condition' || rest.length > 0 || others.length > 0 || value?.kind !== 'variable')
        continue;
      const { condition } = literal;
      if (
        condition.kind !== 'assign' ||
        condition.left.kind !== 'variable' ||
        condition.left.name !== value.name
      )
        continue;
      const given = subject.text.slice(condition.right.span.from, condition.right.span.to);
      const span = { from: value.span.from, to: node.span.to };
      yield {
        span: literal.span,
        message: 'The body only assigns the value of the rule.',
        fix: { title: 'Assign it in the head', edits: [replaceSpan(span, given)] },
      };
    }
  },
};
