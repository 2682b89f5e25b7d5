import { pathText } from '#core/policy/matrix/origins.ts';
import { policy } from '../examples.ts';
import { mayBeAbsent } from '../fields.ts';
import { fieldsIn } from '../reads.ts';
import type { LintRule } from '../rule.ts';

export const negatedUndefined: LintRule = {
  code: 'policy/negated-undefined',
  about: 'agent',
  why: 'When the field is absent the condition is undefined, and the negation of that holds.',
  hint: 'Assign the field to a name before, so that the rule fails without it.',
  bad: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	not input.OCI.Annotations["io.kubernetes.cri.container-type"] in ["sandbox"]
}`),
  good: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	type := input.OCI.Annotations["io.kubernetes.cri.container-type"]
	not type in ["sandbox"]
}`),
  *find(subject) {
    for (const { node, facts } of subject.nodes('not')) {
      const { condition } = node;
      // A name alone that is negated asks for absence, as a rule.
      if (condition.kind !== 'comparison' && condition.kind !== 'membership' && condition.kind !== 'call')
        continue;
      for (const { path, span } of fieldsIn(subject, facts, condition)) {
        if (!mayBeAbsent(path)) continue;
        yield { span, message: `When input.${pathText(path)} is absent, this negation holds.` };
        break;
      }
    }
  },
};
