/** The pod that a policy of genpolicy was written for, as far as the policy says: what its own rules should let live. */
import { fullImageName } from '../simulate/image-config.ts';
import { hexOf, uuidOf } from '../simulate/identifiers.ts';
import { createContainerInput, createPauseInput } from '../simulate/create-container.ts';
import { isJsonObject, type Json, jsonAt, type JsonObject } from '../simulate/json.ts';
import { rootfsOf, sharedFolder } from '../simulate/paths.ts';
import {
  defaultCapabilities,
  privilegedCapabilities,
  type SimulatedContainer,
  type SimulatedPod,
} from '../simulate/pod.ts';
import type { GenpolicyContainer, GenpolicyPolicy } from './read.ts';

const nameKey = 'io.kubernetes.cri.sandbox-name';
const namespaceKey = 'io.kubernetes.cri.sandbox-namespace';

/** Undefined when the policy has no container beside the pause container. */
export function podOfGenpolicy(policy: GenpolicyPolicy): SimulatedPod | undefined {
  const sandbox = policy.containers.find(({ role }) => role === 'sandbox');
  const workload = policy.containers.filter(({ role }) => role === 'container');
  const [sample] = workload;
  if (sample === undefined) return undefined;
  const annotation = (key: string): string => {
    const value = jsonAt(sample.oci, ['Annotations', key]);
    return typeof value === 'string' ? value : '';
  };
  const name = literalOfPattern(annotation(nameKey)) || 'pod';
  const namespace = annotation(namespaceKey) || 'default';
  const uid = uuidOf(`${namespace} ${name}`);
  const sandboxId = hexOf(`sandbox ${uid}`, 64);
  const bare: Omit<SimulatedPod, 'containers' | 'pauseSpec'> = {
    name,
    namespace,
    uid,
    hostname: name.slice(0, 63),
    sandboxId,
    shareProcessNamespace: false,
    hostNetwork: false,
    sysctls: {},
  };
  const [first, ...rest] = workload.map((container, index) => bareContainer(container, `${uid} ${index}`));
  if (first === undefined) return undefined;
  const pod: SimulatedPod = { ...bare, containers: [first, ...rest] };
  const filled = pod.containers.map((container, index) =>
    withSpec(pod, container, workload[index] ?? sample),
  );
  const [one, ...others] = filled;
  if (one === undefined) return undefined;
  const pauseSpec =
    sandbox === undefined ? {} : { pauseSpec: specOf(sandbox, createPauseInput(pod), pod, sandboxId) };
  return { ...pod, ...pauseSpec, containers: [one, ...others] };
}

/** genpolicy does not say which containers are init containers. */
function bareContainer(container: GenpolicyContainer, seed: string): SimulatedContainer {
  return {
    kind: 'workload',
    name: container.name ?? 'container',
    id: hexOf(seed, 64),
    image: fullImageName(container.image?.value ?? 'image'),
    args: container.args,
    env: [],
    cwd: container.cwd,
    user: container.user,
    terminal: container.terminal,
    readOnlyRoot: container.readOnlyRoot,
    noNewPrivileges: container.noNewPrivileges,
    capabilities: expandedCapabilities(container.capabilities),
    privileged: container.capabilities[0] === '$(privileged_caps)',
    mounts: [],
    commands: container.commands,
    assumed: [],
  };
}

function withSpec(
  pod: SimulatedPod,
  container: SimulatedContainer,
  source: GenpolicyContainer,
): SimulatedContainer {
  const spec = specOf(source, createContainerInput(pod, container), pod, container.id);
  const process = spec['Process'];
  const env = jsonAt(process, ['Env']);
  const args = jsonAt(process, ['Args']);
  const storages = source.storages
    .filter(isJsonObject)
    .map((storage) => filledIn(storage, pod, container.id) as JsonObject);
  return { ...container, spec, storages, env: textsOf(env), args: textsOf(args) };
}

/** What the policy says of the specification, with its names and patterns filled in. */
function specOf(container: GenpolicyContainer, input: JsonObject, pod: SimulatedPod, id: string): JsonObject {
  const made = input['OCI'];
  const given = filledIn(container.oci, pod, id);
  const part = (name: string): JsonObject => {
    const own = jsonAt(made, [name]);
    const known = jsonAt(given, [name]);
    return { ...(isJsonObject(own) ? own : {}), ...(isJsonObject(known) ? known : {}) };
  };
  const process = part('Process');
  const capabilities = jsonAt(process, ['Capabilities']);
  const linux = part('Linux');
  return {
    Version: jsonAt(given, ['Version']) ?? '1.1.0',
    Process: {
      ...process,
      Env: textsOf(process['Env']).filter((variable) => !variable.includes('$(')),
      Capabilities: isJsonObject(capabilities)
        ? Object.fromEntries(
            Object.entries(capabilities).map(([set, names]) => [set, expandedCapabilities(textsOf(names))]),
          )
        : null,
    },
    Root: { ...part('Root'), Path: rootfsOf(id) },
    Mounts: jsonAt(given, ['Mounts']) ?? [],
    Linux: linux,
  };
}

/** Names replaced by what they stand for in the pod, patterns by a text that they match. */
function filledIn(value: Json, pod: SimulatedPod, id: string): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => filledIn(item, pod, id));
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filledIn(item, pod, id)]));
  }
  if (typeof value !== 'string') return value;
  const values: Readonly<Record<string, string>> = {
    '$(sfprefix)': `${sharedFolder}/${id}-${hexOf(value, 16)}-`,
    '$(cpath)': sharedFolder,
    '$(spath)': '/run/kata-containers/sandbox/storage',
    '$(bundle-id)': id,
    '$(sandbox-id)': pod.sandboxId,
    '$(sandbox-name)': pod.name,
    '$(sandbox-namespace)': pod.namespace,
    '$(host-name)': pod.hostname,
    '$(node-name)': 'node-1',
    '$(pod-uid)': pod.uid,
    '$(pod-ip)': '10.42.7.19',
    '$(host-ip)': '192.0.2.17',
    '$(resource-field)': '1',
    '$(todo-annotation)': 'x',
  };
  const isPattern = value.startsWith('^') || value.startsWith('$(sfprefix)');
  const text = isPattern ? literalOfPattern(value) : value;
  return text.replaceAll(/\$\([a-z-]+\)/g, (name) => values[name] ?? name);
}

/** A text that a pattern without choices matches: anchors and escapes gone; something behind a path that ends in a slash. */
function literalOfPattern(pattern: string): string {
  const text = pattern.replace(/^\^/, '').replace(/\$$/, '').replaceAll(/\\(.)/g, '$1');
  return pattern.startsWith('^') && text.endsWith('/') ? `${text}volume` : text;
}

function expandedCapabilities(names: readonly string[]): readonly string[] {
  const [first] = names;
  if (first === '$(default_caps)') return defaultCapabilities;
  return first === '$(privileged_caps)' ? privilegedCapabilities : names;
}

function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((item) => typeof item === 'string') : [];
}
