/** The pods of a manifest, ready to be simulated. */
import { manifestOf } from '#core/manifest/read.ts';
import { objectsOf } from '#core/manifest/objects.ts';
import type { NodePath, PodTemplate } from '#core/manifest/manifest.ts';
import { nodeAtPath, parseYaml, type ParsedYaml, spanOf } from '#core/manifest/yaml.ts';
import type { Span } from '#core/text/span.ts';
import { containerOf } from './container-of.ts';
import { apiServiceVariables, type PodContext } from './environment.ts';
import { hexOf, uuidOf } from './identifiers.ts';
import type { ImageConfig } from './image-config.ts';
import { fullImageName } from './image-config.ts';
import { alwaysUnsettled, anyNamespace, generatedName, type Unsettled } from './unsettled.ts';
import { listOf, mapOf, memberOf, plainOf, type PlainMap, textOf } from './plain.ts';
import type { SimulatedContainer, SimulatedPod } from './pod.ts';

export interface ManifestPod {
  /** Such as `Deployment/web`. */
  readonly label: string;
  readonly template: PodTemplate;
  readonly pod: SimulatedPod;
  /** What of the pod is decided only when it is created. */
  readonly unsettled: readonly Unsettled[];
  /** Where a field stands in the text, by its path from the pod or template; undefined where it does not. */
  readonly placeOf: (path: NodePath) => Span | undefined;
}

/** More containers than any pod has: what comes after is left out. */
const maxContainers = 64;

export interface ManifestSources {
  /** Configs by the reference in the manifest or by its full name; without one, what the image decides is assumed. */
  readonly images?: ReadonlyMap<string, ImageConfig>;
  /** The same for one container alone, by its name: it goes before those of images. */
  readonly containers?: ReadonlyMap<string, ImageConfig>;
  /** More YAML with ConfigMaps and Secrets. */
  readonly beside?: string;
  /** Values of Secrets are treated as if nobody knew them. */
  readonly withholdsSecrets?: boolean;
}

/**
 * Reads the pods of a manifest, with ConfigMaps and Secrets that stand beside them.
 *
 * @returns the pods that have containers; none for a text that is no manifest. Never throws.
 */
export function podsOfManifest(text: string, sources: ManifestSources = {}): readonly ManifestPod[] {
  const yaml = parseYaml(text);
  const { value } = manifestOf(yaml);
  if (value === undefined) return [];
  const { beside = '' } = sources;
  const data = new Map([...dataOf(yaml), ...(beside === '' ? [] : dataOf(parseYaml(beside)))]);
  return value.pods.flatMap((template) => {
    const contents = yaml.documents[template.document]?.contents;
    const plain = mapOf(plainOf(yaml, nodeAtPath(yaml, contents, template.path)));
    const pod = podOf(template, plain, data, sources);
    if (pod === undefined) return [];
    const placeOf = (path: NodePath): Span | undefined => {
      const node = nodeAtPath(yaml, contents, [...template.path, ...path]);
      return node === undefined ? undefined : spanOf(node);
    };
    return [{ label: template.label, template, pod, unsettled: unsettledOf(template, pod), placeOf }];
  });
}

