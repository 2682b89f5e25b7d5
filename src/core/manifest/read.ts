/** From the text of a manifest to its pods. */
import { isAlias, isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import { annotationKeyClass } from '#core/platform/annotation-keys.ts';
import type { Checked } from '#core/diagnostics/diagnostic.ts';
import type { Span } from '#core/text/span.ts';
import type {
  GlobalDefault,
  GpuRequest,
  Manifest,
  ManifestAnnotation,
  PodTemplate,
  RuntimeClassName,
  ScalarStyle,
} from './manifest.ts';
import { nameOf, objectsOf, type FoundObject, type FoundTemplate } from './objects.ts';
import { checkSyntax } from './syntax.ts';
import {
  effectivePair,
  isJson,
  mergedMaps,
  nodeAtPath,
  ownPair,
  parseYaml,
  resolved,
  spanOf,
  stringOf,
  type ParsedYaml,
} from './yaml.ts';

/**
 * Reads a manifest: YAML or JSON, one object or many.
 *
 * @returns the pods with the spans of everything this project may show or change; without a value, with the reason,
 * when the text is not YAML or is a template that has to be rendered first. Never throws.
 */
export function readManifest(text: string): Checked<Manifest> {
  return manifestOf(parseYaml(text));
}

/** The same for a text that is parsed already. */
export function manifestOf(yaml: ParsedYaml): Checked<Manifest> {
  const diagnostics = checkSyntax(yaml);
  if (diagnostics.length > 0) return { diagnostics };
  const objects = objectsOf(yaml);
  const value: Manifest = {
    syntax: isJson(yaml.text) ? 'json' : 'yaml',
    pods: objects.flatMap((object) => object.templates.map((template) => podOf(yaml, object, template))),
    globalDefaults: objects.flatMap((object) => globalDefaultOf(yaml, object)),
    kinds: objects.map(({ kind }) => kind),
  };
  return { value, diagnostics: [] };
}

function podOf(yaml: ParsedYaml, object: FoundObject, template: FoundTemplate): PodTemplate {
  const named = nameOf(yaml, object.map);
  const runtimeClassName = runtimeClassOf(yaml, template.map);
  return {
    label: named.name === undefined ? object.kind : `${object.kind}/${named.name}`,
    kind: object.kind,
    ...(object.apiVersion === undefined ? {} : { apiVersion: object.apiVersion }),
    ...named,
    recognised: template.recognised,
    document: object.document,
    path: template.path,
    objectPath: object.path,
    span: spanOf(template.map),
    ...(runtimeClassName === undefined ? {} : { runtimeClassName }),
    annotations: annotationsOf(yaml, template.map),
    objectAnnotations: template.map === object.map ? [] : annotationsOf(yaml, object.map),
    gpuRequests: gpuRequestsOf(yaml, template.map),
  };
}

function runtimeClassOf(yaml: ParsedYaml, holder: YAMLMap): RuntimeClassName | undefined {
  const spec = nodeAtPath(yaml, holder, ['spec']);
  const pair = isMap(spec) ? effectivePair(yaml, spec, 'runtimeClassName') : undefined;
  if (pair === undefined) return undefined;
  const value = stringOf(resolved(yaml, pair.value));
  return {
    ...(value === undefined ? {} : { value }),
    keySpan: spanOf(pair.key),
    valueSpan: valueSpanOf(pair),
  };
}

function annotationsOf(yaml: ParsedYaml, holder: YAMLMap): readonly ManifestAnnotation[] {
  const annotations = nodeAtPath(yaml, holder, ['metadata', 'annotations']);
  if (!isMap(annotations)) return [];
  const own = annotations.items.flatMap((pair) => annotationOf(yaml, pair, false));
  const merged = mergedMaps(yaml, annotations)
    .flatMap((map) => map.items.flatMap((pair) => annotationOf(yaml, pair, true)))
    .filter(({ key }) => !own.some((annotation) => annotation.key === key));
  return [...own, ...merged];
}

function annotationOf(yaml: ParsedYaml, pair: Pair, merged: boolean): readonly ManifestAnnotation[] {
  const key = resolved(yaml, pair.key);
  if (!isScalar(key) || key.value === '<<') return [];
  const name = String(key.value);
  const value = stringOf(resolved(yaml, pair.value));
  return [
    {
      key: name,
      keyClass: annotationKeyClass(name),
      keySpan: spanOf(pair.key),
      ...(value === undefined ? {} : { value }),
      valueSpan: valueSpanOf(pair),
      style: styleOf(pair.value),
      merged,
    },
  ];
}

/** The written value; for a missing one the end of the key. */
function valueSpanOf(pair: Pair): Span {
  if (pair.value === null || pair.value === undefined) {
    const { to } = spanOf(pair.key);
    return { from: to, to };
  }
  return spanOf(pair.value);
}

function styleOf(node: unknown): ScalarStyle {
  if (isAlias(node)) return 'alias';
  if (!isScalar(node) || node.value === null) return 'none';
  const { type } = node;
  if (type === 'QUOTE_SINGLE') return 'single';
  if (type === 'QUOTE_DOUBLE') return 'double';
  if (type === 'BLOCK_LITERAL') return 'literal';
  return type === 'BLOCK_FOLDED' ? 'folded' : 'plain';
}

/** Requests and limits of a GPU in all containers; any resource of the vendor counts. */
function gpuRequestsOf(yaml: ParsedYaml, holder: YAMLMap): readonly GpuRequest[] {
  const found: GpuRequest[] = [];
  for (const list of ['containers', 'initContainers']) {
    const containers = nodeAtPath(yaml, holder, ['spec', list]);
    if (!isSeq(containers)) continue;
    for (const container of containers.items) {
      for (const part of ['limits', 'requests']) {
        const resources = nodeAtPath(yaml, container, ['resources', part]);
        if (!isMap(resources)) continue;
        for (const { key } of resources.items) {
          const resource = stringOf(key);
          if (resource?.startsWith('nvidia.com/') === true) found.push({ resource, span: spanOf(key) });
        }
      }
    }
  }
  return found;
}

/** cloud-api-adaptor docs/initdata.md: key `INITDATA` of the config map `peer-pods-cm`. */
function globalDefaultOf(yaml: ParsedYaml, object: FoundObject): readonly GlobalDefault[] {
  if (object.kind !== 'ConfigMap') return [];
  const data = nodeAtPath(yaml, object.map, ['data']);
  const pair = isMap(data) ? ownPair(yaml, data, 'INITDATA') : undefined;
  if (pair === undefined) return [];
  const { name, namespace } = nameOf(yaml, object.map);
  const value = stringOf(resolved(yaml, pair.value));
  return [
    {
      ...(name === undefined ? {} : { name }),
      ...(namespace === undefined ? {} : { namespace }),
      document: object.document,
      path: object.path,
      ...(value === undefined ? {} : { value }),
      keySpan: spanOf(pair.key),
      valueSpan: valueSpanOf(pair),
    },
  ];
}
