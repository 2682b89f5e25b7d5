/**
 * The input of CreateContainerRequest as the Go shim of Kata sends it in guest-pull mode, without a shared file system
 * (reference/agent-policy.md 3.2 and 3.5). The host chooses every field of it: this is what an honest host sends.
 */
import type { Json, JsonObject } from './json.ts';
import { copiedPath, diskPath, memoryPath, rootfsOf, sharedMemory } from './paths.ts';
import {
  defaultCapabilities,
  defaultPath,
  privilegedCapabilities,
  type SimulatedContainer,
  type SimulatedMount,
  type SimulatedPod,
} from './pod.ts';

const maskedPaths: readonly string[] = [
  '/proc/acpi',
  '/proc/asound',
  '/proc/kcore',
  '/proc/keys',
  '/proc/latency_stats',
  '/proc/timer_list',
  '/proc/timer_stats',
  '/proc/sched_debug',
  '/sys/firmware',
  '/sys/devices/virtual/powercap',
  '/proc/scsi',
];
const readOnlyPaths: readonly string[] = [
  '/proc/bus',
  '/proc/fs',
  '/proc/irq',
  '/proc/sys',
  '/proc/sysrq-trigger',
];
const defaultSysctls: JsonObject = {
  'net.ipv4.ip_unprivileged_port_start': '0',
  'net.ipv4.ping_group_range': '0 2147483647',
};

/** The pause container, which every pod creates first and whose image is built into the guest. */
export function createPauseInput(pod: SimulatedPod): JsonObject {
  const { sandboxId: id } = pod;
  const annotations: JsonObject = {
    'io.katacontainers.pkg.oci.bundle_path': bundlePath(id),
    'io.katacontainers.pkg.oci.container_type': 'pod_sandbox',
    'io.kubernetes.cri.container-type': 'sandbox',
    'io.kubernetes.cri.podsandbox.image-name': 'registry.k8s.io/pause:3.10',
    'io.kubernetes.cri.sandbox-cpu-period': '100000',
    'io.kubernetes.cri.sandbox-cpu-quota': '0',
    'io.kubernetes.cri.sandbox-cpu-shares': '102',
    'io.kubernetes.cri.sandbox-id': id,
    'io.kubernetes.cri.sandbox-log-directory': `/var/log/pods/${pod.namespace}_${pod.name}_${pod.uid}`,
    'io.kubernetes.cri.sandbox-memory': '268435456',
    'io.kubernetes.cri.sandbox-name': pod.name,
    'io.kubernetes.cri.sandbox-namespace': pod.namespace,
    'io.kubernetes.cri.sandbox-uid': pod.uid,
    'nerdctl/network-namespace': `/var/run/netns/cni-${pod.uid}`,
  };
  return containerInput(pod, id, 'pause', annotations, [], {
    Process: processOf({
      args: ['/pause'],
      env: [defaultPath],
      cwd: '/',
      user: { UID: 65535, GID: 65535, AdditionalGids: [65535], Username: '' },
      terminal: false,
      noNewPrivileges: true,
      capabilities: capabilitiesOf(defaultCapabilities),
      oomScore: -998,
    }),
    Root: { Path: rootfsOf(id), Readonly: true },
    Mounts: [
      ...systemMounts(false),
      bind('/dev/shm', sharedMemory, ['rbind']),
      bind('/etc/resolv.conf', copiedPath(id, '/etc/resolv.conf'), [
        'rbind',
        'ro',
        'nosuid',
        'nodev',
        'noexec',
      ]),
    ],
    privileged: false,
    memory: null,
    spec: pod.pauseSpec,
  });
}

