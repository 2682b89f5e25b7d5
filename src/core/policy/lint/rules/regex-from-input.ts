import { policy } from '../examples.ts';
import { patternOf } from '../patterns.ts';
import { readsInput } from '../reads.ts';
import type { LintRule } from '../rule.ts';
import { builtinName } from '../syntax.ts';

export const regexFromInput: LintRule = {
  code: 'policy/regex-from-input',
  about: 'rego',
  why: 'The host writes the pattern: `.*` matches everything.',
  hint: 'Take the pattern from the policy, or compare without one.',
  bad: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	regex.match(input.OCI.Annotations["pattern"], input.OCI.Hostname)
}`),
  good: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	regex.match(\`^web-[a-z0-9]+$\`, input.OCI.Hostname)
}`),
  *find(subject) {
    for (const { node, facts } of subject.nodes('call')) {
      const name = builtinName(subject, node);
      if (name === undefined || !name.startsWith('regex.')) continue;
      const pattern = patternOf(node);
      if (pattern === undefined) continue;

      if (!readsInput(subject, facts, pattern)) continue;
      yield { span: pattern.span, message: 'This pattern is made from the input.' };
    }
  },
};