function podOf(
  template: PodTemplate,
  plain: PlainMap,
  data: PodContext['data'],
  { images = new Map(), containers = new Map(), withholdsSecrets = false }: ManifestSources,
): SimulatedPod | undefined {
  const spec = mapOf(memberOf(plain, 'spec'));
  const metadata = mapOf(memberOf(plain, 'metadata'));
  const security = mapOf(memberOf(spec, 'securityContext'));
  const name = podName(template);
  const namespace = template.namespace ?? textOf(memberOf(metadata, 'namespace')) ?? 'default';
  const uid = uuidOf(`${namespace} ${name}`);
  const hostname = (textOf(memberOf(spec, 'hostname')) ?? name).slice(0, 63);
  const context: PodContext = {
    name,
    namespace,
    uid,
    hostname,
    labels: mapOf(memberOf(metadata, 'labels')),
    annotations: mapOf(memberOf(metadata, 'annotations')),
    security,
    spec,
    data,
    serviceVariables: memberOf(spec, 'enableServiceLinks') === false ? [] : apiServiceVariables,
    withholdsSecrets,
  };
  const container = (kind: SimulatedContainer['kind'], field: string): readonly SimulatedContainer[] =>
    listOf(memberOf(spec, field))
      .slice(0, maxContainers)
      .map((item, index) => {
        const own = mapOf(item);
        const image = textOf(memberOf(own, 'image')) ?? '';
        const config =
          containers.get(textOf(memberOf(own, 'name')) ?? '') ??
          images.get(image) ??
          images.get(fullImageName(image));
        return containerOf(own, kind, context, config, ['spec', field, index]);
      });
  const [first, ...rest] = [...container('init', 'initContainers'), ...container('workload', 'containers')];
  if (first === undefined) return undefined;
  return {
    name,
    namespace,
    uid,
    hostname,
    sandboxId: hexOf(`sandbox ${uid}`, 64),
    shareProcessNamespace: memberOf(spec, 'shareProcessNamespace') === true,
    hostNetwork: memberOf(spec, 'hostNetwork') === true,
    sysctls: sysctlsOf(security),
    containers: [first, ...rest],
  };
}

function unsettledOf(
  { kind, name = 'pod', generated, namespace }: PodTemplate,
  pod: SimulatedPod,
): readonly Unsettled[] {
  const isMade = generated || kind !== 'Pod';
  const stem = generated ? name : `${name}-`;
  return [
    ...alwaysUnsettled(pod.uid),
    ...(isMade ? [generatedName(pod.name, stem.replaceAll(/[.]/g, '\\.'))] : []),
    ...(namespace === undefined ? [anyNamespace(pod.namespace)] : []),
  ];
}

/** Pods of a workload get a name that ends in what their controller adds. */
function podName({ kind, name = 'pod', generated }: PodTemplate): string {
  const suffix = hexOf(name, 5);
  if (generated) return `${name}${suffix}`;
  switch (kind) {
    case 'Pod':
      return name;
    case 'StatefulSet':
      return `${name}-0`;
    case 'Deployment':
      return `${name}-${hexOf(`set ${name}`, 10)}-${suffix}`;
    case 'CronJob':
      return `${name}-29500000-${suffix}`;
    default:
      return `${name}-${suffix}`;
  }
}

function sysctlsOf(security: PlainMap): Readonly<Record<string, string>> {
  const entries = listOf(memberOf(security, 'sysctls')).flatMap((item) => {
    const name = textOf(memberOf(mapOf(item), 'name'));
    const value = memberOf(mapOf(item), 'value');
    // Numbers without quotes are a common slip, and mean what they say.
    return name === undefined || value === undefined || typeof value === 'object'
      ? []
      : [[name, String(value)] as const];
  });
  return Object.fromEntries(entries);
}

/** Keys and texts of every ConfigMap and Secret of the manifest. */
function dataOf(yaml: ParsedYaml): PodContext['data'] {
  const found = new Map<string, ReadonlyMap<string, string>>();
  for (const { kind, map } of objectsOf(yaml)) {
    if (kind !== 'ConfigMap' && kind !== 'Secret') continue;
    const plain = mapOf(plainOf(yaml, map));
    const name = textOf(memberOf(mapOf(memberOf(plain, 'metadata')), 'name'));
    if (name === undefined) continue;
    const entries = new Map<string, string>();
    for (const [key, value] of Object.entries(mapOf(memberOf(plain, 'data')))) {
      if (typeof value === 'string') entries.set(key, kind === 'Secret' ? decoded(value) : value);
    }
    for (const [key, value] of Object.entries(mapOf(memberOf(plain, 'stringData')))) {
      if (typeof value === 'string') entries.set(key, value);
    }
    found.set(`${kind}/${name}`, entries);
  }
  return found;
}

/** A value of a Secret; as it is written when it is not base64. */
function decoded(value: string): string {
  try {
    const bytes = Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return value;
  }
}
