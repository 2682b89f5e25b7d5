import { policy } from '../examples.ts';
import { exposureOf } from '../exposure.ts';
import type { LintRule } from '../rule.ts';
import { placeOf } from '../syntax.ts';

export const createUnconditional: LintRule = {
  code: 'policy/create-unconditional',
  about: 'agent',
  why: 'The host chooses what runs: image, command, environment, mounts and capabilities.',
  hint: 'Ask for the images, commands, environments and mounts of the workload.',
  bad: policy(`default CreateContainerRequest := true`),
  good: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	count(input.storages) == 1
	input.storages[0].source in {"pause", "registry.example/web@sha256:1b2c"}
	input.OCI.Process.Args in [["/pause"], ["/usr/bin/web"]]
}`),
  *find(subject) {
    const witness = exposureOf(subject).anyContainer();
    if (witness === undefined) return;
    const span = placeOf(subject, witness.entrypoint);
    yield {
      span,
      message: 'CreateContainerRequest is allowed for another image with another command.',
      witness,
    };
  },
};
