import { pathText } from '#core/policy/matrix/origins.ts';
import { policy } from '../examples.ts';
import type { FieldType } from '#core/policy/agent/fields.ts';
import { isBoolean, mayBeAbsent, typesAt } from '../fields.ts';
import type { LintRule } from '../rule.ts';

export const nullTruthiness: LintRule = {
  code: 'policy/null-truthiness',
  about: 'agent',
  why: 'Only false and undefined are not true: null, an empty text, 0 and an empty list are, so that their negation never holds.',
  bad: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	not input.OCI.Hooks
}`),
  good: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	is_null(input.OCI.Hooks)
}`),
  *find(subject) {
    for (const { node, facts } of subject.nodes('not')) {
      const { condition } = node;
      if (condition.kind !== 'reference' && condition.kind !== 'variable') continue;
      // Of a loop or a parameter nothing is sure.
      const [origin, ...others] = subject.origins.of(facts, condition);
      if (origin?.root !== 'input' || others.length > 0 || mayBeAbsent(origin.path)) continue;
      const [type] = typesAt(origin.path);
      if (type === undefined || isBoolean(origin.path)) continue;
      yield {
        span: node.span,
        message: `input.${pathText(origin.path)} is always there, so this negation never holds.`,
        hint: insteadOf(type),
      };
    }
  },
};

function insteadOf(type: FieldType): string {
  switch (type.kind) {
    case 'message':
    case 'any':
      return 'Ask is_null.';
    case 'list':
    case 'map':
    case 'bytes':
      return 'Ask for a count of 0.';
    case 'enum':
      return 'Compare with 0.';
    case 'scalar':
      return type.type === 'string' ? 'Compare with "".' : 'Compare with 0.';
  }
}
