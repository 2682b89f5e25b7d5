import { boundContainers, policy } from '../examples.ts';
import { exposureOf } from '../exposure.ts';
import type { LintRule } from '../rule.ts';
import { placeOf } from '../syntax.ts';

export const createImageUnchecked: LintRule = {
  code: 'policy/create-image-unchecked',
  about: 'agent',
  why: 'With guest pull the image is named by a storage of the request. Rules that do not look at its source let the host choose the image.',
  hint: 'Compare the source of the storage whose driver is image_guest_pull with the digests of the workload.',
  bad: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	input.OCI.Process.Args in [["/pause"], ["/usr/bin/web"]]
}`),
  good: boundContainers,
  *find(subject) {
    const { anyContainer, anyImage } = exposureOf(subject);
    const witness = anyContainer() === undefined ? anyImage() : undefined;
    if (witness === undefined) return;
    const span = placeOf(subject, witness.entrypoint);
    yield { span, message: 'CreateContainerRequest is allowed for another image.', witness };
  },
};
