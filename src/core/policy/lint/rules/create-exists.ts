import { policy } from '../examples.ts';
import { exposureOf, listAt, mutated } from '../exposure.ts';
import { otherStorage, withValue } from '../hostile.ts';
import type { LintRule } from '../rule.ts';
import { placeOf } from '../syntax.ts';

export const createExists: LintRule = {
  code: 'policy/create-exists',
  about: 'agent',
  why: 'A rule that some storage fulfils says nothing of the others: they are mounted as well.',
  hint: 'Ask for the number of storages, or for something of every one.',
  bad: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	some storage in input.storages
	storage.source == "registry.example/web@sha256:1b2c"
}`),
  good: policy(`default CreateContainerRequest := false

CreateContainerRequest if {
	some want in containers
	count(input.storages) == 1
	every storage in input.storages {
		storage.source == want.image
		storage.mount_point == concat("/", ["/run/kata-containers", input.container_id, "rootfs"])
		contains(storage.driver_options[0], want.marker)
	}
	input.OCI.Root.Path == concat("/", ["/run/kata-containers", input.container_id, "rootfs"])
	input.OCI.Process.Args == want.args
	input.OCI.Process.Env == want.env
	every mount in input.OCI.Mounts {
		mount.destination in {"/proc", "/dev", "/sys", "/etc/resolv.conf", "/etc/hosts"}
	}
}

containers := [
	{"image": "pause", "args": ["/pause"], "env": [], "marker": "container-type\\":\\"sandbox"},
	{"image": "registry.example/web@sha256:1b2c", "args": ["/usr/bin/web"], "env": [], "marker": "container-type\\":\\"container"},
]`),
  *find(subject) {
    const { anyContainer, container } = exposureOf(subject);
    if (anyContainer() !== undefined) return;
    const path = ['storages'] as const;
    const witness =
      mutated(subject, container(), (input) =>
        withValue(input, path, [...listAt(input, path), otherStorage]),
      ) ??
      mutated(subject, container(), (input) =>
        withValue(input, path, [otherStorage, ...listAt(input, path)]),
      );
    if (witness === undefined) return;
    const span = placeOf(subject, witness.entrypoint);
    yield {
      span,
      message: 'CreateContainerRequest is allowed with a further storage of any source.',
      witness,
    };
  },
};
