# Restrictive start for one container. Denies exec, logs and standard input; lets in only what is listed in "allowed" at
# the end. Fill that in for your workload, then compare with what genpolicy writes for the same manifest.
#
# Known limits: the content of copied files (ConfigMaps, tokens, resolv.conf), resource limits and signals are not
# checked, because no rule can know them. Neither are the names of pod and namespace, nor that the container runs once.
# The image is pinned by digest; its own variables are listed by hand.
package agent_policy

import rego.v1

# A normal pod sends these; their content decides nothing that the rules below do not decide already.
default DestroySandboxRequest := true
default GetOOMEventRequest := true
default GuestDetailsRequest := true
default RemoveContainerRequest := true
default RemoveStaleVirtiofsShareMountsRequest := true
default SignalProcessRequest := true
default StartContainerRequest := true
default StatsContainerRequest := true
default TtyWinResizeRequest := true
default WaitProcessRequest := true

# Allowed only where a rule below says so.
default AddARPNeighborsRequest := false
default CopyFileRequest := false
default CreateContainerRequest := false
default CreateSandboxRequest := false
default UpdateInterfaceRequest := false
default UpdateRoutesRequest := false

# What people miss first: no shell, no kubectl logs, no standard input. SetPolicyRequest stays false, always.
default ExecProcessRequest := false
default ReadStreamRequest := false
default WriteStreamRequest := false
default CloseStdinRequest := false
default GetDiagnosticDataRequest := false
default SetPolicyRequest := false

# Nobody needs these to run a pod whose size does not change.
default AddSwapPathRequest := false
default AddSwapRequest := false
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
default UpdateContainerRequest := false
default UpdateEphemeralMountsRequest := false
default VolumeStatsRequest := false

CreateSandboxRequest if {
	input.guest_hook_path == ""
	count(input.kernel_modules) == 0
	input.sandbox_pidns == false
	every storage in input.storages {
		storage.driver == "ephemeral"
		storage.source == "shm"
		storage.fstype == "tmpfs"
		storage.mount_point == "/run/kata-containers/sandbox/shm"
	}
}

# The pause container comes first: the guest takes it from its own image, whatever the host says about its process.
CreateContainerRequest if {
	plain_container
	pulled_in_guest("sandbox", {"pause"})
	known_mounts
	separated
}

CreateContainerRequest if {
	plain_container
	pulled_in_guest("container", allowed.images)
	known_process
	known_mounts
	separated
	input.OCI.Root.Readonly == allowed.read_only_root
}

plain_container if {
	count(input.shared_mounts) == 0
	count(input.devices) == 0
	input.string_user == null
	input.sandbox_pidns == false
	input.OCI.Hooks == null
	input.stdin_port == 0
	input.stdout_port == 0
	input.stderr_port == 0
	regex.match(`^[a-z0-9-]{1,128}$`, input.container_id)
	input.OCI.Root.Path == concat("", ["/run/kata-containers/", input.container_id, "/rootfs"])
}

# Exactly one storage: an image pulled inside the guest, mounted where this container's root is.
pulled_in_guest(type, images) if {
	count(input.storages) == 1
	storage := input.storages[0]
	storage.driver == "image_guest_pull"
	storage.fstype == "overlay"
	storage.mount_point == input.OCI.Root.Path
	storage.source in images
	count(storage.driver_options) == 1
	option := storage.driver_options[0]
	startswith(option, "image_guest_pull=")
	pull := json.unmarshal(trim_prefix(option, "image_guest_pull="))
	pull.metadata["io.kubernetes.cri.container-type"] == type
	input.OCI.Annotations["io.kubernetes.cri.container-type"] == type
}

known_process if {
	input.OCI.Process.Args in allowed.commands
	input.OCI.Process.Cwd == allowed.cwd
	input.OCI.Process.User.UID == allowed.uid
	input.OCI.Process.User.GID == allowed.gid
	every group in input.OCI.Process.User.AdditionalGids {
		group in allowed.groups
	}
	input.OCI.Process.NoNewPrivileges == allowed.no_new_privileges
	input.OCI.Process.Terminal == false
	every variable in input.OCI.Process.Env {
		known_variable(variable)
	}
	capabilities := input.OCI.Process.Capabilities
	count(capabilities.Ambient) == 0
	every set in [capabilities.Bounding, capabilities.Effective, capabilities.Inheritable, capabilities.Permitted] {
		every capability in set {
			capability in allowed.capabilities
		}
	}
}

