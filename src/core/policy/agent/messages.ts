/**
 * The messages that requests of the agent are made of, as a policy sees them (reference/agent-policy.md 3.1 and 3.3): each
 * field with its type and what it says.
 *
 * A type is that of a scalar, `bytes`, the name of a message or an enumeration, `[T]` for a list, `{T}` for a map from
 * strings; `T?` is null when it is not set. Fields stand in the order of the protocol.
 *
 * @see https://github.com/kata-containers/kata-containers/blob/main/src/libs/protocols/protos/agent.proto
 * @see https://github.com/kata-containers/kata-containers/blob/main/src/libs/protocols/protos/oci.proto
 */

type FieldRow = readonly [type: string, doc: string];
type MessageRow = Readonly<Record<string, FieldRow>>;

/** Values of enumerations, which travel as numbers. */
export const enumerations: Readonly<Record<string, readonly string[]>> = {
  IPFamily: ['v4', 'v6'],
  FSGroupChangePolicy: ['Always', 'OnRootMismatch'],
};

const container: FieldRow = ['string', 'Id of the container, 64 hexadecimal digits with containerd.'];
const process: FieldRow = [
  'string',
  'Id of the process in the container: that of the container for its first process with the Go shim, of the exec otherwise.',
];
const port = (stream: string): FieldRow => [
  'uint32',
  `Vsock port for ${stream} when the agent passes streams on by connections; 0 otherwise, and only then stream requests are sent.`,
];
const major: FieldRow = ['int64', 'Major number of the device.'];
const minor: FieldRow = ['int64', 'Minor number of the device.'];
const copied: MessageRow = {
  path: [
    'string',
    'Where in the guest the file goes: below the shared folder, `<container id>-<16 hex digits>-<name of the mount>`.',
  ],
  file_size: ['int64', 'Size of the whole file in bytes, also when it comes in several requests.'],
  file_mode: [
    'uint32',
    'Mode with the bits of the file type, as a decimal number: 33188 is a regular file with 0644.',
  ],
  dir_mode: ['uint32', 'Mode of folders that are made on the way: 488 is 0750.'],
  uid: ['int32', 'Owner of the file.'],
  gid: ['int32', 'Group of the file.'],
  offset: ['int64', 'Where in the file this piece begins.'],
};
const { path: copyPath, ...copyRest } = copied as typeof copied & { readonly path: FieldRow };

