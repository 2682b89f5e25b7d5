/** Short policies for the examples of rules. */

/** A policy that every release of Kata reads alike. */
export function policy(rules: string): string {
  return `package agent_policy\n\nimport rego.v1\n\n${rules.trim()}\n`;
}

/** Names image, place, command, environment and mounts of both containers of a pod: what every rule on created containers asks for. */
export const boundContainers = policy(`default CreateContainerRequest := false

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
]`);
