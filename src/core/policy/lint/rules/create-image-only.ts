import { boundContainers, policy } from '../examples.ts';
import { exposureOf, listAt, mutated } from '../exposure.ts';
import { hostMount, hostVariable, withValue } from '../hostile.ts';
import type { LintRule } from '../rule.ts';
import { placeOf } from '../syntax.ts';

const additions = [
  { what: 'variable', path: ['OCI', 'Process', 'Env'], item: hostVariable },
  { what: 'mount', path: ['OCI', 'Mounts'], item: hostMount },
] as const;

export const createImageOnly: LintRule = {
  code: 'policy/create-image-only',
  about: 'agent',
  why: 'An image holds a shell as well as the workload. Who chooses command, environment and mounts chooses what runs.',
  hint: 'Compare arguments, environment and mounts as well.',
  bad: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	count(input.storages) == 1
	input.storages[0].source in {"pause", "registry.example/web@sha256:1b2c"}
}`),
  good: boundContainers,
  *find(subject) {
    const { anyContainer, anyProcess, container } = exposureOf(subject);
    if (anyContainer() !== undefined) return;
    const span = placeOf(subject, 'CreateContainerRequest');
    const witness = anyProcess();
    if (witness !== undefined) {
      yield {
        span,
        message: 'CreateContainerRequest is allowed for another command with an image of the policy.',
        witness,
      };
      return;
    }
    // With the right command these still change what runs, though less surely.
    for (const { what, path, item } of additions) {
      const added = mutated(subject, container(), (input) =>
        withValue(input, path, [...listAt(input, path), item]),
      );
      if (added === undefined) continue;
      yield {
        span,
        message: `CreateContainerRequest is allowed with another ${what}.`,
        severity: 'warning',
        witness: added,
      };
    }
  },
};
