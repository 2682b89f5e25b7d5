/** Attacks by other requests: on the sandbox, on the network, on a pod that runs. */
import { changes, withField, withItem } from '../simulate/changes.ts';
import { hexOf } from '../simulate/identifiers.ts';
import { copiedPath, rootfsOf, sharedFolder } from '../simulate/paths.ts';
import { mainContainer } from '../simulate/pod.ts';
import {
  addNeighbors,
  copyFile,
  createContainer,
  execIdOf,
  execProcess,
  readStream,
  step,
  updateInterface,
  updateRoutes,
  writeStream,
} from '../simulate/requests.ts';
import type { Attack } from './attack.ts';
import { onNetwork, onRunningPod, onSandbox, single, upTo } from './plans.ts';

const sequenceAttacks: readonly Attack[] = [
  {
    id: 'container-foreign',
    group: 'sequence',
    title: 'One more container beside the workload',
    gain: 'A program of the host shares network, memory and volumes with the workload.',
    reference: '6.4',
    plan: onRunningPod((pod, container) => {
      const image = `registry.example.net/host/tool@sha256:${hexOf('tool', 64)}`;
      const id = hexOf(`${pod.uid} foreign`, 64);
      const foreign = { ...container, name: 'foreign', id, image, args: ['/tool'], mounts: [], commands: [] };
      return [createContainer(pod, foreign)];
    }),
  },
  {
    id: 'container-twice',
    group: 'sequence',
    title: 'The same container twice',
    gain: 'Two instances act at once where the workload counts on being alone.',
    reference: '6.4',
    plan: onRunningPod((pod, container) => [
      createContainer(pod, { ...container, id: hexOf(`${container.id} twin`, 64) }),
    ]),
  },
  {
    id: 'init-skipped',
    group: 'sequence',
    title: 'The workload without its init containers',
    gain: 'What they set up or check is missing.',
    reference: '6.4',
    plan: (pod) => {
      if (!pod.containers.some(({ kind }) => kind === 'init')) return undefined;
      const container = mainContainer(pod);
      const setup = upTo({ ...pod, containers: [container] }, container);
      return { setup, steps: [createContainer(pod, container)] };
    },
  },
];

const execAttacks: readonly Attack[] = [
  {
    id: 'exec-shell',
    group: 'exec',
    title: 'Run a shell in the container',
    gain: 'Any command with the secrets of the workload.',
    reference: '8.1',
    plan: onRunningPod((_, container) => [execProcess(container, { command: ['/bin/sh'], terminal: true })]),
  },
  {
    id: 'exec-script',
    group: 'exec',
    title: 'Run /bin/sh -c in the container',
    gain: 'Any script with the secrets of the workload.',
    reference: '8.1',
    plan: onRunningPod((_, container) => [execProcess(container, { command: ['/bin/sh', '-c', 'env'] })]),
  },
  {
    id: 'exec-environment',
    group: 'exec',
    title: 'Run an allowed command with LD_PRELOAD',
    gain: 'A probe runs the code of the host.',
    reference: '8.1',
    plan: onRunningPod((_, container) => {
      const [command] = container.commands;
      if (command === undefined) return undefined;
      const Env = [...container.env, 'LD_PRELOAD=/dev/shm/host.so'];
      return [execProcess(container, { command, change: { Env } })];
    }),
  },
  {
    id: 'exec-extra-argument',
    group: 'exec',
    title: 'Run an allowed command with one more argument',
    gain: 'A probe does more than it should.',
    reference: '8.1',
    plan: onRunningPod((_, container) => {
      const [command] = container.commands;
      return command === undefined ? undefined : [execProcess(container, { command: [...command, '; sh'] })];
    }),
  },
  {
    id: 'exec-root',
    group: 'exec',
    title: 'Run an allowed command as another user',
    gain: 'A probe acts with other rights.',
    reference: '8.1',
    plan: onRunningPod((_, container) => {
      const [command] = container.commands;
      const UID = container.user.uid === 0 ? 12345 : 0;
      const User = { UID, GID: 0, AdditionalGids: [0], Username: '' };
      return command === undefined ? undefined : [execProcess(container, { command, change: { User } })];
    }),
  },
  {
    id: 'exec-capabilities',
    group: 'exec',
    title: 'Run an allowed command with capabilities',
    gain: 'A probe acts with other rights.',
    reference: '8.1',
    plan: onRunningPod((_, container) => {
      const [command] = container.commands;
      const all = ['CAP_SYS_ADMIN', 'CAP_SYS_PTRACE'];
      const Capabilities = { Bounding: all, Effective: all, Inheritable: all, Permitted: all, Ambient: all };
      return command === undefined
        ? undefined
        : [execProcess(container, { command, change: { Capabilities } })];
    }),
  },
  {
    id: 'exec-unknown-container',
    group: 'exec',
    title: 'Run an allowed command in a container that was never created',
    gain: 'Rules that go by the container are passed by, for what comes later.',
    reference: '8.1',
    plan: onRunningPod((pod, container) => {
      const [command] = container.commands;
      const other = { ...container, id: hexOf(`${pod.uid} nobody`, 64) };
      return command === undefined ? undefined : [execProcess(other, { command })];
    }),
  },
  {
    id: 'exec-pause',
    group: 'exec',
    title: 'Run a command in the pause container',
    gain: 'A place to run programs beside the workload.',
    reference: '8.1',
    plan: onRunningPod((pod, container) => [
      execProcess({ ...container, id: pod.sandboxId, name: 'pause' }, { command: ['/bin/sh'] }),
    ]),
  },
];

