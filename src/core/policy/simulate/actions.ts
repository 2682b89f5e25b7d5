/**
 * What a person does, and the requests that it causes (reference/agent-policy.md 2.11). An action runs on a pod whose life
 * has gone as far as `setup` says, so that a policy with state sees what it would see.
 */
import type { InputChange } from './changes.ts';
import {
  extraArgument,
  extraMount,
  extraVariable,
  otherArguments,
  otherImageThroughout,
  privileged,
  secondStorage,
} from './changes.ts';
import { hexOf } from './identifiers.ts';
import { endOfPod, lifeOfPod, startOfContainer, startOfPod } from './life.ts';
import { copiedPath, rootfsOf, sharedFolder } from './paths.ts';
import { containerNamed, type SimulatedContainer, type SimulatedPod } from './pod.ts';
import {
  closeStdin,
  copiedVolume,
  copyFile,
  createContainer,
  execIdOf,
  execProcess,
  readStream,
  removeContainer,
  removeStaleMounts,
  resizeTerminal,
  signalProcess,
  startContainer,
  step,
  waitProcess,
  writeStream,
} from './requests.ts';
import type { SimulatedStep } from './step.ts';

/** What a person may say about an action; what is absent is filled in by the action. */
export interface ActionValues {
  /** Name of a container; absent means the main one. */
  readonly container?: string;
  readonly command?: readonly string[];
  readonly terminal?: boolean;
  readonly stdin?: boolean;
  readonly image?: string;
  /** One argument, `NAME=value`, a path, or a text, as the action asks for. */
  readonly text?: string;
}

export type ActionValue = keyof ActionValues;

export interface ActionPlan {
  /** What has happened before. */
  readonly setup: readonly SimulatedStep[];
  readonly steps: readonly SimulatedStep[];
}

export interface Action {
  readonly id: string;
  /** As a menu has it. */
  readonly title: string;
  /** The command that a person would type, when there is one. */
  readonly command?: string;
  readonly group: 'life' | 'kubectl' | 'change' | 'host';
  /** Which values it asks for. */
  readonly values: readonly ActionValue[];
  /** What is not obvious, such as that nothing is sent at all. */
  readonly note?: string;
  /** What the person sees when a request of it is denied. */
  readonly whenDenied: string;
  readonly plan: (pod: SimulatedPod, values: ActionValues) => ActionPlan;
}

/** Uploads and downloads of `kubectl cp` are `tar` in the container. */
const download = ['tar', 'cf', '-', '/etc/hostname'];
const upload = ['tar', '-xmf', '-', '-C', '/tmp'];

