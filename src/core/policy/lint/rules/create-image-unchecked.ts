import { policy } from '../examples.ts';
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
    const { anyContainer, anyImage } = exposureOf(subject);
    const witness = anyContainer() === undefined ? anyImage() : undefined;
    if (witness === undefined) return;
    const span = placeOf(subject, witness.entrypoint);
    yield { span, message: 'CreateContainerRequest is allowed for another image.', witness };
  },
};