# What keeps the container apart from the guest around it.
separated if {
	own := {space.Type | some space in input.OCI.Linux.Namespaces; space.Path == ""}
	every type in {"ipc", "mount", "uts"} {
		type in own
	}
	every path in allowed.hidden {
		path in array.concat(input.OCI.Linux.MaskedPaths, input.OCI.Linux.ReadonlyPaths)
	}
	every name, value in input.OCI.Linux.Sysctl {
		allowed.sysctls[name] == value
	}
}

known_variable(variable) if variable in allowed.variables

known_variable(variable) if {
	some pattern in allowed.variable_patterns
	regex.match(pattern, variable)
}

known_mounts if {
	count({mount.destination | some mount in input.OCI.Mounts}) == count(input.OCI.Mounts)
	every mount in input.OCI.Mounts {
		mount.destination in allowed.mounts
		known_source(mount.source)
	}
}

known_source(source) if source in {"proc", "tmpfs", "devpts", "mqueue", "sysfs", "cgroup"}

known_source(source) if source == "/run/kata-containers/sandbox/shm"

known_source(source) if {
	startswith(source, concat("", ["/run/kata-containers/shared/containers/", input.container_id, "-"]))
	not contains(source, "/../")
	not endswith(source, "/..")
}

# Files of volumes reach the guest one by one, below one directory and never outside it.
CopyFileRequest if {
	regex.match(`^/run/kata-containers/shared/containers/[a-z0-9-]+-[0-9a-f]{16}-[A-Za-z0-9._/-]+$`, input.path)
	not contains(input.path, "/../")
	not endswith(input.path, "/..")
	input.file_type in {"Regular", "Directory"}
}

CopyFileRequest if {
	regex.match(`^/run/kata-containers/shared/containers/[a-z0-9-]+-[0-9a-f]{16}-[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$`, input.path)
	not endswith(input.path, "/..")
	input.file_type == "Symlink"
	regex.match(`^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)?$`, input.symlink_target)
	not startswith(input.symlink_target, "../")
	not contains(input.symlink_target, "/..")
	input.symlink_target != ".."
}

UpdateInterfaceRequest if {
	input.interface.device != "lo"
	input.interface.name != "lo"
}

UpdateRoutesRequest if {
	every route in input.routes.Routes {
		route.device != "lo"
		not regex.match(`^(127[.]|::1)`, route.source)
	}
}

AddARPNeighborsRequest if {
	every neighbor in input.neighbors.ARPNeighbors {
		neighbor.device != "lo"
	}
}

allowed := {
	"images": {"docker.io/library/nginx@sha256:e56797eab4a5300158cc015296229e13a390f82bfc88803f45b08912fd5e3348"},
	"commands": {["/docker-entrypoint.sh", "nginx", "-g", "daemon off;"]},
	"cwd": "/",
	"uid": 0,
	"gid": 0,
	"groups": {0},
	"no_new_privileges": false,
	"read_only_root": false,
	"variables": {"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"},
	"variable_patterns": {
		`^HOSTNAME=[a-z0-9.-]+$`,
		`^(NGINX|NJS|PKG|DYNPKG|ACME)_[A-Z]+=[A-Za-z0-9.~+-]*$`,
		`^[A-Z0-9_]+_SERVICE_(HOST|PORT|PORT_[A-Z0-9_]+)=[a-z0-9.:-]+$`,
		`^[A-Z0-9_]+_PORT(_[0-9]+_(TCP|UDP)(_(PROTO|PORT|ADDR))?)?=[a-z0-9.:/-]+$`,
	},
	"capabilities": {
		"CAP_AUDIT_WRITE", "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_MKNOD",
		"CAP_NET_BIND_SERVICE", "CAP_NET_RAW", "CAP_SETFCAP", "CAP_SETGID", "CAP_SETPCAP", "CAP_SETUID", "CAP_SYS_CHROOT",
	},
	"sysctls": {"net.ipv4.ip_unprivileged_port_start": "0", "net.ipv4.ping_group_range": "0 2147483647"},
	"hidden": {
		"/proc/acpi", "/proc/bus", "/proc/fs", "/proc/irq", "/proc/kcore", "/proc/keys", "/proc/sys", "/proc/sysrq-trigger",
		"/proc/timer_list", "/sys/firmware",
	},
	"mounts": {
		"/proc", "/dev", "/dev/pts", "/dev/mqueue", "/dev/shm", "/dev/termination-log", "/sys", "/sys/fs/cgroup",
		"/etc/hosts", "/etc/hostname", "/etc/resolv.conf", "/var/run/secrets/kubernetes.io/serviceaccount",
	},
}