/** A container of the pod. */
export function createContainerInput(pod: SimulatedPod, container: SimulatedContainer): JsonObject {
  const { id } = container;
  const annotations: JsonObject = {
    'io.katacontainers.pkg.oci.bundle_path': bundlePath(id),
    'io.katacontainers.pkg.oci.container_type': 'pod_container',
    'io.kubernetes.cri.container-name': container.name,
    'io.kubernetes.cri.container-type': 'container',
    'io.kubernetes.cri.image-name': container.image,
    'io.kubernetes.cri.sandbox-id': pod.sandboxId,
    'io.kubernetes.cri.sandbox-name': pod.name,
    'io.kubernetes.cri.sandbox-namespace': pod.namespace,
    'io.kubernetes.cri.sandbox-uid': pod.uid,
  };
  const ownFiles = ['/etc/hosts', '/dev/termination-log', '/etc/hostname', '/etc/resolv.conf'];
  return containerInput(
    pod,
    id,
    container.image,
    annotations,
    container.storages ?? volumeStorages(pod, container),
    {
      Process: processOf({
        args: container.args,
        env: container.env,
        cwd: container.cwd,
        user: userOf(container),
        terminal: container.terminal,
        noNewPrivileges: container.noNewPrivileges,
        capabilities: capabilitiesOf(container.privileged ? privilegedCapabilities : container.capabilities),
        oomScore: 998,
      }),
      Root: { Path: rootfsOf(id), Readonly: container.readOnlyRoot },
      Mounts: [
        ...systemMounts(true),
        ...ownFiles.map((path) => bind(path, copiedPath(id, path), ['rbind', 'rprivate', 'rw'])),
        bind('/dev/shm', sharedMemory, ['rbind']),
        ...container.mounts.map((each) => volumeMount(pod, id, each)),
      ],
      privileged: container.privileged,
      memory: {
        Limit: 268435456,
        Reservation: 0,
        Swap: 0,
        Kernel: 0,
        KernelTCP: 0,
        Swappiness: 0,
        DisableOOMKiller: false,
      },
      spec: container.spec,
    },
  );
}

interface SpecParts {
  readonly Process: JsonObject;
  readonly Root: JsonObject;
  readonly Mounts: readonly Json[];
  readonly privileged: boolean;
  readonly memory: Json;
  readonly spec: JsonObject | undefined;
}

function containerInput(
  pod: SimulatedPod,
  id: string,
  source: string,
  annotations: JsonObject,
  storages: readonly Json[],
  parts: SpecParts,
): JsonObject {
  const { Process, Root, Mounts } = parts;
  const namespaces = ['ipc', 'uts', 'mount'];
  return {
    container_id: id,
    exec_id: id,
    string_user: null,
    devices: [],
    storages: [guestPull(id, source, annotations), ...storages],
    OCI: {
      Version: '1.1.0',
      Process,
      Root,
      Hostname: pod.hostname,
      Mounts,
      Hooks: null,
      Annotations: annotations,
      Linux: {
        UIDMappings: [],
        GIDMappings: [],
        Sysctl: { ...defaultSysctls, ...pod.sysctls },
        Resources: {
          Devices: [],
          Memory: parts.memory,
          CPU: {
            Shares: id === pod.sandboxId ? 2 : 102,
            Quota: 0,
            Period: 0,
            RealtimeRuntime: 0,
            RealtimePeriod: 0,
            Cpus: '',
            Mems: '',
          },
          Pids: null,
          BlockIO: null,
          HugepageLimits: [],
          Network: null,
        },
        CgroupsPath: `/kubepods/burstable/pod${pod.uid}/${id}`,
        Namespaces: namespaces.map((Type) => ({ Type, Path: '' })),
        Devices: [],
        Seccomp: null,
        RootfsPropagation: '',
        MaskedPaths: parts.privileged ? [] : maskedPaths,
        ReadonlyPaths: parts.privileged ? [] : readOnlyPaths,
        MountLabel: '',
        IntelRdt: null,
      },
      Solaris: null,
      Windows: null,
      ...parts.spec,
    },
    sandbox_pidns: pod.shareProcessNamespace,
    shared_mounts: [],
    stdin_port: 0,
    stdout_port: 0,
    stderr_port: 0,
  };
}

/** The storage that makes the guest pull an image. Its driver option repeats the annotations as compact JSON. */
export function guestPull(id: string, source: string, annotations: JsonObject): JsonObject {
  return {
    driver: 'image_guest_pull',
    driver_options: [`image_guest_pull=${JSON.stringify({ metadata: annotations })}`],
    source,
    fstype: 'overlay',
    options: [],
    mount_point: rootfsOf(id),
    fs_group: null,
    shared: false,
  };
}

