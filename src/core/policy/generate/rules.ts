/**
 * The rules of every policy that is generated: always the same text, so that it is read once and only the data behind it is
 * read again (reference/agent-policy.md 6.7). One import makes it mean the same to all releases since Kata 3.11.
 *
 * What the rules remember of a pod (`data.pstate`): the key of each container by its id; `runs_` and the key while one runs;
 * `seen_` and the key once it has run;
 * `network_`, `namespace_` and `name_` of the pod. No id of a container has an underscore.
 */
export const generatedRules = String.raw`package agent_policy

import rego.v1

# A normal pod sends these; what is in them decides nothing that the rules below do not decide.
default DestroySandboxRequest := true
default GetOOMEventRequest := true
default GuestDetailsRequest := true
default RemoveStaleVirtiofsShareMountsRequest := true
default SignalProcessRequest := true
default StatsContainerRequest := true
default TtyWinResizeRequest := true
default WaitProcessRequest := true

# Allowed only where a rule below says so.
default AddARPNeighborsRequest := false
default CloseStdinRequest := false
default CopyFileRequest := false
default CreateContainerRequest := false
default CreateSandboxRequest := false
default ExecProcessRequest := false
default ReadStreamRequest := false
default RemoveContainerRequest := false
default StartContainerRequest := false
default UpdateInterfaceRequest := false
default UpdateRoutesRequest := false
default WriteStreamRequest := false

# Never allowed: the host does not need them to run a pod of a fixed size.
default AddSwapPathRequest := false
default AddSwapRequest := false
default GetDiagnosticDataRequest := false
default GetIPTablesRequest := false
default GetMetricsRequest := false
default ListInterfacesRequest := false
default ListRoutesRequest := false
default MemAgentCompactConfig := false
default MemAgentMemcgConfig := false
default MemHotplugByProbeRequest := false
default OnlineCPUMemRequest := false
default PauseContainerRequest := false
default ReseedRandomDevRequest := false
default ResizeVolumeRequest := false
default ResumeContainerRequest := false
default SetGuestDateTimeRequest := false
default SetIPTablesRequest := false
default SetPolicyRequest := false
default UpdateContainerRequest := false
default UpdateEphemeralMountsRequest := false
default VolumeStatsRequest := false

# The sandbox: shared memory at its place, no code of the host.

CreateSandboxRequest if {
	input.guest_hook_path == ""
	count(input.kernel_modules) == 0
	input.sandbox_pidns == profile.share_processes
	others := [storage | some storage in input.storages; not is_shared_memory(storage)]
	count(others) == 0
}

is_shared_memory(storage) if {
	storage.driver == "ephemeral"
	storage.source == "shm"
	storage.fstype == "tmpfs"
	storage.mount_point == "/run/kata-containers/sandbox/shm"
	every option in storage.options {
		regex.match("^(noexec|nosuid|nodev|mode=1777|size=[0-9]+)$", option)
	}
}

# The network: loopback stays what it is.

UpdateInterfaceRequest if {
	input.interface.device != "lo"
	input.interface.name != "lo"
	input.interface.hwAddr != "00:00:00:00:00:00"
	input.interface.raw_flags in {0, 128}
}

UpdateRoutesRequest if {
	every route in input.routes.Routes {
		route.device != "lo"
		not is_loopback(route.source)
		not is_loopback(route.dest)
	}
}

AddARPNeighborsRequest if {
	every neighbor in input.neighbors.ARPNeighbors {
		neighbor.device != "lo"
		not is_loopback(neighbor.toIPAddress.address)
		neighbor.state in {2, 128}
		neighbor.flags in {0, 8, 128, 136}
	}
}

is_loopback(address) if startswith(address, "127.")

is_loopback(address) if regex.match("^(0{0,4}:){1,7}0{0,3}1(/[0-9]*)?$", address)

# Containers. Each is one of the profile, all of it, and runs once at a time.

CreateContainerRequest := {"allowed": true, "ops": ops} if {
	plain_container
	some want in profile.containers
	named_as(want)
	image_of(want)
	process_of(want)
	mounts_of(want)
	linux_of(want)
	not data.pstate[concat("", ["runs_", want.key])]
	every before in want.after {
		data.pstate[concat("", ["seen_", before])]
	}
	annotations := input.OCI.Annotations
	network := concat("", {space.Path | some space in input.OCI.Linux.Namespaces; space.Type == "network"})
	settled("network_", network)
	settled("namespace_", annotations["io.kubernetes.cri.sandbox-namespace"])
	settled("name_", annotations["io.kubernetes.cri.sandbox-name"])
	ops := [
		{"op": "add", "path": concat("", ["/pstate/", input.container_id]), "value": want.key},
		{"op": "add", "path": "/pstate/network_", "value": network},
		{"op": "add", "path": "/pstate/namespace_", "value": annotations["io.kubernetes.cri.sandbox-namespace"]},
		{"op": "add", "path": "/pstate/name_", "value": annotations["io.kubernetes.cri.sandbox-name"]},
	]
}

# What the first container says of the pod, all others must say as well.

settled(key, value) if not data.pstate[key]

settled(key, value) if data.pstate[key] == value

StartContainerRequest := {"allowed": true, "ops": ops} if {
	key := data.pstate[input.container_id]
	not data.pstate[concat("", ["runs_", key])]
	ops := [
		{"op": "add", "path": concat("", ["/pstate/runs_", key]), "value": input.container_id},
		{"op": "add", "path": concat("", ["/pstate/seen_", key]), "value": true},
	]
}

RemoveContainerRequest := {"allowed": true, "ops": ops} if ops := forgotten(input.container_id)

forgotten(id) := [] if not data.pstate[id]

forgotten(id) := ops if {
	key := data.pstate[id]
	data.pstate[concat("", ["runs_", key])] == id
	ops := [
		{"op": "remove", "path": concat("", ["/pstate/runs_", key])},
		{"op": "remove", "path": concat("", ["/pstate/", id])},
	]
}

forgotten(id) := ops if {
	key := data.pstate[id]
	not runs_as(key, id)
	ops := [{"op": "remove", "path": concat("", ["/pstate/", id])}]
}

runs_as(key, id) if data.pstate[concat("", ["runs_", key])] == id

plain_container if {
	regex.match("^[a-z0-9][a-z0-9-]{0,127}$", input.container_id)
	count(input.shared_mounts) == 0
	count(input.devices) == 0
	input.string_user == null
	input.sandbox_pidns == profile.share_processes
	input.stdin_port == 0
	input.stdout_port == 0
	input.stderr_port == 0
	input.OCI.Hooks == null
	input.OCI.Root.Path == concat("", ["/run/kata-containers/", input.container_id, "/rootfs"])
}

named_as(want) if {
	annotations := input.OCI.Annotations
	annotations["io.kubernetes.cri.container-type"] == want.type
	annotations["io.katacontainers.pkg.oci.container_type"] == concat("", ["pod_", want.type])
	regex.match(profile.pod_name, annotations["io.kubernetes.cri.sandbox-name"])
	regex.match(profile.namespace, annotations["io.kubernetes.cri.sandbox-namespace"])
	container_name_of(want, annotations)
}

container_name_of(want, annotations) if annotations["io.kubernetes.cri.container-name"] == want.name

container_name_of(want, annotations) if {
	want.type == "sandbox"
	not annotations["io.kubernetes.cri.container-name"]
}

# The image: exactly one, pulled in the guest, mounted at the root, for a container of this type.

image_of(want) if {
	pulled := [storage | some storage in input.storages; storage.driver == "image_guest_pull"]
	count(pulled) == 1
	image := pulled[0]
	image.source in want.images
	image.fstype == "overlay"
	count(image.options) == 0
	image.mount_point == input.OCI.Root.Path
	count(image.driver_options) == 1
	startswith(image.driver_options[0], "image_guest_pull=")
	pull := json.unmarshal(trim_prefix(image.driver_options[0], "image_guest_pull="))
	pull.metadata["io.kubernetes.cri.container-type"] == want.type
	pull.metadata["io.katacontainers.pkg.oci.container_type"] == concat("", ["pod_", want.type])
	others := [storage | some storage in input.storages; not known_storage(want, storage)]
	count(others) == 0
}

known_storage(want, storage) if storage.driver == "image_guest_pull"

known_storage(want, storage) if {
	some known in want.storages
	storage.driver == known.driver
	storage.source == known.source
	storage.fstype == known.fstype
	storage.options == known.options
	count(storage.driver_options) == 0
	storage.mount_point == in_sandbox(known.mount_point)
}

# An emptyDir may also be a disk of the host that the guest encrypts with a key of its own.

known_storage(want, storage) if {
	is_own_disk(storage)
	count([disk | some disk in input.storages; is_own_disk(disk)]) <= count(want.disks)
}

is_own_disk(storage) if {
	storage.driver in {"blk", "scsi"}
	storage.driver_options == ["encryption_key=ephemeral", "create_filesystem"]
	storage.fstype == "ext4"
	count(storage.options) == 0
	storage.mount_point == concat("", ["/run/kata-containers/sandbox/storage/", base64url.encode(storage.source)])
}

in_sandbox(path) := replace(path, "$(sandbox-id)", input.OCI.Annotations["io.kubernetes.cri.sandbox-id"]) if {
	regex.match("^[a-z0-9]{1,128}$", input.OCI.Annotations["io.kubernetes.cri.sandbox-id"])
}

# The process. That of the pause container comes from the guest's own image, whatever the host says.

process_of(want) if want.type == "sandbox"

process_of(want) if {
	want.type == "container"
	process := input.OCI.Process
	arguments_of(want, process)
	common_process(want, process)
	every variable in want.required {
		variable in process.Env
	}
	every pattern in want.required_patterns {
		some variable in process.Env
		regex.match(pattern, variable)
	}
	process.Terminal == want.terminal
	capabilities := process.Capabilities
	count(capabilities.Ambient) == 0
	every names in [capabilities.Bounding, capabilities.Effective, capabilities.Inheritable, capabilities.Permitted] {
		every name in names {
			name in want.capabilities
		}
	}
}

arguments_of(want, process) if process.Args == want.args

arguments_of(want, process) if {
	count(process.Args) == count(want.args_patterns)
	every place, pattern in want.args_patterns {
		regex.match(pattern, process.Args[place])
	}
}

arguments_of(want, process) if "args" in want.open

common_process(want, process) if {
	directory_of(want, process)
	user_of(want, process)
	process.NoNewPrivileges == want.no_new_privileges
	process.SelinuxLabel == ""
	every variable in process.Env {
		known_variable(want, variable)
	}
}

directory_of(want, process) if process.Cwd == want.cwd

directory_of(want, process) if "cwd" in want.open

user_of(want, process) if {
	process.User.Username == ""
	process.User.UID == want.uid
	groups_of(want, process.User)
}

user_of(want, process) if "user" in want.open

groups_of(want, user) if {
	user.GID in want.gids
	every group in user.AdditionalGids {
		group in want.groups
	}
	every group in want.needed_groups {
		group in user.AdditionalGids
	}
}

groups_of(want, user) if "groups" in want.open

known_variable(want, variable) if variable in want.env

known_variable(want, variable) if {
	some pattern in want.env_patterns
	regex.match(pattern, variable)
}

known_variable(want, variable) if {
	some pattern in profile.service_variables
	regex.match(pattern, variable)
}

known_variable(want, variable) if {
	"env" in want.open
	not startswith(variable, "LD_")
}

# Mounts: each known by its place, none twice.

mounts_of(want) if {
	count({mount.destination | some mount in input.OCI.Mounts}) == count(input.OCI.Mounts)
	every mount in input.OCI.Mounts {
		known_mount(want, mount)
	}
}

known_mount(want, mount) if {
	some known in want.mounts
	mount.destination == known.destination
	mount.type_ == known.type
	source_of(known, mount.source)
	every option in mount.options {
		option in known.options
	}
	every option in known.needed {
		option in mount.options
	}
}

known_mount(want, mount) if {
	mount.destination in want.disks
	mount.type_ == "bind"
	every option in mount.options {
		option in {"rbind", "rprivate", "rw", "ro"}
	}
	some disk in input.storages
	is_own_disk(disk)
	disk.mount_point == mount.source
}

source_of(known, source) if source == in_sandbox(known.source)

source_of(known, source) if {
	some folder in ["", "passthrough/", "watchable/", "passthrough/watchable/"]
	start := concat("", ["/run/kata-containers/shared/containers/", folder, input.container_id])
	startswith(source, start)
	regex.match(concat("", ["^-[0-9a-z]{16}-", known.copied, "$"]), substring(source, count(start), -1))
}

# Separation from the guest.

linux_of(want) if {
	input.OCI.Root.Readonly == want.read_only_root
	linux := input.OCI.Linux
	linux.Seccomp == null
	linux.IntelRdt == null
	linux.MountLabel == ""
	count(linux.UIDMappings) == 0
	count(linux.GIDMappings) == 0
	count(linux.Resources.Devices) == 0
	count(linux.Devices) == 0
	every path in want.masked {
		path in linux.MaskedPaths
	}
	every path in want.read_only {
		path in array.concat(linux.ReadonlyPaths, linux.MaskedPaths)
	}
	every name, value in linux.Sysctl {
		profile.sysctls[name] == value
	}
	types := {space.Type | some space in linux.Namespaces; space.Path == ""}
	every type in profile.namespaces {
		type in types
	}
	others := {space.Type | some space in linux.Namespaces} - {"ipc", "uts", "mount", "network", "cgroup"}
	count(others) == 0
}

# Commands inside of a container: whole lists of arguments, as the container's own user.

ExecProcessRequest if {
	input.string_user == null
	input.stdin_port == 0
	input.stdout_port == 0
	input.stderr_port == 0
	some want in profile.containers
	data.pstate[input.container_id] == want.key
	input.process.Args in want.commands
	common_process(want, input.process)
	input.process.Terminal == false
	input.process.Capabilities == null
	input.process.ApparmorProfile == ""
}

# Files of volumes: below the folder of a known volume, and never outside of it.

CopyFileRequest if {
	file_kind in {"Regular", "Directory"}
	copied_to(input.path, "(/[^/]+)*")
}

CopyFileRequest if {
	file_kind == "Symlink"
	copied_to(input.path, "(/[^/]+)+")
	stays_inside
}

file_kind := input.file_type

stays_inside if {
	is_string(input.symlink_target)
	not startswith(input.symlink_target, "/")
	not goes_up(input.symlink_target)
}

# Until Kata 3.28 the kind stands in the mode alone, and the target of a link in the bytes of the file.

file_kind := raw_kind(input)

raw_kind(file) := kind if {
	not is_string(file.file_type)
	some kind, modes in {"Directory": [16384, 20479], "Regular": [32768, 36863], "Symlink": [40960, 45055]}
	file.file_mode >= modes[0]
	file.file_mode <= modes[1]
}

stays_inside if raw_link_stays(input)

raw_link_stays(file) if {
	not is_string(file.file_type)
	file.data[0] != 47
	not bytes_go_up(file.data)
}

bytes_go_up(bytes) if {
	some at, byte in bytes
	byte == 46
	bytes[at + 1] == 46
	part_starts(bytes, at)
	part_ends(bytes, at + 2)
}

part_starts(_, at) if at == 0

part_starts(bytes, at) if bytes[at - 1] == 47

part_ends(bytes, at) if at == count(bytes)

part_ends(bytes, at) if bytes[at] == 47

copied_to(path, rest) if {
	not goes_up(path)
	some name in profile.copied
	regex.match(concat("", [
		"^/run/kata-containers/shared/containers/(passthrough/)?(watchable/)?[a-z0-9][a-z0-9-]{0,127}-[0-9a-z]{16}-",
		name,
		rest,
		"$",
	]), path)
}

goes_up(path) if ".." in split(path, "/")

# What the host may read and write.

ReadStreamRequest if profile.logs

WriteStreamRequest if profile.stdin

CloseStdinRequest if profile.stdin
`;
