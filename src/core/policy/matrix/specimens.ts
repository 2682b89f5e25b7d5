/**
 * Ordinary inputs of every request: the pod of an example, as an honest host describes it. What is tried first when nobody
 * gives other inputs, and what hostile inputs are made from.
 */
import { jsonOf, valueFromUnknown } from '#core/rego/value/json.ts';
import type { ProfileId } from '#core/rego/profile.ts';
import { completeInput } from '../agent/complete.ts';
import { messageOf } from '../agent/fields.ts';
import { agentRequests } from '../requests/request.ts';
import type { RequestName } from '../requests/catalogue.ts';
import { hexOf, uuidOf } from '../simulate/identifiers.ts';
import type { JsonObject } from '../simulate/json.ts';
import { lifeOfPod } from '../simulate/life.ts';
import { copiedPath, memoryPath } from '../simulate/paths.ts';
import {
  defaultCapabilities,
  defaultPath,
  type SimulatedContainer,
  type SimulatedPod,
} from '../simulate/pod.ts';
import { closeStdin, execProcess, resizeTerminal, writeStream } from '../simulate/requests.ts';

const container: SimulatedContainer = {
  kind: 'workload',
  name: 'web',
  id: hexOf('specimen web', 64),
  image: `registry.example/shop/web@sha256:${hexOf('specimen image', 64)}`,
  args: ['/usr/bin/web', '--listen', ':8080'],
  env: [defaultPath, 'HOSTNAME=shop'],
  cwd: '/',
  user: { uid: 0, gid: 0, additionalGids: [0] },
  terminal: false,
  readOnlyRoot: false,
  noNewPrivileges: false,
  capabilities: defaultCapabilities,
  privileged: false,
  mounts: [
    {
      destination: '/etc/shop',
      readOnly: true,
      volume: { kind: 'files', name: 'settings', files: ['shop.toml'] },
    },
  ],
  commands: [],
  assumed: [],
};

export const specimenPod: SimulatedPod = {
  name: 'shop',
  namespace: 'default',
  uid: uuidOf('specimen pod'),
  hostname: 'shop',
  sandboxId: hexOf('specimen sandbox', 64),
  shareProcessNamespace: false,
  hostNetwork: false,
  sysctls: {},
  containers: [container],
};

/** The workload container of the example. */
export const specimenContainer = container;

/** An exec of an ordinary command in it. */
export function specimenExec(command: readonly string[]): JsonObject {
  return execProcess(container, { command }).input;
}

const { id } = container;
const volumePath = memoryPath('cache');
const noMemcg = {
  disabled: false,
  swap: null,
  swappiness_max: null,
  period_secs: null,
  period_psi_percent_limit: null,
  eviction_psi_percent_limit: null,
  eviction_run_aging_count_min: null,
};
const noCompact = {
  disabled: false,
  period_secs: null,
  period_psi_percent_limit: null,
  compact_psi_percent_limit: null,
  compact_sec_max: null,
  compact_order: null,
  compact_threshold: null,
  compact_force_times: null,
};

/** Requests that the ordinary life of a pod does not have. */
const others: readonly (readonly [RequestName, JsonObject])[] = [
  ['ExecProcessRequest', specimenExec(['/usr/bin/web', '--check'])],
  ['WriteStreamRequest', writeStream(id, id, 'y\n', container.name).input],
  ['CloseStdinRequest', closeStdin(id, id, container.name).input],
  ['TtyWinResizeRequest', resizeTerminal(id, id, container.name).input],
  ['PauseContainerRequest', { container_id: id }],
  ['ResumeContainerRequest', { container_id: id }],
  [
    'UpdateContainerRequest',
    {
      container_id: id,
      resources: {
        Devices: [],
        Memory: null,
        CPU: {
          Shares: 204,
          Quota: 20000,
          Period: 100000,
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
    },
  ],
  [
    'UpdateEphemeralMountsRequest',
    {
      storages: [
        {
          driver: 'ephemeral',
          driver_options: [],
          source: 'tmpfs',
          fstype: 'tmpfs',
          options: ['remount', 'size=512M'],
          mount_point: volumePath,
          fs_group: null,
          shared: false,
        },
      ],
    },
  ],
  ['ListInterfacesRequest', {}],
  ['ListRoutesRequest', {}],
  ['GetIPTablesRequest', { is_ipv6: false }],
  ['SetIPTablesRequest', { is_ipv6: false, data: [42, 110, 97, 116, 10] }],
  ['OnlineCPUMemRequest', { wait: false, nb_cpus: 1, cpu_only: true }],
  ['MemHotplugByProbeRequest', { memHotplugProbeAddr: [4294967296] }],
  ['AddSwapRequest', { PCIPath: [2, 3] }],
  ['AddSwapPathRequest', { path: '/dev/vdb' }],
  ['ResizeVolumeRequest', { volume_guest_path: volumePath, size: 1073741824 }],
  ['MemAgentMemcgConfig', noMemcg],
  ['MemAgentCompactConfig', noCompact],
  ['StatsContainerRequest', { container_id: id }],
  ['GetMetricsRequest', {}],
  ['VolumeStatsRequest', { volume_guest_path: volumePath }],
  ['GetDiagnosticDataRequest', { log_type: 'termination_log', container_id: id }],
  ['SetPolicyRequest', { policy: 'package agent_policy\n' }],
  ['SetGuestDateTimeRequest', { Sec: 1767225600, Usec: 0 }],
  ['ReseedRandomDevRequest', { data: [17, 203, 88, 4] }],
  [
    'CopyFileRequest',
    {
      path: `${copiedPath(id, '/etc/shop')}/..data`,
      file_type: 'Symlink',
      symlink_target: '..2026_02_03_08_15_00.1029384756',
      file_size: 0,
      file_mode: 41471,
      dir_mode: 488,
      uid: 0,
      gid: 0,
      offset: 0,
    },
  ],
];

const ordinary: ReadonlyMap<RequestName, readonly JsonObject[]> = new Map(
  agentRequests.map(({ name }) => [name, inputsOf(name)]),
);

/** Inputs of each request as releases since Kata 3.28 have them, at most a few; none is empty. */
export const specimens = ordinary;

const perRelease = new Map<string, readonly JsonObject[]>();

/** Inputs of a request as the policy of a release sees them: fields that the release lacks are left out. */
export function specimensOf(name: RequestName, profile: ProfileId): readonly JsonObject[] {
  const message = messageOf(name, profile);
  if (message === undefined || message === messageOf(name)) return ordinary.get(name) ?? [];
  let known = perRelease.get(message);
  if (known === undefined) {
    known = (ordinary.get(name) ?? []).map((input) => asSeenIn(name, profile, input));
    perRelease.set(message, known);
  }
  return known;
}

function asSeenIn(name: RequestName, profile: ProfileId, input: JsonObject): JsonObject {
  const completion = completeInput(name, valueFromUnknown(input), profile);
  const text = completion === undefined ? undefined : jsonOf(completion.input);
  return text === undefined ? input : (JSON.parse(text) as JsonObject);
}

function inputsOf(name: RequestName): readonly JsonObject[] {
  const lived = lifeOfPod(specimenPod).filter(({ entrypoint }) => entrypoint === name);
  const inputs = [
    ...lived.map(({ input }) => input),
    ...others.flatMap(([other, input]) => (other === name ? [input] : [])),
  ];
  const different = new Map(inputs.map((input) => [JSON.stringify(input), input]));
  // The workload comes before the pause container: it is what most policies are about.
  const sorted =
    name === 'CreateContainerRequest' ? [...different.values()].toReversed() : [...different.values()];
  return sorted.slice(0, 4);
}
