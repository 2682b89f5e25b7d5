import { boundContainers, policy } from '../examples.ts';
import { exposureOf, mutated } from '../exposure.ts';
import { withValue } from '../hostile.ts';
import type { LintRule } from '../rule.ts';
import { placeOf } from '../syntax.ts';

const elsewhere = '/run/kata-containers/anything';
const sandbox = 'image_guest_pull={"metadata":{"io.kubernetes.cri.container-type":"anything"}}';

const changes = [
  { what: 'mount point', path: ['storages', 0, 'mount_point'], value: elsewhere },
  { what: 'root path', path: ['OCI', 'Root', 'Path'], value: elsewhere },
  { what: 'container type', path: ['storages', 0, 'driver_options'], value: [sandbox] },
] as const;

export const createNoMountpoint: LintRule = {
  code: 'policy/create-no-mountpoint',
  about: 'agent',
  why: 'The guest mounts the image where the storage says. Elsewhere than at the root path, or as a sandbox, the image is pulled and something else runs.',
  hint: 'Ask for mount point, root path and the type in the driver options of the storage.',
  bad: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	count(input.storages) == 1
	input.storages[0].source in {"pause", "registry.example/web@sha256:1b2c"}
	input.OCI.Process.Args in [["/pause"], ["/usr/bin/web"]]
}`),
  good: boundContainers,
  *find(subject) {
    const { anyContainer, anyImage, container } = exposureOf(subject);
    if (anyContainer() !== undefined || anyImage() !== undefined) return;
    const found = changes.flatMap(({ what, path, value }) => {
      const witness = mutated(subject, container(), (input) => withValue(input, path, value));
      return witness === undefined ? [] : [{ what, witness }];
    });
    const [first] = found;
    if (first === undefined) return;
    yield {
      span: placeOf(subject, 'CreateContainerRequest'),
      message: `CreateContainerRequest is allowed with another ${found.map(({ what }) => what).join(', another ')}.`,
      witness: first.witness,
    };
  },
};