const streamAttacks: readonly Attack[] = [
  {
    id: 'stdin-workload',
    group: 'streams',
    title: 'Write to the standard input of the workload',
    gain: 'The host types into the workload.',
    reference: '6.4',
    plan: onRunningPod((_, { id, name }) => [writeStream(id, id, 'shutdown\n', name)]),
  },
  {
    id: 'stdin-exec',
    group: 'streams',
    title: 'Run a shell and type into it',
    gain: 'A full shell in the workload.',
    reference: '8.1',
    plan: onRunningPod((_, container) => {
      const command = ['sh'];
      const execId = execIdOf(container, command);
      return [
        execProcess(container, { command }),
        writeStream(container.id, execId, 'cat /run/secrets/*\n', container.name),
        readStream(container.id, execId, container.name),
      ];
    }),
  },
];

const fileAttacks: readonly Attack[] = [
  file(
    'root',
    'into the root file system, by the shared folder',
    (id) => `${sharedFolder}/${id}/rootfs/bin/sh`,
  ),
  file('pulled-root', 'into the root file system of a pulled image', (id) => `${rootfsOf(id)}/bin/sh`),
  file('outside', 'into a folder of the guest', () => '/etc/ssl/cert.pem'),
  file(
    'traversal',
    'out of the shared folder by ".."',
    (id) => `${copiedPath(id, '/etc/hosts')}/../../../../../../etc/ssl/cert.pem`,
  ),
  file('traversal-end', 'to a path that ends in ".."', (id) => `${copiedPath(id, '/etc/hosts')}/..`),
  file('relative', 'by a relative path', () => 'etc/ssl/cert.pem'),
  link('absolute', 'an absolute target', '/etc/ssl'),
  link('up', 'a target outside of its folder', '../../../../etc'),
  link('up-within', 'a target that goes up on its way', 'a/../../../b'),
  {
    id: 'link-top',
    group: 'files',
    title: 'A link in place of a volume',
    gain: 'The next mount of that volume follows the link.',
    reference: '8.1',
    plan: onRunningPod((_, { id, name }) => [
      copyFile(
        { path: copiedPath(id, '/data'), type: 'Symlink', target: 'elsewhere' },
        'make a link in place of a volume',
        name,
      ),
    ]),
  },
  {
    id: 'file-type',
    group: 'files',
    title: 'A file of an unknown type',
    gain: 'Devices and pipes appear where files are expected.',
    reference: '8.1',
    plan: onRunningPod((_, { id, name }) => {
      const made = copyFile(
        { path: `${copiedPath(id, '/etc/hosts')}/f`, type: 'Regular' },
        'make a pipe',
        name,
      );
      const change = changes(withField(['file_type'], 'Unknown'), withField(['file_mode'], 4516));
      return [{ ...made, input: change(made.input) }];
    }),
  },
];

