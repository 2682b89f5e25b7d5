import { policy } from '../examples.ts';
import { exposureOf, mutated } from '../exposure.ts';
import { imagePath, otherImage, withValue } from '../hostile.ts';
import type { LintRule } from '../rule.ts';

export const imageAnnotationOnly: LintRule = {
  code: 'policy/image-annotation-only',
  about: 'agent',
  why: 'The annotation and the storage are two fields that the host writes. The guest pulls what the storage names.',
  hint: 'Compare the source of the storage.',
  bad: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	input.OCI.Annotations["io.kubernetes.cri.image-name"] == "registry.example/web@sha256:1b2c"
}`),
  good: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	some storage in input.storages
	storage.source == "registry.example/web@sha256:1b2c"
}`),
  *find(subject) {
    const { fields } = subject.dependenciesOf('CreateContainerRequest');
    const annotation = fields.find(({ path }) => path.at(-1) === 'io.kubernetes.cri.image-name');
    if (
      annotation === undefined ||
      fields.some(({ path }) => path[0] === 'storages' && path.at(-1) === 'source')
    )
      return;
    const { container } = exposureOf(subject);
    const witness = mutated(subject, container(), (input) => withValue(input, imagePath, otherImage));
    const [span] = annotation.spans;
    if (span === undefined || witness === undefined) return;
    yield { span, message: 'The annotation is compared, and the source of the storage is not.', witness };
  },
};
