/** Inputs of the requests that need little to be made, as the Go shim sends them (reference/agent-policy.md 3.5). */
import type { RequestName } from '../requests/catalogue.ts';
import { createContainerInput, createPauseInput, processOf, userOf } from './create-container.ts';
import { uuidOf } from './identifiers.ts';
import type { Json, JsonObject } from './json.ts';
import { copiedPath, sharedMemory } from './paths.ts';
import type { SimulatedContainer, SimulatedMount, SimulatedPod } from './pod.ts';
import type { SimulatedStep } from './step.ts';

/** Makes a step. */
export function step(
  entrypoint: RequestName,
  input: JsonObject,
  title: string,
  container?: string,
): SimulatedStep {
  return { entrypoint, input, title, ...(container === undefined ? {} : { container }) };
}

// Sandbox and network

export function updateInterface(): SimulatedStep {
  const input = {
    interface: {
      device: 'eth0',
      name: 'eth0',
      IPAddresses: [
        { family: 0, address: '10.42.7.19', mask: '24' },
        { family: 1, address: 'fe80::5c11:22ff:fe33:4455', mask: '64' },
      ],
      mtu: 1450,
      hwAddr: '5e:11:22:33:44:55',
      devicePath: '02/01',
      type_: '',
      raw_flags: 0,
    },
  };
  return step('UpdateInterfaceRequest', input, 'set up the network interface');
}

export function updateRoutes(): SimulatedStep {
  const route = { source: '', family: 0, flags: 0, mtu: 0 };
  const input = {
    routes: {
      Routes: [
        { ...route, dest: '', gateway: '10.42.7.1', device: 'eth0', scope: 0 },
        { ...route, dest: '10.42.7.0/24', gateway: '', device: 'eth0', source: '10.42.7.19', scope: 253 },
      ],
    },
  };
  return step('UpdateRoutesRequest', input, 'set the routes');
}

export function addNeighbors(): SimulatedStep {
  const toIPAddress = { family: 0, address: '10.42.7.1', mask: '' };
  const input = {
    neighbors: {
      ARPNeighbors: [{ toIPAddress, device: 'eth0', lladdr: 'ee:ee:ee:ee:ee:ee', state: 128, flags: 0 }],
    },
  };
  return step('AddARPNeighborsRequest', input, 'set static neighbours');
}

export function createSandbox(pod: SimulatedPod): SimulatedStep {
  const input = {
    hostname: pod.hostname,
    dns: [
      `search ${pod.namespace}.svc.cluster.local svc.cluster.local cluster.local`,
      'nameserver 10.43.0.10',
      'options ndots:5',
      '',
    ],
    storages: [
      {
        driver: 'ephemeral',
        driver_options: [],
        source: 'shm',
        fstype: 'tmpfs',
        options: ['noexec', 'nosuid', 'nodev', 'mode=1777', 'size=67108864'],
        mount_point: sharedMemory,
        fs_group: null,
        shared: false,
      },
    ],
    sandbox_pidns: pod.shareProcessNamespace,
    sandbox_id: pod.sandboxId,
    guest_hook_path: '',
    kernel_modules: [],
  };
  return step('CreateSandboxRequest', input, 'set up the sandbox');
}

export function guestDetails(): SimulatedStep {
  const input = { mem_block_size: true, mem_hotplug_probe: true };
  return step('GuestDetailsRequest', input, 'ask the agent for its features');
}

// Files

interface CopiedFile {
  readonly path: string;
  readonly type: 'Regular' | 'Directory' | 'Symlink';
  readonly target?: string;
}

/** Modes as they are sent: the type of a file stands in its upper bits. */
const fileModes = { Regular: 33188, Directory: 17407, Symlink: 41471 } as const;

/** The form in which the policy sees a copied file; its content is not in it. */
export function copyFileInput({ path, type, target }: CopiedFile): JsonObject {
  return {
    path,
    file_type: type,
    symlink_target: target ?? null,
    file_size: type === 'Regular' ? 1024 : 0,
    file_mode: fileModes[type],
    dir_mode: 488,
    uid: 0,
    gid: 0,
    offset: 0,
  };
}

export function copyFile(file: CopiedFile, title: string, container?: string): SimulatedStep {
  return step('CopyFileRequest', copyFileInput(file), title, container);
}

/** When a ConfigMap or Secret was written: each writing has a folder of its own, and a link that names the current one. */
const firstWriting = '..2026_02_03_08_15_00.1029384756';

/** What the shim copies before a container is created: its own files and those of its volumes. */
export function copiedFiles(container: SimulatedContainer): readonly SimulatedStep[] {
  const { id, name } = container;
  const own = ['/etc/hosts', '/dev/termination-log', '/etc/hostname', '/etc/resolv.conf'];
  const steps = own.map((path) =>
    copyFile({ path: copiedPath(id, path), type: 'Regular' }, `copy ${path}`, name),
  );
  return [...steps, ...container.mounts.flatMap((mount) => copiedVolume(container, mount, firstWriting))];
}