function file(id: string, title: string, path: (containerId: string) => string): Attack {
  return {
    id: `file-${id}`,
    group: 'files',
    title: `Write a file ${title}`,
    gain: 'The host changes programs, certificates or settings of the guest.',
    reference: '8.1',
    plan: onRunningPod((_, container) => [
      copyFile({ path: path(container.id), type: 'Regular' }, `write a file ${title}`, container.name),
    ]),
  };
}

function link(id: string, title: string, target: string): Attack {
  return {
    id: `link-${id}`,
    group: 'files',
    title: `Make a link with ${title}`,
    gain: 'What is written next by this name lands outside of the shared folder.',
    reference: '8.1',
    plan: onRunningPod((_, container) => [
      copyFile(
        { path: `${copiedPath(container.id, '/etc/hosts')}/link`, type: 'Symlink', target },
        `make a link with ${title}`,
        container.name,
      ),
    ]),
  };
}

const sandboxAttacks: readonly Attack[] = [
  {
    id: 'sandbox-modules',
    group: 'sandbox',
    title: 'Load a kernel module',
    gain: 'Code of the host in the kernel of the guest.',
    reference: '8.1',
    plan: onSandbox(() => withField(['kernel_modules'], [{ name: 'host', parameters: [] }])),
  },
  {
    id: 'sandbox-hooks',
    group: 'sandbox',
    title: 'Name a folder of hooks',
    gain: 'Programs run in the guest, outside of any container.',
    reference: '8.1',
    plan: onSandbox(() => withField(['guest_hook_path'], sharedFolder)),
  },
  {
    id: 'sandbox-process-namespace',
    group: 'sandbox',
    title: 'Share processes among containers',
    gain: 'Containers of the pod see and trace the processes of each other.',
    reference: '8.1',
    plan: (pod) =>
      pod.shareProcessNamespace ? undefined : onSandbox(() => withField(['sandbox_pidns'], true))(pod),
  },
  {
    id: 'sandbox-storage',
    group: 'sandbox',
    title: 'Mount something where a container will be',
    gain: 'The image of the container is skipped later, as its place is taken.',
    reference: '3.2',
    plan: onSandbox((pod) =>
      withItem(['storages'], {
        driver: 'blk',
        driver_options: [],
        source: '02/03',
        fstype: 'ext4',
        options: [],
        mount_point: rootfsOf(mainContainer(pod).id),
        fs_group: null,
        shared: false,
      }),
    ),
  },
];

const networkAttacks: readonly Attack[] = [
  {
    id: 'interface-loopback',
    group: 'network',
    title: 'Take over the loopback interface',
    gain: 'The host listens to and answers for services on localhost, such as the one that hands out secrets.',
    reference: '8.1',
    plan: onNetwork(
      updateInterface,
      changes(withField(['interface', 'name'], 'lo'), withField(['interface', 'device'], 'lo')),
    ),
  },
  {
    id: 'route-loopback',
    group: 'network',
    title: 'Route loopback addresses to the host',
    gain: 'The host answers for services on localhost.',
    reference: '8.1',
    plan: onNetwork(
      updateRoutes,
      withItem(['routes', 'Routes'], {
        dest: '127.0.0.0/8',
        gateway: '',
        device: 'eth0',
        source: '127.0.0.1',
        scope: 253,
        family: 0,
        flags: 0,
        mtu: 0,
      }),
    ),
  },
  {
    id: 'route-device',
    group: 'network',
    title: 'A route on the loopback interface',
    gain: 'Traffic that should leave the guest stays, or the other way round.',
    reference: '8.1',
    plan: onNetwork(updateRoutes, withField(['routes', 'Routes', 0, 'device'], 'lo')),
  },
  {
    id: 'neighbor-loopback',
    group: 'network',
    title: 'A neighbour on the loopback interface',
    gain: 'Answers for localhost come from elsewhere.',
    reference: '8.1',
    plan: onNetwork(addNeighbors, withField(['neighbors', 'ARPNeighbors', 0, 'device'], 'lo')),
  },
];

