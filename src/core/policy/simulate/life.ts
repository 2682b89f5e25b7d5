/** The whole life of a pod as the agent sees it, in order (reference/agent-policy.md 2.11). */
import { copiedPath } from './paths.ts';
import type { SimulatedContainer, SimulatedPod } from './pod.ts';
import {
  addNeighbors,
  copiedFiles,
  copyFile,
  createContainer,
  createPause,
  createSandbox,
  execIdOf,
  execProcess,
  guestDetails,
  readStream,
  removeContainer,
  removeStaleMounts,
  signalProcess,
  startContainer,
  step,
  updateInterface,
  updateRoutes,
  waitProcess,
} from './requests.ts';
import type { SimulatedStep } from './step.ts';

export interface LifeOptions {
  /** False for peer pods, whose network is not set up by the shim. */
  readonly network: boolean;
}

/** From the network to the last container: what `kubectl run` causes. */
export function startOfPod(
  pod: SimulatedPod,
  options: LifeOptions = { network: true },
): readonly SimulatedStep[] {
  return [...startOfSandbox(pod, options), ...pod.containers.flatMap((each) => startOfContainer(pod, each))];
}

/** Up to the pause container. */
export function startOfSandbox(pod: SimulatedPod, { network }: LifeOptions): readonly SimulatedStep[] {
  const { sandboxId } = pod;
  return [
    ...(network ? [updateInterface(), updateRoutes(), addNeighbors()] : []),
    createSandbox(pod),
    guestDetails(),
    copyFile(
      { path: copiedPath(sandboxId, '/etc/resolv.conf'), type: 'Regular' },
      'copy /etc/resolv.conf of the pause container',
      'pause',
    ),
    createPause(pod),
    startContainer(sandboxId, 'pause'),
    waitProcess(sandboxId, sandboxId, 'pause'),
    step('GetOOMEventRequest', {}, 'wait for the guest to run out of memory'),
  ];
}

/** One container, with the files that it needs, its output and the first run of its probes. */
export function startOfContainer(pod: SimulatedPod, container: SimulatedContainer): readonly SimulatedStep[] {
  const { id, name } = container;
  return [
    ...copiedFiles(container),
    createContainer(pod, container),
    startContainer(id, name),
    waitProcess(id, id, name),
    readStream(id, id, name),
    ...container.commands.flatMap((command) => probe(container, command)),
    step('StatsContainerRequest', { container_id: id }, `measure ${name}`, name),
    // An init container is over before the next container is created.
    ...(container.kind === 'init' ? endOfContainer(container) : []),
  ];
}

/** What the kubelet runs as a probe or a hook. */
function probe(container: SimulatedContainer, command: readonly string[]): readonly SimulatedStep[] {
  const exec = execProcess(container, { command });
  return [exec, waitProcess(container.id, execIdOf(container, command), container.name)];
}

function endOfContainer({ id, name }: SimulatedContainer): readonly SimulatedStep[] {
  return [removeContainer(id, name), removeStaleMounts()];
}

/** What `kubectl delete pod` causes. */
export function endOfPod(pod: SimulatedPod): readonly SimulatedStep[] {
  const { sandboxId } = pod;
  const running = pod.containers.filter(({ kind }) => kind === 'workload');
  return [
    ...running.flatMap((container) => [
      signalProcess(container.id, container.id, 15, container.name),
      signalProcess(container.id, '', 9, container.name),
      ...endOfContainer(container),
    ]),
    signalProcess(sandboxId, '', 9, 'pause'),
    removeContainer(sandboxId, 'pause'),
    removeStaleMounts(),
    step('DestroySandboxRequest', {}, 'take the sandbox down'),
  ];
}

/** From the first request to the last. */
export function lifeOfPod(
  pod: SimulatedPod,
  options: LifeOptions = { network: true },
): readonly SimulatedStep[] {
  return [...startOfPod(pod, options), ...endOfPod(pod)];
}