export const actions: readonly Action[] = [
  {
    id: 'run',
    title: 'Create the pod',
    command: 'kubectl apply -f pod.yaml',
    group: 'life',
    values: [],
    whenDenied: 'The pod stays in ContainerCreating or CreateContainerError; an event carries the message.',
    plan: (pod) => ({ setup: [], steps: startOfPod(pod) }),
  },
  {
    id: 'delete',
    title: 'Delete the pod',
    command: 'kubectl delete pod',
    group: 'life',
    values: [],
    whenDenied: 'The pod ends slowly, and its VM is stopped by force.',
    plan: (pod) => ({ setup: startOfPod(pod), steps: endOfPod(pod) }),
  },
  {
    id: 'life',
    title: 'The whole life of the pod',
    group: 'life',
    values: [],
    note: 'From its network to its end, with everything that its manifest makes the kubelet do between.',
    whenDenied: 'As for creating and deleting the pod; probes and hooks that are denied fail.',
    plan: (pod) => ({ setup: [], steps: lifeOfPod(pod) }),
  },
  {
    id: 'exec',
    title: 'Run a command in a container',
    command: 'kubectl exec',
    group: 'kubectl',
    values: ['container', 'command', 'stdin', 'terminal'],
    whenDenied: 'kubectl shows an error that contains "ExecProcessRequest is blocked by policy".',
    plan: running((_, container, { command = ['sh'], stdin, terminal }) =>
      execution(container, command, { stdin: stdin === true, terminal: terminal === true }),
    ),
  },
  {
    id: 'logs',
    title: 'Read the logs',
    command: 'kubectl logs',
    group: 'kubectl',
    values: ['container'],
    note: 'Nothing is sent when you ask: the shim reads all the time. Denied, it reads nothing, without an error.',
    whenDenied: 'The log is empty.',
    plan: running((_, { id, name }) => [readStream(id, id, name)]),
  },
  {
    id: 'attach',
    title: 'Attach to a container',
    command: 'kubectl attach',
    group: 'kubectl',
    values: ['container', 'stdin', 'text'],
    whenDenied: 'Nothing is shown, or what is typed is refused.',
    plan: running((_, { id, name }, { stdin = true, text = 'help\n' }) => [
      readStream(id, id, name),
      ...(stdin ? [writeStream(id, id, text, name)] : []),
    ]),
  },
  {
    id: 'copy-out',
    title: 'Copy a file out of a container',
    command: 'kubectl cp pod:/etc/hostname .',
    group: 'kubectl',
    values: ['container', 'text'],
    note: 'kubectl cp is an exec of tar, not CopyFileRequest.',
    whenDenied: 'As for exec.',
    plan: running((_, container, { text }) =>
      execution(container, text === undefined ? download : ['tar', 'cf', '-', text], {
        stdin: false,
        terminal: false,
      }),
    ),
  },
  {
    id: 'copy-in',
    title: 'Copy a file into a container',
    command: 'kubectl cp file pod:/tmp',
    group: 'kubectl',
    values: ['container', 'text'],
    note: 'kubectl cp is an exec of tar that reads standard input, not CopyFileRequest.',
    whenDenied: 'As for exec; where only standard input is denied, tar ends without a file.',
    plan: running((_, container, { text }) =>
      execution(container, text === undefined ? upload : ['tar', '-xmf', '-', '-C', text], {
        stdin: true,
        terminal: false,
      }),
    ),
  },
  {
    id: 'port-forward',
    title: 'Forward a port',
    command: 'kubectl port-forward',
    group: 'kubectl',
    values: [],
    note: 'No request is sent: the host opens the connection in the network of the pod. A policy cannot forbid it.',
    whenDenied: 'It cannot be denied.',
    plan: running(() => []),
  },
  {
    id: 'top',
    title: 'Measure the pod',
    command: 'kubectl top pod',
    group: 'kubectl',
    values: ['container'],
    whenDenied: 'There are no metrics.',
    plan: running((_, { id, name }) => [
      step('StatsContainerRequest', { container_id: id }, `measure ${name}`, name),
    ]),
  },
  {
    id: 'debug',
    title: 'Add a debug container',
    command: 'kubectl debug -it --image=busybox',
    group: 'kubectl',
    values: ['image', 'command'],
    whenDenied: 'The ephemeral container fails to start.',
    plan: running((pod, container, { image = 'docker.io/library/busybox:latest', command = ['sh'] }) =>
      startOfContainer(pod, {
        ...container,
        name: 'debugger',
        id: hexOf(`${pod.uid} debugger`, 64),
        image,
        args: command,
        commands: [],
      }),
    ),
  },
  {
    id: 'files-change',
    title: 'Change a ConfigMap or Secret',
    command: 'kubectl apply -f configmap.yaml',
    group: 'kubectl',
    values: ['container'],
    note: 'The content is never part of the request: no policy can check it.',
    whenDenied: 'The container keeps what it had.',
    plan: running((_, container) =>
      container.mounts.flatMap((mount) => copiedVolume(container, mount, '..2026_02_03_09_40_00.5647382910')),
    ),
  },
  {
    id: 'resize',
    title: 'Resize a container in place',
    group: 'kubectl',
    values: ['container'],
    whenDenied: 'The kubelet reports that the resize failed.',
    plan: running((_, { id, name }) => [
      step('UpdateContainerRequest', { container_id: id, resources: resources() }, `resize ${name}`, name),
    ]),
  },
  change(
    'image',
    'Another image',
    ['image'],
    ({ image = 'registry.example.com/other@sha256:' + hexOf('o', 64) }) => otherImageThroughout(image),
  ),
  change('argument', 'One more argument', ['text'], ({ text = '--verbose' }) => extraArgument(text)),
  change('variable', 'One more variable', ['text'], ({ text = 'LD_PRELOAD=/tmp/hook.so' }) =>
    extraVariable(text),
  ),
  change('mount', 'One more mount', ['text'], ({ text = '/usr/local/bin' }, { id }) =>
    extraMount(text, copiedPath(id, text)),
  ),
  change('privileged', 'Privileged', [], () => privileged),
  change('shell', 'A shell instead of the program', [], () => otherArguments(['/bin/sh', '-c', 'sleep 1d'])),
  change(
    'second-storage',
    'A second image beside the first',
    ['image'],
    ({ image = 'registry.example.com/x' }, { id }) => secondStorage(image, `${rootfsOf(id)}/usr/local`),
  ),
  {
    id: 'copy-shared',
    title: 'Copy a file into the shared folder',
    group: 'host',
    values: ['container', 'text'],
    whenDenied: 'The host gets an error; the guest keeps its files.',
    plan: running((_, { id, name }, { text = `${sharedFolder}/${id}/rootfs/bin/sh` }) => [
      copyFile({ path: text, type: 'Regular' }, `write ${text}`, name),
    ]),
  },
  {
    id: 'set-policy',
    title: 'Replace the policy',
    group: 'host',
    values: ['text'],
    note: 'Init-Data installs its policy without asking; this request is what comes after.',
    whenDenied: 'The host gets an error; the policy stays.',
    plan: running((_, __, { text = 'package agent_policy\n\nAllowRequestsFailingPolicy := true\n' }) => [
      step('SetPolicyRequest', { policy: text }, 'replace the policy'),
    ]),
  },
];

