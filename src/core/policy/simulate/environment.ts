/** Environment variables of a container: those of the manifest, with references followed where the manifest has them. */
import { hostAddress, nodeName, podAddress } from './unsettled.ts';
import { listOf, mapOf, memberOf, type PlainMap, textOf } from './plain.ts';

/** What a container's fields may refer to. */
export interface PodContext {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly hostname: string;
  readonly labels: PlainMap;
  readonly annotations: PlainMap;
  /** The security context of the pod. */
  readonly security: PlainMap;
  readonly spec: PlainMap;
  /** Data of ConfigMaps and Secrets that stand in the same manifest, by kind and name. */
  readonly data: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly serviceVariables: readonly (readonly [string, string])[];
}

export interface Environment {
  /** In the order of the manifest; a later one of the same name wins. */
  readonly variables: readonly (readonly [name: string, value: string])[];
  /** False when a value comes from an object that the manifest does not hold. */
  readonly complete: boolean;
}

export function environmentOf(container: PlainMap, pod: PodContext): Environment {
  const variables = new Map<string, string>();
  let complete = true;
  for (const item of listOf(memberOf(container, 'envFrom'))) {
    const source = mapOf(item);
    const prefix = textOf(memberOf(source, 'prefix')) ?? '';
    for (const [field, kind] of [
      ['configMapRef', 'ConfigMap'],
      ['secretRef', 'Secret'],
    ] as const) {
      const name = textOf(memberOf(mapOf(memberOf(source, field)), 'name'));
      if (name === undefined) continue;
      const data = pod.data.get(`${kind}/${name}`);
      if (data === undefined) complete = false;
      for (const [key, value] of data ?? []) variables.set(`${prefix}${key}`, value);
    }
  }
  for (const item of listOf(memberOf(container, 'env'))) {
    const variable = mapOf(item);
    const name = textOf(memberOf(variable, 'name'));
    if (name === undefined) continue;
    const value = memberOf(variable, 'value');
    const from = memberOf(variable, 'valueFrom');
    if (from === undefined) {
      const text = typeof value === 'object' || value === undefined ? '' : String(value);
      variables.set(name, expanded(text, variables));
      continue;
    }
    const found = referenced(mapOf(from), pod);
    if (found === undefined) complete = false;
    variables.set(name, found ?? `value-of-${name}`);
  }
  return { variables: [...variables], complete };
}

function referenced(from: PlainMap, pod: PodContext): string | undefined {
  for (const [field, kind] of [
    ['configMapKeyRef', 'ConfigMap'],
    ['secretKeyRef', 'Secret'],
  ] as const) {
    const reference = memberOf(from, field);
    if (reference === undefined) continue;
    const name = textOf(memberOf(mapOf(reference), 'name')) ?? '';
    const key = textOf(memberOf(mapOf(reference), 'key')) ?? '';
    return pod.data.get(`${kind}/${name}`)?.get(key);
  }
  if (memberOf(from, 'resourceFieldRef') !== undefined) return '1';
  return fieldOf(textOf(memberOf(mapOf(memberOf(from, 'fieldRef')), 'fieldPath')) ?? '', pod);
}

/** The downward API. */
function fieldOf(path: string, pod: PodContext): string | undefined {
  const keyed = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path);
  if (keyed !== null) {
    const [, map, key = ''] = keyed;
    return textOf(memberOf(map === 'labels' ? pod.labels : pod.annotations, key));
  }
  switch (path) {
    case 'metadata.name':
      return pod.name;
    case 'metadata.namespace':
      return pod.namespace;
    case 'metadata.uid':
      return pod.uid;
    case 'spec.nodeName':
      return nodeName;
    case 'spec.serviceAccountName':
      return textOf(memberOf(pod.spec, 'serviceAccountName')) ?? 'default';
    case 'status.podIP':
    case 'status.podIPs':
      return podAddress;
    case 'status.hostIP':
    case 'status.hostIPs':
      return hostAddress;
    default:
      return undefined;
  }
}

/** `$(NAME)` replaced where the variable is known, `$$` read as `$`: as the kubelet does it. */
export function expanded(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\$\$|\$\(([^()]*)\)/g, (whole, name: string | undefined) =>
    whole === '$$' ? '$' : (variables.get(name ?? '') ?? whole),
  );
}

/** Variables of the API server's service, which every container has. */
export const apiServiceVariables: readonly (readonly [string, string])[] = [
  ['KUBERNETES_SERVICE_HOST', '10.43.0.1'],
  ['KUBERNETES_SERVICE_PORT', '443'],
  ['KUBERNETES_SERVICE_PORT_HTTPS', '443'],
  ['KUBERNETES_PORT', 'tcp://10.43.0.1:443'],
  ['KUBERNETES_PORT_443_TCP', 'tcp://10.43.0.1:443'],
  ['KUBERNETES_PORT_443_TCP_PROTO', 'tcp'],
  ['KUBERNETES_PORT_443_TCP_PORT', '443'],
  ['KUBERNETES_PORT_443_TCP_ADDR', '10.43.0.1'],
];