export const messages: Readonly<Record<string, MessageRow>> = {
  // Requests
  AddARPNeighborsRequest: {
    neighbors: ['ARPNeighbors', 'Neighbours that the CNI plugin configured by hand.'],
  },
  AddSwapPathRequest: { path: ['string', 'Device in the guest to swap to.'] },
  AddSwapRequest: { PCIPath: ['[uint32]', 'Slots on the way to the PCI device to swap to.'] },
  CloseStdinRequest: { container_id: container, exec_id: process },
  CopyFileRequest: {
    ...copied,
    data: ['bytes', 'The piece of the file. Later releases withhold it from the policy.'],
  },
  PolicyCopyFileRequest: {
    path: copyPath,
    file_type: ['string', 'What the mode says the file is: `Regular`, `Directory`, `Symlink` or `Unknown`.'],
    symlink_target: ['string?', 'Where a symbolic link leads; null for anything else.'],
    ...copyRest,
  },
  CreateContainerRequest: {
    container_id: container,
    exec_id: process,
    string_user: ['StringUser', 'User by name, where the runtime did not resolve it to numbers.'],
    devices: ['[Device]', 'Devices that the agent waits for and hands to the container.'],
    storages: [
      '[Storage]',
      'What the agent mounts beforehand: the image to pull in the guest, ephemeral volumes, block devices.',
    ],
    OCI: ['Spec', 'The OCI runtime configuration, with what the shim took out of it.'],
    sandbox_pidns: ['bool', 'Whether the container shares the process namespace of the sandbox.'],
    shared_mounts: ['[SharedMount]', 'Mounts of another container that this one shows as well.'],
    stdin_port: port('standard input'),
    stdout_port: port('standard output'),
    stderr_port: port('standard error'),
  },
  CreateSandboxRequest: {
    hostname: ['string', 'Host name of the pod.'],
    dns: ['[string]', 'Lines of resolv.conf.'],
    storages: ['[Storage]', 'Storages that all containers share, such as shared memory.'],
    sandbox_pidns: ['bool', 'Whether all containers share one process namespace.'],
    sandbox_id: ['string', 'Id of the sandbox, which is that of its pause container.'],
    guest_hook_path: ['string', 'Folder in the guest with OCI hooks to run for every container.'],
    kernel_modules: ['[KernelModule]', 'Modules that the agent loads by modprobe.'],
  },
  DestroySandboxRequest: {},
  ExecProcessRequest: {
    container_id: container,
    exec_id: process,
    string_user: ['StringUser', 'User by name, where the runtime did not resolve it to numbers.'],
    process: ['Process', 'The process to start.'],
    stdin_port: port('standard input'),
    stdout_port: port('standard output'),
    stderr_port: port('standard error'),
  },
  GetDiagnosticDataRequest: {
    log_type: ['string', 'What is asked for, such as the termination message.'],
    container_id: container,
  },
  GetIPTablesRequest: { is_ipv6: ['bool', 'Rules of IPv6 rather than IPv4.'] },
  GetMetricsRequest: {},
  GetOOMEventRequest: {},
  GuestDetailsRequest: {
    mem_block_size: ['bool', 'Asks for the size of memory blocks.'],
    mem_hotplug_probe: ['bool', 'Asks whether memory can be announced by the probe file.'],
  },
  ListInterfacesRequest: {},
  ListRoutesRequest: {},
  MemAgentCompactConfig: {
    disabled: ['bool?', 'Turns compaction off.'],
    period_secs: ['uint64?', 'Seconds between two rounds.'],
    period_psi_percent_limit: ['uint32?', 'No round while memory pressure is above this percentage.'],
    compact_psi_percent_limit: ['uint32?', 'A round ends when memory pressure is above this percentage.'],
    compact_sec_max: ['int64?', 'Most seconds of one round.'],
    compact_order: ['uint32?', 'Order of the free blocks to make.'],
    compact_threshold: ['uint64?', 'Free blocks that are enough.'],
    compact_force_times: ['uint64?', 'A round is forced after this many were left out.'],
  },
  MemAgentMemcgConfig: {
    disabled: ['bool?', 'Turns reclaiming by control group off.'],
    swap: ['bool?', 'Whether anonymous memory is swapped.'],
    swappiness_max: ['uint32?', 'Highest swappiness.'],
    period_secs: ['uint64?', 'Seconds between two rounds.'],
    period_psi_percent_limit: ['uint32?', 'No round while memory pressure is above this percentage.'],
    eviction_psi_percent_limit: ['uint32?', 'Eviction ends when memory pressure is above this percentage.'],
    eviction_run_aging_count_min: ['uint64?', 'Fewest agings before an eviction.'],
  },
  MemHotplugByProbeRequest: {
    memHotplugProbeAddr: ['[uint64]', 'Addresses of the memory blocks to announce.'],
  },
  OnlineCPUMemRequest: {
    wait: ['bool', 'Whether to wait until all processors are online.'],
    nb_cpus: ['uint32', 'Processors that were plugged in.'],
    cpu_only: ['bool', 'Leaves memory alone.'],
  },
  PauseContainerRequest: { container_id: container },
  ReadStreamRequest: {
    container_id: container,
    exec_id: process,
    len: ['uint32', 'Most bytes to read. Standard output and standard error ask alike.'],
  },
  RemoveContainerRequest: {
    container_id: container,
    timeout: ['uint32', 'Seconds to wait for processes of the container; 0 for not at all.'],
  },
  RemoveStaleVirtiofsShareMountsRequest: {},
  ReseedRandomDevRequest: { data: ['bytes', 'Bytes to mix into the random device.'] },
  ResizeVolumeRequest: {
    volume_guest_path: ['string', 'Mount point of the volume in the guest.'],
    size: ['uint64', 'New size in bytes.'],
  },
  ResumeContainerRequest: { container_id: container },
  SetGuestDateTimeRequest: {
    Sec: ['int64', 'Seconds since 1970.'],
    Usec: ['int64', 'Microseconds of the second.'],
  },
  SetIPTablesRequest: {
    is_ipv6: ['bool', 'Rules of IPv6 rather than IPv4.'],
    data: ['bytes', 'All rules, in the form of iptables-save.'],
  },
  SetPolicyRequest: { policy: ['string', 'The whole text of the policy that is to replace this one.'] },
  SignalProcessRequest: {
    container_id: container,
    exec_id: ['string', 'Id of the process; empty with SIGKILL for every process of the container.'],
    signal: ['uint32', 'Number of the signal: 15 is SIGTERM, 9 is SIGKILL.'],
  },
  StartContainerRequest: { container_id: container },
  StatsContainerRequest: { container_id: container },
  TtyWinResizeRequest: {
    container_id: container,
    exec_id: process,
    row: ['uint32', 'Rows of the terminal.'],
    column: ['uint32', 'Columns of the terminal.'],
  },
  UpdateContainerRequest: {
    container_id: container,
    resources: ['LinuxResources', 'New limits of the container; rules about devices among them.'],
  },
  UpdateEphemeralMountsRequest: { storages: ['[Storage]', 'Mounts in memory with their new options.'] },
  UpdateInterfaceRequest: { interface: ['Interface', 'The interface as it shall be.'] },
  UpdateRoutesRequest: { routes: ['Routes', 'The whole routing table.'] },
  VolumeStatsRequest: { volume_guest_path: ['string', 'Path in the guest to look at.'] },
  WaitProcessRequest: { container_id: container, exec_id: process },
  WriteStreamRequest: {
    container_id: container,
    exec_id: process,
    data: ['bytes', 'What is typed or piped into standard input.'],
  },

  // What they hold
  ARPNeighbor: {
    toIPAddress: ['IPAddress', 'Address of the neighbour.'],
    device: ['string', 'Name of the interface.'],
    lladdr: ['string', 'Hardware address of the neighbour.'],
    state: ['int32', 'State of the entry: 128 is permanent.'],
    flags: ['int32', 'Flags of the entry.'],
  },
  ARPNeighbors: { ARPNeighbors: ['[ARPNeighbor]', 'The neighbours.'] },
  Device: {
    id: ['string', 'Id of the device at the hypervisor.'],
    type_: ['string', 'Which driver of the agent handles it, such as `blk` or `vfio-pci`.'],
    vm_path: ['string', 'Where the agent finds it.'],
    container_path: ['string', 'Where the container finds it.'],
    options: ['[string]', 'Options of the driver.'],
  },
  FSGroup: {
    group_id: ['uint32', 'Group that shall own the volume.'],
    group_change_policy: ['FSGroupChangePolicy', 'When ownership is changed.'],
  },
  IPAddress: {
    family: ['IPFamily', 'Kind of address.'],
    address: ['string', 'The address.'],
    mask: ['string', 'Length of the prefix.'],
  },
  Interface: {
    device: ['string', 'Name of the device.'],
    name: ['string', 'Name that it gets.'],
    IPAddresses: ['[IPAddress]', 'Addresses that it gets.'],
    mtu: ['uint64', 'Most bytes of one packet.'],
    hwAddr: ['string', 'Hardware address, by which the agent finds it.'],
    devicePath: ['string', 'Path of the PCI or CCW device.'],
    type_: ['string', 'Type of the interface.'],
    raw_flags: ['uint32', 'Flags of the link: 128 is no ARP.'],
  },
  KernelModule: {
    name: ['string', 'Name of the module.'],
    parameters: ['[string]', 'What it is loaded with.'],
  },
  Route: {
    dest: ['string', 'Destination; empty for the default route.'],
    gateway: ['string', 'Next hop.'],
    device: ['string', 'Name of the interface.'],
    source: ['string', 'Address to send from.'],
    scope: ['uint32', 'Scope: 0 is global, 253 link.'],
    family: ['IPFamily', 'Kind of addresses.'],
    flags: ['uint32', 'Flags of the route.'],
    mtu: ['uint32', 'Most bytes of one packet.'],
  },
  Routes: { Routes: ['[Route]', 'The routes.'] },
  SharedMount: {
    name: ['string', 'Name of the mount.'],
    src_ctr: ['string', 'Container that has it.'],
    src_path: ['string', 'Where that container has it.'],
    dst_ctr: ['string', 'Container that gets it.'],
    dst_path: ['string', 'Where that container gets it.'],
  },
  Storage: {
    driver: [
      'string',
      'Which handler of the agent mounts it: `image_guest_pull` pulls an image, `ephemeral` mounts memory.',
    ],
    driver_options: [
      '[string]',
      'Options of the handler; for a pulled image the annotations of its container.',
    ],
    source: [
      'string',
      'What is mounted: for a pulled image its reference, `pause` for the sandbox; a device otherwise.',
    ],
    fstype: ['string', 'Type of the file system.'],
    options: ['[string]', 'Mount options.'],
    mount_point: ['string', 'Where in the guest it is mounted.'],
    fs_group: ['FSGroup', 'Group that shall own it.'],
    shared: ['bool', 'Whether several containers use it.'],
  },
  StringUser: {
    uid: ['string', 'User by name or number.'],
    gid: ['string', 'Group by name or number.'],
    additionalGids: ['[string]', 'Further groups.'],
  },

  // The OCI runtime configuration
  Box: { Height: ['uint32', 'Rows.'], Width: ['uint32', 'Columns.'] },
  Hook: {
    Path: ['string', 'Program to run.'],
    Args: ['[string]', 'Its arguments, the name of the program first.'],
    Env: ['[string]', 'Its environment.'],
    Timeout: ['int64', 'Seconds that it may take.'],
  },
  Hooks: {
    Prestart: ['[Hook]', 'Run before the process starts; deprecated by OCI.'],
    Poststart: ['[Hook]', 'Run after the process started.'],
    Poststop: ['[Hook]', 'Run after the container is gone.'],
    CreateRuntime: ['[Hook]', 'Run while the container is made, in the namespaces of the agent.'],
    CreateContainer: ['[Hook]', 'Run while the container is made, in its namespaces.'],
    StartContainer: ['[Hook]', 'Run in the container before its process.'],
  },
  Linux: {
    UIDMappings: ['[LinuxIDMapping]', 'Users of the container as users of the guest.'],
    GIDMappings: ['[LinuxIDMapping]', 'Groups of the container as groups of the guest.'],
    Sysctl: ['{string}', 'Kernel parameters to set.'],
    Resources: ['LinuxResources', 'Limits of the control group.'],
    CgroupsPath: ['string', 'Path of the control group.'],
    Namespaces: ['[LinuxNamespace]', 'Namespaces that the container gets or joins.'],
    Devices: ['[LinuxDevice]', 'Device files to make in the container.'],
    Seccomp: ['LinuxSeccomp', 'Filter of system calls; null unless the guest filters them.'],
    RootfsPropagation: ['string', 'How mounts spread from the root.'],
    MaskedPaths: ['[string]', 'Paths that are hidden.'],
    ReadonlyPaths: ['[string]', 'Paths that cannot be written.'],
    MountLabel: ['string', 'SELinux label of mounts.'],
    IntelRdt: ['LinuxIntelRdt', 'Share of the processor cache.'],
  },
  LinuxBlockIO: {
    Weight: ['uint32', 'Share of input and output.'],
    LeafWeight: ['uint32', 'The same for processes beside child groups.'],
    WeightDevice: ['[LinuxWeightDevice]', 'Shares by device.'],
    ThrottleReadBpsDevice: ['[LinuxThrottleDevice]', 'Most bytes read per second.'],
    ThrottleWriteBpsDevice: ['[LinuxThrottleDevice]', 'Most bytes written per second.'],
    ThrottleReadIOPSDevice: ['[LinuxThrottleDevice]', 'Most reads per second.'],
    ThrottleWriteIOPSDevice: ['[LinuxThrottleDevice]', 'Most writes per second.'],
  },
  LinuxCPU: {
    Shares: ['uint64', 'Share of processor time.'],
    Quota: ['int64', 'Microseconds of processor time per period.'],
    Period: ['uint64', 'Length of a period in microseconds.'],
    RealtimeRuntime: ['int64', 'Microseconds for real-time processes per period.'],
    RealtimePeriod: ['uint64', 'Length of that period in microseconds.'],
    Cpus: ['string', 'Processors that may be used.'],
    Mems: ['string', 'Memory nodes that may be used.'],
  },
  LinuxCapabilities: {
    Bounding: ['[string]', 'Most that the process can ever get.'],
    Effective: ['[string]', 'What it has.'],
    Inheritable: ['[string]', 'What programs that it starts may get.'],
    Permitted: ['[string]', 'What it may take.'],
    Ambient: ['[string]', 'What programs without privileges keep.'],
  },
  LinuxDevice: {
    Path: ['string', 'Where in the container.'],
    Type: ['string', 'Kind of device: `c`, `b`, `u` or `p`.'],
    Major: major,
    Minor: minor,
    FileMode: ['uint32', 'Mode of the device file.'],
    UID: ['uint32', 'Owner of the device file.'],
    GID: ['uint32', 'Group of the device file.'],
  },
  LinuxDeviceCgroup: {
    Allow: ['bool', 'Whether access is given or taken.'],
    Type: ['string', 'Kind of device: `a` for all, `c` or `b`.'],
    Major: ['int64', 'Major number; -1 for any.'],
    Minor: ['int64', 'Minor number; -1 for any.'],
    Access: ['string', 'Of `r`, `w` and `m`.'],
  },
  LinuxHugepageLimit: {
    Pagesize: ['string', 'Size of the pages.'],
    Limit: ['uint64', 'Most bytes of them.'],
  },
  LinuxIDMapping: {
    HostID: ['uint32', 'First id outside.'],
    ContainerID: ['uint32', 'First id inside.'],
    Size: ['uint32', 'How many ids.'],
  },
  LinuxIntelRdt: { L3CacheSchema: ['string', 'Share of the third cache.'] },
  LinuxInterfacePriority: {
    Name: ['string', 'Name of the interface.'],
    Priority: ['uint32', 'Its priority.'],
  },
  LinuxMemory: {
    Limit: ['int64', 'Most bytes of memory.'],
    Reservation: ['int64', 'Bytes to come back to when memory is short.'],
    Swap: ['int64', 'Most bytes of memory and swap.'],
    Kernel: ['int64', 'Most bytes of kernel memory.'],
    KernelTCP: ['int64', 'Most bytes of TCP buffers.'],
    Swappiness: ['uint64', 'How readily memory is swapped.'],
    DisableOOMKiller: ['bool', 'Whether processes wait rather than being killed when memory is short.'],
  },
  LinuxNamespace: {
    Type: ['string', 'Which namespace: `ipc`, `uts`, `mount`, `pid`, `network`, `cgroup`, `user`.'],
    Path: ['string', 'Namespace to join; empty for a new one.'],
  },
  LinuxNetwork: {
    ClassID: ['uint32', 'Class of packets.'],
    Priorities: ['[LinuxInterfacePriority]', 'Priorities by interface.'],
  },
  LinuxPids: { Limit: ['int64', 'Most processes.'] },
  LinuxResources: {
    Devices: ['[LinuxDeviceCgroup]', 'Which devices may be used.'],
    Memory: ['LinuxMemory', 'Limits of memory.'],
    CPU: ['LinuxCPU', 'Limits of processor time.'],
    Pids: ['LinuxPids', 'Limit of processes.'],
    BlockIO: ['LinuxBlockIO', 'Limits of block devices.'],
    HugepageLimits: ['[LinuxHugepageLimit]', 'Limits of huge pages.'],
    Network: ['LinuxNetwork', 'Class and priorities of packets.'],
  },
  LinuxSeccomp: {
    DefaultAction: ['string', 'What happens to calls that no rule names.'],
    Architectures: ['[string]', 'Architectures of the calls.'],
    Flags: ['[string]', 'Flags of the filter.'],
    Syscalls: ['[LinuxSyscall]', 'Rules.'],
  },
  LinuxSeccompArg: {
    Index: ['uint64', 'Which argument.'],
    Value: ['uint64', 'What it is compared with.'],
    ValueTwo: ['uint64', 'Second value of a masked comparison.'],
    Op: ['string', 'How it is compared.'],
  },
  LinuxSyscall: {
    Names: ['[string]', 'System calls.'],
    Action: ['string', 'What happens to them.'],
    Args: ['[LinuxSeccompArg]', 'Conditions on their arguments.'],
    ErrnoRet: ['any?', 'Error number to answer with, in an object named after its choice; null for none.'],
  },
  LinuxThrottleDevice: { Major: major, Minor: minor, Rate: ['uint64', 'Most per second.'] },
  LinuxWeightDevice: {
    Major: major,
    Minor: minor,
    Weight: ['uint32', 'Share of the device.'],
    LeafWeight: ['uint32', 'The same for processes beside child groups.'],
  },
  Mount: {
    destination: ['string', 'Where in the container.'],
    source: ['string', 'What is mounted: a path of the guest, or the name of a file system.'],
    type_: ['string', 'Type of the file system, `bind` for a path.'],
    options: ['[string]', 'Mount options.'],
  },
  POSIXRlimit: {
    Type: ['string', 'Which limit, such as `RLIMIT_NOFILE`.'],
    Hard: ['uint64', 'As far as it can be raised.'],
    Soft: ['uint64', 'What counts.'],
  },
  Process: {
    Terminal: ['bool', 'Whether it has a terminal.'],
    ConsoleSize: ['Box', 'Size of that terminal.'],
    User: ['User', 'User and groups.'],
    Args: ['[string]', 'Program and arguments.'],
    Env: ['[string]', 'Environment, `NAME=value` each.'],
    Cwd: ['string', 'Working directory.'],
    Capabilities: ['LinuxCapabilities', 'Privileges.'],
    Rlimits: ['[POSIXRlimit]', 'Limits of the process.'],
    NoNewPrivileges: ['bool', 'Whether programs with the set-user-id bit gain nothing.'],
    ApparmorProfile: ['string', 'AppArmor profile.'],
    OOMScoreAdj: ['int64', 'How early it is killed when memory is short.'],
    SelinuxLabel: ['string', 'SELinux label.'],
  },
  Root: {
    Path: ['string', 'Folder of the guest that is the root of the container.'],
    Readonly: ['bool', 'Whether it cannot be written.'],
  },
  Solaris: { dummy: ['string', 'Nothing.'] },
  Spec: {
    Version: ['string', 'Version of the OCI specification.'],
    Process: ['Process', 'The first process.'],
    Root: ['Root', 'Root file system.'],
    Hostname: ['string', 'Host name.'],
    Mounts: ['[Mount]', 'Mounts, in their order.'],
    Hooks: ['Hooks', 'Programs to run around the container; the Go shim takes them out.'],
    Annotations: ['{string}', 'Annotations; that with Init-Data is taken out.'],
    Linux: ['Linux', 'What only Linux has.'],
    Solaris: ['Solaris', 'Nothing.'],
    Windows: ['Windows', 'Nothing.'],
  },
  User: {
    UID: ['uint32', 'Number of the user.'],
    GID: ['uint32', 'Number of the group.'],
    AdditionalGids: ['[uint32]', 'Numbers of further groups.'],
    Username: ['string', 'Name of the user.'],
  },
  Windows: { dummy: ['string', 'Nothing.'] },
};
