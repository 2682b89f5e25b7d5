/** Finds the Kubernetes objects in a manifest and the pod templates in them. */
import { isMap, isSeq, type YAMLMap } from 'yaml';
import type { NodePath } from './manifest.ts';
import { effectivePair, nodeAtPath, stringOf, type ParsedYaml } from './yaml.ts';

/**
 * Where the built-in kinds keep the pod template.
 * kata-containers src/tools/genpolicy/src has one writer for each of them; PodTemplate is core/v1.
 */
const templatePaths: ReadonlyMap<string, NodePath> = new Map([
  ['Pod', []],
  ['PodTemplate', ['template']],
  ['Deployment', ['spec', 'template']],
  ['StatefulSet', ['spec', 'template']],
  ['DaemonSet', ['spec', 'template']],
  ['ReplicaSet', ['spec', 'template']],
  ['ReplicationController', ['spec', 'template']],
  ['Job', ['spec', 'template']],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
]);

/** API groups whose kinds are the built-in ones; `Job` of any other group is a custom resource. */
const builtInGroups = ['apps', 'batch', 'extensions'];

/** A custom resource deeper than this is not searched. */
const searchDepth = 12;

export interface FoundObject {
  readonly document: number;
  readonly path: NodePath;
  readonly map: YAMLMap;
  readonly kind: string;
  readonly apiVersion?: string;
  readonly templates: readonly FoundTemplate[];
}

export interface FoundTemplate {
  readonly path: NodePath;
  readonly map: YAMLMap;
  readonly recognised: 'kubernetes' | 'custom';
}

/** All objects of a text in order; the items of a list stand for the list. */
export function objectsOf(yaml: ParsedYaml): readonly FoundObject[] {
  const found: FoundObject[] = [];
  yaml.documents.forEach((document, index) => {
    collectObjects(yaml, document.contents, index, [], found, 0);
  });
  return found;
}

function collectObjects(
  yaml: ParsedYaml,
  node: unknown,
  document: number,
  path: NodePath,
  found: FoundObject[],
  depth: number,
): void {
  if (!isMap(node) || depth > searchDepth) return;
  const kind = stringOf(nodeAtPath(yaml, node, ['kind']));
  const items = nodeAtPath(yaml, node, ['items']);
  if (kind?.endsWith('List') === true && isSeq(items)) {
    items.items.forEach((item, index) => {
      collectObjects(yaml, item, document, [...path, 'items', index], found, depth + 1);
    });
    return;
  }
  if (kind === undefined) return;
  const apiVersion = stringOf(nodeAtPath(yaml, node, ['apiVersion']));
  found.push({
    document,
    path,
    map: node,
    kind,
    ...(apiVersion === undefined ? {} : { apiVersion }),
    templates: templatesOf(yaml, node, path, kind, apiVersion),
  });
}

function templatesOf(
  yaml: ParsedYaml,
  object: YAMLMap,
  path: NodePath,
  kind: string,
  apiVersion: string | undefined,
): readonly FoundTemplate[] {
  const known = templatePaths.get(kind);
  if (known !== undefined && isBuiltIn(apiVersion)) {
    const map = nodeAtPath(yaml, object, known);
    return isMap(map) ? [{ path: [...path, ...known], map, recognised: 'kubernetes' }] : [];
  }
  const found: FoundTemplate[] = [];
  searchTemplates(yaml, object, path, found, 0);
  return found;
}

function isBuiltIn(apiVersion: string | undefined): boolean {
  const group = apiVersion?.split('/').at(-2);
  return group === undefined || builtInGroups.includes(group);
}

/** A template of a custom resource is what stands under `template` and has a list of containers in its spec. */
function searchTemplates(
  yaml: ParsedYaml,
  node: unknown,
  path: NodePath,
  found: FoundTemplate[],
  depth: number,
): void {
  if (depth > searchDepth) return;
  if (isSeq(node)) {
    node.items.forEach((item, index) => searchTemplates(yaml, item, [...path, index], found, depth + 1));
  }
  if (!isMap(node)) return;
  for (const pair of node.items) {
    const key = stringOf(pair.key);
    if (key === undefined) continue;
    const template = nodeAtPath(yaml, pair.value, []);
    if (key === 'template' && isMap(template) && isSeq(nodeAtPath(yaml, template, ['spec', 'containers']))) {
      found.push({ path: [...path, key], map: template, recognised: 'custom' });
    } else {
      searchTemplates(yaml, pair.value, [...path, key], found, depth + 1);
    }
  }
}

/** The name of an object, from `metadata.name` or the prefix in `metadata.generateName`. */
export function nameOf(
  yaml: ParsedYaml,
  object: YAMLMap,
): { readonly name?: string; readonly generated: boolean; readonly namespace?: string } {
  const metadata = nodeAtPath(yaml, object, ['metadata']);
  if (!isMap(metadata)) return { generated: false };
  const text = (key: string): string | undefined =>
    stringOf(nodeAtPath(yaml, effectivePair(yaml, metadata, key)?.value, []));
  const name = text('name') ?? text('generateName');
  const namespace = text('namespace');
  return {
    ...(name === undefined ? {} : { name }),
    generated: text('name') === undefined && name !== undefined,
    ...(namespace === undefined ? {} : { namespace }),
  };
}