const administrationAttacks: readonly Attack[] = [
  {
    id: 'set-policy',
    group: 'administration',
    title: 'Replace the policy',
    gain: 'Everything, from then on.',
    reference: '2',
    plan: single('SetPolicyRequest', 'replace the policy', { policy: 'package agent_policy\n' }),
  },
  {
    id: 'clock',
    group: 'administration',
    title: 'Set the clock',
    gain: 'Certificates that have ended are good again.',
    reference: '2',
    plan: single('SetGuestDateTimeRequest', 'set the clock', { Sec: 1_500_000_000, Usec: 0 }),
  },
  {
    id: 'entropy',
    group: 'administration',
    title: 'Choose random numbers',
    gain: 'The host mixes in what the guest takes for chance.',
    reference: '2',
    plan: single('ReseedRandomDevRequest', 'choose random numbers', {
      data: Array.from({ length: 64 }, () => 0),
    }),
  },
  {
    id: 'swap',
    group: 'administration',
    title: 'Give the guest a swap disk',
    gain: 'Memory of the guest is written to a disk of the host, in the clear.',
    reference: '2',
    plan: single('AddSwapRequest', 'add a swap disk', { PCIPath: [2, 5] }),
  },
  {
    id: 'swap-path',
    group: 'administration',
    title: 'Give the guest a swap disk, by its path',
    gain: 'Memory of the guest is written to a disk of the host, in the clear.',
    reference: '2',
    plan: single('AddSwapPathRequest', 'add a swap disk', { path: '/dev/vdb' }),
  },
  {
    id: 'packet-filter',
    group: 'administration',
    title: 'Set packet filters',
    gain: 'The host redirects the traffic inside the guest.',
    reference: '2',
    plan: single('SetIPTablesRequest', 'set packet filters', {
      is_ipv6: false,
      data: [...new TextEncoder().encode('*nat\nCOMMIT\n')],
    }),
  },
  {
    id: 'memory-hotplug',
    group: 'administration',
    title: 'Announce memory',
    gain: 'The guest uses memory at addresses that the host chose.',
    reference: '2',
    plan: single('MemHotplugByProbeRequest', 'announce memory', { memHotplugProbeAddr: [4294967296] }),
  },
  {
    id: 'resources',
    group: 'administration',
    title: 'Open a device by an update of resources',
    gain: 'Rules about devices travel in the message that resizes a container.',
    reference: '2',
    plan: onRunningPod((_, { id, name }) => [
      step(
        'UpdateContainerRequest',
        {
          container_id: id,
          resources: {
            Devices: [{ Allow: true, Type: 'a', Major: -1, Minor: -1, Access: 'rwm' }],
            Memory: null,
            CPU: null,
            Pids: null,
            BlockIO: null,
            HugepageLimits: [],
            Network: null,
          },
        },
        'open all devices',
        name,
      ),
    ]),
  },
  {
    id: 'freeze',
    group: 'administration',
    title: 'Freeze the workload at a chosen moment',
    gain: 'Time of use and time of check come apart.',
    reference: '2',
    plan: onRunningPod((_, { id, name }) => [
      step('PauseContainerRequest', { container_id: id }, 'freeze the workload', name),
    ]),
  },
  {
    id: 'remount',
    group: 'administration',
    title: 'Remount a volume on memory',
    gain: 'The host chooses its options.',
    reference: '2',
    plan: single('UpdateEphemeralMountsRequest', 'remount a volume', {
      storages: [
        {
          driver: 'ephemeral',
          driver_options: [],
          source: 'tmpfs',
          fstype: 'tmpfs',
          options: ['remount', 'exec', 'suid'],
          mount_point: '/run/kata-containers/sandbox/shm',
          fs_group: null,
          shared: false,
        },
      ],
    }),
  },
];

export const runningAttacks: readonly Attack[] = [
  ...sequenceAttacks,
  ...execAttacks,
  ...streamAttacks,
  ...fileAttacks,
  ...sandboxAttacks,
  ...networkAttacks,
  ...administrationAttacks,
];
