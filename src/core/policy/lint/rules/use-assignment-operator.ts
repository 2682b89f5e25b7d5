import { replaceSpan } from '#core/text/edit.ts';
import { policy } from '../examples.ts';
import type { Finding } from '../rule.ts';
import type { LintRule } from '../rule.ts';

export const useAssignmentOperator: LintRule = {
  code: 'policy/use-assignment-operator',
  about: 'rego',
  why: '`=` in the head of a rule is an old spelling; `:=` is the same and cannot be taken for a comparison.',
  bad: policy(`default ExecProcessRequest = false`),
  good: policy(`default ExecProcessRequest := false`),
  *find(subject) {
    for (const { node } of subject.nodes('default')) {
      if (node.operator === '=') yield* found(subject.text, node.name.span.to, node.value.span.from);
    }
    for (const { node } of subject.nodes('rule')) {
      const { head } = node;
      if (head.kind === 'set' || head.assignment?.operator !== '=') continue;
      yield* found(subject.text, head.assignment.span.from, head.assignment.value.span.from);
    }
  },
};

function* found(text: string, from: number, to: number): Generator<Finding> {
  const at = text.slice(from, to).indexOf('=');
  if (at === -1) return;
  const span = { from: from + at, to: from + at + 1 };
  yield { span, message: 'This `=` assigns.', fix: { title: 'Write :=', edits: [replaceSpan(span, ':=')] } };
}