interface ProcessParts {
  readonly args: readonly string[];
  readonly env: readonly string[];
  readonly cwd: string;
  readonly user: JsonObject;
  readonly terminal: boolean;
  readonly noNewPrivileges: boolean;
  readonly capabilities: Json;
  readonly oomScore: number;
}

/** A process of a container or of an exec. */
export function processOf(parts: ProcessParts): JsonObject {
  return {
    Terminal: parts.terminal,
    ConsoleSize: null,
    User: parts.user,
    Args: parts.args,
    Env: parts.env,
    Cwd: parts.cwd,
    Capabilities: parts.capabilities,
    Rlimits: [],
    NoNewPrivileges: parts.noNewPrivileges,
    ApparmorProfile: '',
    OOMScoreAdj: parts.oomScore,
    SelinuxLabel: '',
  };
}

export function userOf({ user }: SimulatedContainer): JsonObject {
  return { UID: user.uid, GID: user.gid, AdditionalGids: user.additionalGids, Username: '' };
}

function capabilitiesOf(names: readonly string[]): JsonObject {
  return { Bounding: names, Effective: names, Inheritable: [], Permitted: names, Ambient: [] };
}

function bundlePath(id: string): string {
  return `/run/containerd/io.containerd.runtime.v2.task/k8s.io/${id}`;
}

function mount(destination: string, source: string, type: string, options: readonly string[]): JsonObject {
  return { destination, source, type_: type, options };
}

function bind(destination: string, source: string, options: readonly string[]): JsonObject {
  return mount(destination, source, 'bind', options);
}

function systemMounts(cgroup: boolean): readonly JsonObject[] {
  const plain = ['nosuid', 'noexec', 'nodev'];
  const mounts = [
    mount('/proc', 'proc', 'proc', plain),
    mount('/dev', 'tmpfs', 'tmpfs', ['nosuid', 'strictatime', 'mode=755', 'size=65536k']),
    mount('/dev/pts', 'devpts', 'devpts', [
      'nosuid',
      'noexec',
      'newinstance',
      'ptmxmode=0666',
      'mode=0620',
      'gid=5',
    ]),
    mount('/dev/mqueue', 'mqueue', 'mqueue', plain),
    mount('/sys', 'sysfs', 'sysfs', [...plain, 'ro']),
  ];
  if (cgroup) mounts.push(mount('/sys/fs/cgroup', 'cgroup', 'cgroup', [...plain, 'relatime', 'ro']));
  return mounts;
}

function volumeMount(
  pod: SimulatedPod,
  id: string,
  { destination, readOnly, volume }: SimulatedMount,
): JsonObject {
  const options = ['rbind', 'rprivate', readOnly ? 'ro' : 'rw'];
  switch (volume.kind) {
    case 'memory':
      return bind(destination, memoryPath(volume.name), options);
    case 'disk':
      return mount(destination, diskPath(pod.sandboxId, volume.name), 'local', options);
    case 'files':
    case 'host':
      return bind(destination, copiedPath(id, destination), options);
  }
}

function volumeStorages(pod: SimulatedPod, { mounts }: SimulatedContainer): readonly JsonObject[] {
  const storages = new Map<string, JsonObject>();
  for (const { volume } of mounts) {
    const common = { driver_options: [], fs_group: null, shared: false };
    if (volume.kind === 'memory') {
      storages.set(volume.name, {
        ...common,
        driver: 'ephemeral',
        source: 'tmpfs',
        fstype: 'tmpfs',
        options: [],
        mount_point: memoryPath(volume.name),
      });
    } else if (volume.kind === 'disk') {
      storages.set(volume.name, {
        ...common,
        driver: 'local',
        source: 'local',
        fstype: 'local',
        options: ['mode=0777'],
        mount_point: diskPath(pod.sandboxId, volume.name),
      });
    }
  }
  return [...storages.values()];
}
