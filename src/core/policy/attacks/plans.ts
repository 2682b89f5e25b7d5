/** Ways to make the plan of an attack: on the creation of a container, on a pod that runs, on the sandbox. */
import type { InputChange } from '../simulate/changes.ts';
import type { JsonObject } from '../simulate/json.ts';
import { startOfPod, startOfSandbox } from '../simulate/life.ts';
import { mainContainer, type SimulatedContainer, type SimulatedPod } from '../simulate/pod.ts';
import { copiedFiles, createContainer, createSandbox, step } from '../simulate/requests.ts';
import type { SimulatedStep } from '../simulate/step.ts';
import type { RequestName } from '../requests/catalogue.ts';
import type { Attack } from './attack.ts';

const network = { network: true };

/** The main container is created with something changed. */
export function onCreate(
  change: (pod: SimulatedPod, container: SimulatedContainer) => InputChange | undefined,
): Attack['plan'] {
  return (pod) => {
    const container = mainContainer(pod);
    const changeInput = change(pod, container);
    if (changeInput === undefined) return undefined;
    const honest = createContainer(pod, container);
    const changed = { ...honest, title: `${honest.title}, changed`, input: changeInput(honest.input) };
    return { setup: upTo(pod, container), steps: [changed], honest };
  };
}

/** Everything that happens before a container is created, its files included. */
export function upTo(pod: SimulatedPod, container: SimulatedContainer): readonly SimulatedStep[] {
  const before = pod.containers.slice(0, pod.containers.indexOf(container));
  const [first, ...rest] = before;
  const others =
    first === undefined ? startOfSandbox(pod, network) : startOfPod({ ...pod, containers: [first, ...rest] });
  return [...others, ...copiedFiles(container)];
}

/** Requests to a pod that runs. */
export function onRunningPod(
  steps: (pod: SimulatedPod, container: SimulatedContainer) => readonly SimulatedStep[] | undefined,
): Attack['plan'] {
  return (pod) => {
    const planned = steps(pod, mainContainer(pod));
    return planned === undefined ? undefined : { setup: startOfPod(pod), steps: planned };
  };
}

/** One request to a pod that runs. */
export function single(entrypoint: RequestName, title: string, input: JsonObject): Attack['plan'] {
  return onRunningPod(() => [step(entrypoint, input, title)]);
}

/** The request that sets up the sandbox, changed. */
export function onSandbox(change: (pod: SimulatedPod) => InputChange): Attack['plan'] {
  return (pod) => {
    const honest = createSandbox(pod);
    return {
      setup: [],
      steps: [{ ...honest, title: 'set up the sandbox, changed', input: change(pod)(honest.input) }],
      honest,
    };
  };
}

/** A request of the network, changed. */
export function onNetwork(honest: () => SimulatedStep, change: InputChange): Attack['plan'] {
  return () => {
    const request = honest();
    return {
      setup: [],
      steps: [{ ...request, title: `${request.title}, changed`, input: change(request.input) }],
      honest: request,
    };
  };
}
