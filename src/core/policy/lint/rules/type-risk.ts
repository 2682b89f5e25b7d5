import { pathText } from '#core/policy/matrix/origins.ts';
import { policy } from '../examples.ts';
import { isOfKind, isScalar } from '../fields.ts';
import type { LintRule } from '../rule.ts';

export const typeRisk: LintRule = {
  code: 'policy/type-risk',
  about: 'agent',
  why: 'On another kind of value the engine ends the evaluation with an error, where OPA is merely undefined.',
  bad: policy(`CreateContainerRequest if input.OCI.Annotations["weight"] + 1 > 5`),
  good: policy(`CreateContainerRequest if to_number(input.OCI.Annotations["weight"]) + 1 > 5`),
  *find(subject) {
    for (const { node, facts } of [...subject.nodes('arithmetic'), ...subject.nodes('set-operation')]) {
      const wanted = node.kind === 'arithmetic' ? 'number' : 'set';
      for (const operand of [node.left, node.right]) {
        const other = subject.inputOf(facts, operand).find(({ path }) => !isOfKind(path, wanted));
        if (other === undefined) continue;
        yield {
          span: operand.span,
          message: `input.${pathText(other.path)} may be no ${wanted}; then the request fails.`,
        };
      }
    }
    for (const { node, facts } of subject.nodes('some-in')) {
      const scalar = subject.inputOf(facts, node.collection).find(({ path }) => isScalar(path));
      if (scalar === undefined) continue;
      yield {
        span: node.collection.span,
        message: `input.${pathText(scalar.path)} has no items; going through it ends the evaluation with an error.`,
      };
    }
  },
};
