/** A pod from captured CreateContainerRequests, such as those of a log: nothing of it is assumed, all of it is what was sent. */
import { isJsonObject, type Json, jsonAt, type JsonObject } from './json.ts';
import type { ImageConfig } from './image-config.ts';
import type { SimulatedContainer, SimulatedPod, SimulatedUser } from './pod.ts';

const key = (name: string): readonly string[] => ['OCI', 'Annotations', `io.kubernetes.cri.${name}`];

/**
 * @param inputs of CreateContainerRequest, complete, in the order in which they were sent; those of the pause container and of
 *   repeated containers are recognised
 * @returns undefined when there is no container beside the pause container
 */
export function podOfRequests(inputs: readonly JsonObject[]): SimulatedPod | undefined {
  const pause = inputs.find((input) => textAt(input, key('container-type')) === 'sandbox');
  const byName = new Map<string, JsonObject>();
  for (const input of inputs) {
    if (textAt(input, key('container-type')) !== 'container') continue;
    const name = textAt(input, key('container-name')) ?? 'container';
    if (!byName.has(name)) byName.set(name, input);
  }
  const [first, ...rest] = [...byName].map(([name, input]) => containerOf(name, input));
  const [sample] = byName.values();
  if (first === undefined || sample === undefined) return undefined;
  return {
    name: textAt(sample, key('sandbox-name')) ?? 'pod',
    namespace: textAt(sample, key('sandbox-namespace')) ?? 'default',
    uid: textAt(sample, key('sandbox-uid')) ?? '',
    hostname: textAt(sample, ['OCI', 'Hostname']) ?? '',
    sandboxId: textAt(sample, key('sandbox-id')) ?? textAt(pause ?? {}, ['container_id']) ?? '',
    shareProcessNamespace: sample['sandbox_pidns'] === true,
    hostNetwork: false,
    sysctls: {},
    ...(pause === undefined ? {} : { pauseSpec: specOf(pause) }),
    containers: [first, ...rest],
  };
}

/** Paths that every container has mounted, so that they are no volumes of an image. */
const usual = ['/etc/hosts', '/etc/hostname', '/etc/resolv.conf', '/dev/termination-log'];

/**
 * What a CreateContainerRequest shows of the image: what was run, as whom, and which folders the runtime made. What the
 * manifest says goes before it.
 */
export function configOfRequest(input: JsonObject): ImageConfig {
  const process = jsonAt(input, ['OCI', 'Process']);
  const volumes = itemsAt(input, ['OCI', 'Mounts']).flatMap((mount) => {
    const destination = textAt(mount, ['destination']) ?? '';
    const isCopied = textAt(mount, ['source'])?.includes('/shared/containers/') === true;
    const isOwn = usual.includes(destination) || destination.startsWith('/var/run/secrets/');
    return isCopied && !isOwn ? [destination] : [];
  });
  return {
    entrypoint: textsAt(process, ['Args']),
    cmd: [],
    env: textsAt(process, ['Env']),
    workingDir: textAt(process, ['Cwd']) ?? '/',
    volumes,
    user: { kind: 'ids', ...userOfRequest(process) },
    from: 'request',
  };
}

function userOfRequest(process: Json | undefined): SimulatedUser {
  return {
    uid: numberAt(process, ['User', 'UID']),
    gid: numberAt(process, ['User', 'GID']),
    additionalGids: itemsAt(process, ['User', 'AdditionalGids']).filter((item) => typeof item === 'number'),
  };
}

/** Name, image and config of every container that the requests create, the pause container left out. */
export function capturedConfigs(
  inputs: readonly JsonObject[],
): readonly { readonly name: string; readonly image: string; readonly config: ImageConfig }[] {
  return inputs
    .filter((input) => textAt(input, key('container-type')) === 'container')
    .map((input) => ({
      name: textAt(input, key('container-name')) ?? '',
      image: textAt(input, key('image-name')) ?? '',
      config: configOfRequest(input),
    }));
}

/** Init containers cannot be told from others by their requests: all count as workload. */
function containerOf(name: string, input: JsonObject): SimulatedContainer {
  const process = jsonAt(input, ['OCI', 'Process']);
  const storages = itemsAt(input, ['storages']).filter(isJsonObject);
  const image = storages.find(({ driver }) => driver === 'image_guest_pull');
  return {
    kind: 'workload',
    name,
    id: textAt(input, ['container_id']) ?? '',
    image: textAt(image, ['source']) ?? textAt(input, key('image-name')) ?? '',
    args: textsAt(process, ['Args']),
    env: textsAt(process, ['Env']),
    cwd: textAt(process, ['Cwd']) ?? '/',
    user: userOfRequest(process),
    terminal: jsonAt(process, ['Terminal']) === true,
    readOnlyRoot: jsonAt(input, ['OCI', 'Root', 'Readonly']) === true,
    noNewPrivileges: jsonAt(process, ['NoNewPrivileges']) === true,
    capabilities: textsAt(process, ['Capabilities', 'Bounding']),
    privileged: false,
    mounts: [],
    commands: [],
    assumed: [],
    spec: specOf(input),
    storages: storages.filter(({ driver }) => driver !== 'image_guest_pull'),
  };
}

function specOf(input: JsonObject): JsonObject {
  const spec = input['OCI'];
  return isJsonObject(spec) ? spec : {};
}

function itemsAt(value: Json | undefined, path: readonly string[]): readonly Json[] {
  const found = jsonAt(value, path);
  return Array.isArray(found) ? (found as readonly Json[]) : [];
}

function textsAt(value: Json | undefined, path: readonly string[]): readonly string[] {
  return itemsAt(value, path).filter((item) => typeof item === 'string');
}

function textAt(value: Json | undefined, path: readonly string[]): string | undefined {
  const found = jsonAt(value, path);
  return typeof found === 'string' ? found : undefined;
}

function numberAt(value: Json | undefined, path: readonly string[]): number {
  const found = jsonAt(value, path);
  return typeof found === 'number' ? found : 0;
}
