import { boundContainers, policy } from '../examples.ts';
import { exposureOf, mutated } from '../exposure.ts';
import { withValue } from '../hostile.ts';
import type { LintRule } from '../rule.ts';
import { placeOf } from '../syntax.ts';

export const createEveryEmpty: LintRule = {
  code: 'policy/create-every-empty',
  about: 'agent',
  why: 'Of no storage everything is true. Without one the agent takes the root file system from a path that the host chose.',
  hint: 'Ask for the number of storages as well.',
  bad: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	every storage in input.storages {
		storage.source == "registry.example/web@sha256:1b2c"
	}
}`),
  good: boundContainers,
  *find(subject) {
    const { anyContainer, container } = exposureOf(subject);
    if (anyContainer() !== undefined) return;
    const witness = mutated(subject, container(), (input) => withValue(input, ['storages'], []));
    if (witness === undefined) return;
    const span = placeOf(subject, witness.entrypoint);
    yield { span, message: 'CreateContainerRequest is allowed without any storage.', witness };
  },
};