/** The files of one volume. */
export function copiedVolume(
  { id, name }: SimulatedContainer,
  { destination, volume }: SimulatedMount,
  writing: string,
): readonly SimulatedStep[] {
  const root = copiedPath(id, destination);
  switch (volume.kind) {
    case 'memory':
    case 'disk':
      return [];
    case 'host':
      return [copyFile({ path: root, type: 'Directory' }, `copy volume ${volume.name}`, name)];
    case 'files': {
      const folder = `${root}/${writing}`;
      const title = `copy volume ${volume.name}`;
      return [
        copyFile({ path: folder, type: 'Directory' }, `${title}: folder`, name),
        ...volume.files.map((file) =>
          copyFile({ path: `${folder}/${file}`, type: 'Regular' }, `${title}: ${file}`, name),
        ),
        copyFile({ path: `${root}/..data`, type: 'Symlink', target: writing }, `${title}: link`, name),
      ];
    }
  }
}

// Containers

export function createPause(pod: SimulatedPod): SimulatedStep {
  return step('CreateContainerRequest', createPauseInput(pod), 'create the pause container', 'pause');
}

export function createContainer(pod: SimulatedPod, container: SimulatedContainer): SimulatedStep {
  const input = createContainerInput(pod, container);
  return step('CreateContainerRequest', input, `create ${container.name}`, container.name);
}

export function startContainer(id: string, name: string): SimulatedStep {
  return step('StartContainerRequest', { container_id: id }, `start ${name}`, name);
}

export function waitProcess(id: string, execId: string, name: string): SimulatedStep {
  return step('WaitProcessRequest', { container_id: id, exec_id: execId }, `wait for ${name} to end`, name);
}

export function signalProcess(id: string, execId: string, signal: number, name: string): SimulatedStep {
  const what = signal === 15 ? 'ask' : 'force';
  const input = { container_id: id, exec_id: execId, signal };
  return step('SignalProcessRequest', input, `${what} ${name} to end`, name);
}

export function removeContainer(id: string, name: string): SimulatedStep {
  return step('RemoveContainerRequest', { container_id: id, timeout: 0 }, `remove ${name}`, name);
}

/** The Go shim sends it after every container, even when nothing is shared. */
export function removeStaleMounts(): SimulatedStep {
  return step('RemoveStaleVirtiofsShareMountsRequest', {}, 'tidy up shared mounts');
}

// Exec and streams

export interface ExecOptions {
  readonly command: readonly string[];
  readonly terminal?: boolean;
  /** Changes of the process before it is sent. */
  readonly change?: Readonly<Record<string, Json>>;
}

/** The identifier of an exec: a UUID of the container runtime. */
export function execIdOf(container: SimulatedContainer, command: readonly string[]): string {
  return uuidOf(`${container.id} ${command.join(' ')}`);
}

export function execProcess(container: SimulatedContainer, options: ExecOptions): SimulatedStep {
  const { command, terminal = false, change = {} } = options;
  const process = processOf({
    args: command,
    env: terminal ? [...container.env, 'TERM=xterm'] : container.env,
    cwd: container.cwd,
    user: userOf(container),
    terminal,
    noNewPrivileges: container.noNewPrivileges,
    capabilities: null,
    oomScore: 0,
  });
  const input = {
    container_id: container.id,
    exec_id: execIdOf(container, command),
    string_user: null,
    process: { ...process, ...change },
    stdin_port: 0,
    stdout_port: 0,
    stderr_port: 0,
  };
  return step('ExecProcessRequest', input, `run ${command.join(' ')} in ${container.name}`, container.name);
}

export function readStream(id: string, execId: string, name: string): SimulatedStep {
  const input = { container_id: id, exec_id: execId, len: 32768 };
  return step('ReadStreamRequest', input, `read what ${name} prints`, name);
}

export function writeStream(id: string, execId: string, text: string, name: string): SimulatedStep {
  const input = { container_id: id, exec_id: execId, data: [...new TextEncoder().encode(text)] };
  return step('WriteStreamRequest', input, `write to the standard input of ${name}`, name);
}

export function closeStdin(id: string, execId: string, name: string): SimulatedStep {
  const input = { container_id: id, exec_id: execId };
  return step('CloseStdinRequest', input, `close the standard input of ${name}`, name);
}

export function resizeTerminal(id: string, execId: string, name: string): SimulatedStep {
  const input = { container_id: id, exec_id: execId, row: 48, column: 160 };
  return step('TtyWinResizeRequest', input, 'tell the size of the terminal', name);
}
