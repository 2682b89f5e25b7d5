import { pathText } from '../../matrix/origins.ts';
import { policy } from '../examples.ts';
import { kindOf, mayBeAbsent, valuesAt } from '../fields.ts';
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
      const kinds = new Set(valuesAt(origin.path).map(kindOf));
      if (kinds.size === 0 || kinds.has('boolean')) continue;
      const [kind] = kinds;
      yield {
        span: node.span,
        message: `input.${pathText(origin.path)} is always there, so this negation never holds.`,
        hint:
          kind === 'null'
            ? 'Ask is_null.'
            : kind === 'number'
              ? 'Compare with 0.'
              : kind === 'string'
                ? 'Compare with "".'
                : 'Ask for a count of 0.',
      };
    }
  },
};
