import type { Expression, Literal } from '#core/rego/ast.ts';
import { rootName } from '#core/rego/compile/walk.ts';
import { policy } from '../examples.ts';
import type { LintRule } from '../rule.ts';

export const notEqualsInLoop: LintRule = {
  code: 'policy/not-equals-in-loop',
  about: 'rego',
  why: 'It holds as soon as one item differs, and says nothing of the others.',
  hint: 'Use `every`, or `not … in`.',
  bad: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	input.OCI.Mounts[_].type_ != "nfs"
}`),
  good: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	every mount in input.OCI.Mounts { mount.type_ != "nfs" }
}`),
  *find(subject) {
    for (const { node } of subject.nodes('comparison')) {
      if (node.operator !== '!=') continue;
      const loop = [node.left, node.right].find(goesThrough);
      if (loop === undefined) continue;
      yield { span: node.span, message: 'This holds when any item differs, also when another one is equal.' };
    }
    for (const { node } of subject.nodes('query')) {
      const [some, ...rest] = node.literals;
      if (some?.kind !== 'some-in' || some.value.kind !== 'variable' || rest.length === 0) continue;
      const { name } = some.value;
      const differs = rest.filter((literal) => isDifference(literal, name));
      if (differs.length !== rest.length) continue;
      for (const literal of differs) {
        yield {
          span: literal.span,
          message: `This holds when any ${name} differs, also when another one is equal.`,
        };
      }
    }
  },
};

function goesThrough(expression: Expression): boolean {
  if (expression.kind !== 'reference') return false;
  return expression.operands.some(
    (operand) =>
      operand.kind === 'bracket' && operand.index.kind === 'variable' && operand.index.name === '_',
  );
}

function isDifference(literal: Literal, name: string): boolean {
  if (literal.kind !== 'condition' || literal.condition.kind !== 'comparison') return false;
  const { operator, left, right } = literal.condition;
  return operator === '!=' && (rootName(left) === name || rootName(right) === name);
}
