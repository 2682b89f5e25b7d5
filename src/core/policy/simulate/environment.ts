/** Environment variables of a container: those of the manifest, with references followed where the manifest has them. */
import type { NodePath } from '#core/manifest/manifest.ts';
import type { ContainerVariable, Origin } from './origin.ts';
import { hexOf } from './identifiers.ts';
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
  /** Values of Secrets are treated as if nobody knew them. */
  readonly withholdsSecrets: boolean;
}

export interface Environment {
  /** In the order of the manifest; a later one of the same name wins. */
  readonly variables: readonly ContainerVariable[];
  /** What of them is not known, or known and withheld. */
  readonly assumed: ReadonlySet<'references' | 'secrets' | 'variables'>;
}

const sources = [
  ['configMapRef', 'configMapKeyRef', 'ConfigMap'],
  ['secretRef', 'secretKeyRef', 'Secret'],
] as const;

/** Any text, and digits with the unit of a resource. */
const anyText = String.raw`[\s\S]*`;
const anyNumber = '[0-9]+';

/** @param path of the container, from the pod or its template */
export function environmentOf(container: PlainMap, pod: PodContext, path: NodePath = []): Environment {
  const variables = new Map<string, ContainerVariable>();
  const assumed = new Set<'references' | 'secrets' | 'variables'>();
  const set = (variable: ContainerVariable): void => {
    variables.set(variable.name, variable);
  };
  for (const item of listOf(memberOf(container, 'envFrom'))) {
    const source = mapOf(item);
    const prefix = textOf(memberOf(source, 'prefix')) ?? '';
    for (const [field, , kind] of sources) {
      const name = textOf(memberOf(mapOf(memberOf(source, field)), 'name'));
      if (name === undefined) continue;
      const object = `${kind}/${name}`;
      const data = pod.data.get(object);
      if (data === undefined) assumed.add('variables');
      for (const [key, value] of data ?? []) {
        const known = { name: `${prefix}${key}`, origin: { kind: 'object', object, key } } as const;
        set(kind === 'Secret' && pod.withholdsSecrets ? withheld(known, assumed) : { ...known, value });
      }
    }
  }
  for (const [index, item] of listOf(memberOf(container, 'env')).entries()) {
    const variable = mapOf(item);
    const name = textOf(memberOf(variable, 'name'));
    if (name === undefined) continue;
    const value = memberOf(variable, 'value');
    const from = memberOf(variable, 'valueFrom');
    const own = { kind: 'manifest', path: [...path, 'env', index] } as const;
    if (from === undefined) {
      const text = typeof value === 'object' || value === undefined ? '' : String(value);
      set({ name, origin: own, value: expanded(text, variables) });
    } else {
      set(referenced(name, mapOf(from), pod, own, assumed));
    }
  }
  return { variables: [...variables.values()], assumed };
}

/** A text that stands for a value that is not known; no other text of a pod is like it. */
function madeUpValue(name: string): string {
  return `value-of-${name}`;
}

/** The same for a number. */
function madeUpNumber(name: string): string {
  return `77${String(Number.parseInt(hexOf(name, 7), 16)).padStart(9, '0')}`;
}

function withheld(
  variable: { readonly name: string; readonly origin: Origin },
  assumed: Set<'references' | 'secrets' | 'variables'>,
): ContainerVariable {
  assumed.add('secrets');
  return { ...variable, value: madeUpValue(variable.name), pattern: anyText };
}

function referenced(
  name: string,
  from: PlainMap,
  pod: PodContext,
  own: Origin,
  assumed: Set<'references' | 'secrets' | 'variables'>,
): ContainerVariable {
  for (const [, field, kind] of sources) {
    const reference = memberOf(from, field);
    if (reference === undefined) continue;
    const object = `${kind}/${textOf(memberOf(mapOf(reference), 'name')) ?? ''}`;
    const key = textOf(memberOf(mapOf(reference), 'key')) ?? '';
    const origin = { kind: 'object', object, key } as const;
    const value = pod.data.get(object)?.get(key);
    if (value !== undefined) {
      return kind === 'Secret' && pod.withholdsSecrets
        ? withheld({ name, origin }, assumed)
        : { name, value, origin };
    }
    assumed.add('references');
    const isOptional = memberOf(mapOf(reference), 'optional') === true;
    return {
      name,
      value: madeUpValue(name),
      origin: { kind: 'unknown', about: 'references' },
      pattern: anyText,
      ...(isOptional ? { optional: true } : {}),
    };
  }
  if (memberOf(from, 'resourceFieldRef') !== undefined) {
    return { name, value: madeUpNumber(name), origin: { kind: 'cluster' }, pattern: anyNumber };
  }
  const value = fieldOf(textOf(memberOf(mapOf(memberOf(from, 'fieldRef')), 'fieldPath')) ?? '', pod);
  if (value !== undefined) return { name, value, origin: own };
  assumed.add('references');
  const origin = { kind: 'unknown', about: 'references' } as const;
  return { name, value: madeUpValue(name), origin, pattern: anyText };
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
export function expanded(text: string, variables: ReadonlyMap<string, { readonly value: string }>): string {
  return text.replaceAll(/\$\$|\$\(([^()]*)\)/g, (whole, name: string | undefined) =>
    whole === '$$' ? '$' : (variables.get(name ?? '')?.value ?? whole),
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