/** The action of an id. */
export function actionOf(id: string): Action | undefined {
  return actions.find((action) => action.id === id);
}

type Steps = (
  pod: SimulatedPod,
  container: SimulatedContainer,
  values: ActionValues,
) => readonly SimulatedStep[];

/** An action on a pod that runs. */
function running(steps: Steps): Action['plan'] {
  return (pod, values) => ({
    setup: startOfPod(pod),
    steps: steps(pod, containerNamed(pod, values.container), values),
  });
}

/** A container that ends and comes back with something changed, as the host may do at any time. */
function change(
  id: string,
  title: string,
  values: readonly ActionValue[],
  changeOf: (values: ActionValues, container: SimulatedContainer) => InputChange,
): Action {
  return {
    id: `change-${id}`,
    title,
    group: 'change',
    values: ['container', ...values],
    whenDenied: 'The new container fails with the message of the agent; the pod lacks it.',
    plan: running((pod, old, given) => {
      const container = { ...old, id: hexOf(`${old.id} again`, 64) };
      const creation = createContainer(pod, container);
      return [
        signalProcess(old.id, old.id, 15, old.name),
        removeContainer(old.id, old.name),
        removeStaleMounts(),
        { ...creation, input: changeOf(given, container)(creation.input) },
        startContainer(container.id, container.name),
      ];
    }),
  };
}

function execution(
  container: SimulatedContainer,
  command: readonly string[],
  { stdin, terminal }: { readonly stdin: boolean; readonly terminal: boolean },
): readonly SimulatedStep[] {
  const { id, name } = container;
  const execId = execIdOf(container, command);
  return [
    execProcess(container, { command, terminal }),
    ...(terminal ? [resizeTerminal(id, execId, name)] : []),
    readStream(id, execId, name),
    ...(stdin ? [writeStream(id, execId, 'ls\n', name), closeStdin(id, execId, name)] : []),
    waitProcess(id, execId, name),
  ];
}

function resources() {
  return {
    Devices: [],
    Memory: {
      Limit: 536870912,
      Reservation: 0,
      Swap: 0,
      Kernel: 0,
      KernelTCP: 0,
      Swappiness: 0,
      DisableOOMKiller: false,
    },
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
  };
}
