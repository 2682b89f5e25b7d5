import type { SyntaxNode } from '#core/rego/children.ts';
import { walk } from '#core/rego/children.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const comprehensionInHead: LintRule = {
  code: 'policy/comprehension-in-head',
  about: 'rego',
  why: 'The engine in the guest does not look into the head of a rule with a body: whoever needs the rule gets an error.',
  hint: 'Assign it to a name in the body, and put the name into the head.',
  bad: policy(`CreateContainerRequest := {"allowed": true, "ops": [o | some o in changes]} if input.container_id != ""

changes := []`),
  good: policy(`CreateContainerRequest := {"allowed": true, "ops": ops} if {
	input.container_id != ""
	ops := [o | some o in changes]
}

changes := []`),
  *find(subject) {
    for (const { node } of subject.nodes('rule')) {
      if (node.bodies.length === 0) continue;
      const heads = [
        ...(node.head.kind === 'set' ? present(node.head.element) : present(node.head.assignment)),
        ...node.bodies.flatMap((body) => (body.query.literals.length > 0 ? present(body.assignment) : [])),
      ];
      for (const head of heads) {
        const found = comprehensionIn(head);
        if (found !== undefined)
          yield { span: found.span, message: 'This comprehension stands in the head of a rule with a body.' };
      }
    }
  },
};

function present(node: SyntaxNode | undefined): readonly SyntaxNode[] {
  return node === undefined ? [] : [node];
}

function comprehensionIn(root: SyntaxNode): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  walk(root, (node) => {
    if (node.kind.endsWith('-comprehension')) found ??= node;
  });
  return found;
}
