/** Where each line of a generated policy's data comes from. */
import type { NodePath } from '#core/manifest/manifest.ts';
import { isJsonObject, type Json, jsonAt, type JsonObject } from '../simulate/json.ts';
import type { ContainerOrigins, Origin } from '../simulate/origin.ts';
import type { SimulatedContainer, SimulatedPod } from '../simulate/pod.ts';
import type { Unsettled } from '../simulate/unsettled.ts';
import type { DataPath } from './write.ts';

/** Whether a field stands in the manifest, by its path from the pod or template. */
export type Stated = (path: NodePath) => boolean;

interface Choices {
  readonly unsettled: readonly Unsettled[];
  readonly commands: ReadonlyMap<string, readonly unknown[]>;
  readonly stated?: Stated;
}

type Default = Extract<Origin, { kind: 'default' }>['of'];

const cluster: Origin = { kind: 'cluster' };
const kata: Origin = { kind: 'default', of: 'kata' };
const containerd: Origin = { kind: 'default', of: 'containerd' };
const kubernetes: Origin = { kind: 'default', of: 'kubernetes' };

/** @param path of a value in the data; @param data the whole of it. Empty for a pod that comes from no manifest. */
export function originsOf(
  path: DataPath,
  data: JsonObject,
  pod: SimulatedPod,
  choices: Choices,
): readonly Origin[] {
  const { stated } = choices;
  const [member, index, ...rest] = path;
  if (member === 'logs' || member === 'stdin') return [{ kind: 'setting', name: member }];
  if (stated === undefined) return [];
  const field = (of: Default, ...names: NodePath[]): readonly Origin[] => statedOr(stated, of, names);
  switch (member) {
    case 'pod_name':
      return [
        { kind: 'manifest', path: ['metadata', 'name'] },
        ...(has(choices, 'pod-name') ? [{ kind: 'unknown', about: 'pod-name' } as const] : []),
      ];
    case 'namespace':
      return has(choices, 'namespace')
        ? [{ kind: 'unknown', about: 'namespace' }]
        : [{ kind: 'manifest', path: ['metadata', 'namespace'] }];
    case 'share_processes':
      return field('kubernetes', ['spec', 'shareProcessNamespace']);
    case 'namespaces':
      return [kata];
    case 'sysctls':
      return [containerd, ...field('kubernetes', ['spec', 'securityContext', 'sysctls']).filter(isManifest)];
    case 'service_variables':
      return [cluster];
    case 'copied':
      return [kata, ...field('kubernetes', ['spec', 'volumes']).filter(isManifest)];
    case 'containers': {
      if (index === 0) return pauseOrigins(rest);
      const container = typeof index === 'number' ? pod.containers[index - 1] : undefined;
      const value = jsonAt(data, path);
      return container?.origins === undefined || value === undefined
        ? []
        : containerOrigins(rest, value, container, container.origins, choices, stated);
    }
    case undefined:
    default:
      return [];
  }
}

function pauseOrigins([member]: DataPath): readonly Origin[] {
  return member === 'mounts' || member === 'masked' || member === 'read_only' ? [containerd] : [kata];
}

function containerOrigins(
  [member, index]: DataPath,
  value: Json,
  { name, mounts }: SimulatedContainer,
  { path, args, cwd, user, variables }: ContainerOrigins,
  { commands }: Choices,
  stated: Stated,
): readonly Origin[] {
  const own = (...names: string[]): NodePath => [...path, ...names];
  const field = (of: Default, ...names: NodePath[]): readonly Origin[] => statedOr(stated, of, names);
  switch (member) {
    case 'type':
    case 'key':
      return [kata];
    case 'name':
    case 'images':
      return [{ kind: 'manifest', path: own(member === 'name' ? 'name' : 'image') }];
    case 'after':
      return field('kubernetes', ['spec', 'initContainers']);
    case 'args':
    case 'args_patterns':
      return value === null ? [] : args;
    case 'env':
    case 'env_patterns':
    case 'required':
    case 'required_patterns': {
      const texts = Array.isArray(value) ? (value as readonly Json[]) : [value];
      const names = texts.flatMap((text) => (typeof text === 'string' ? [nameIn(text)] : []));
      return unique(variables.filter((each) => names.includes(each.name)).map(({ origin }) => origin));
    }
    case 'cwd':
      return [cwd];
    case 'uid':
    case 'gids':
    case 'groups':
    case 'needed_groups':
      return user;
    case 'terminal':
      return field('kubernetes', own('tty'));
    case 'no_new_privileges':
      return field('kubernetes', own('securityContext', 'allowPrivilegeEscalation'));
    case 'capabilities':
      return field(
        'containerd',
        own('securityContext', 'capabilities'),
        own('securityContext', 'privileged'),
      );
    case 'read_only_root':
      return field('kubernetes', own('securityContext', 'readOnlyRootFilesystem'));
    case 'masked':
    case 'read_only':
      return [containerd, ...field('kubernetes', own('securityContext', 'privileged')).filter(isManifest)];
    case 'storages':
    case 'disks':
      return field('kata', own('volumeMounts')).slice(0, isEmptyList(value) ? 0 : 2);
    case 'mounts': {
      const destination = isJsonObject(value) ? value['destination'] : undefined;
      const volume = mounts.find((mount) => mount.destination === destination);
      if (index === undefined || volume === undefined) return [containerd];
      if (volume.volume.name.startsWith('volume of the image')) return [{ kind: 'image', field: 'Volumes' }];
      return volume.volume.name === 'service account token'
        ? [kubernetes]
        : field('kubernetes', own('volumeMounts'));
    }
    case 'commands':
      return [
        ...(isEmptyList(value)
          ? []
          : field(
              'kubernetes',
              own('startupProbe'),
              own('readinessProbe'),
              own('livenessProbe'),
              own('lifecycle'),
            )),
        ...((commands.get(name)?.length ?? 0) > 0 ? [{ kind: 'setting', name: 'commands' } as const] : []),
      ].filter((origin) => origin.kind !== 'default');
    case undefined:
    default:
      return [];
  }
}

/** The fields that stand in the manifest, or who decides when none does. */
function statedOr(stated: Stated, of: Default, paths: readonly NodePath[]): readonly Origin[] {
  const found = paths.filter(stated).map((path): Origin => ({ kind: 'manifest', path }));
  return found.length > 0 ? found : [{ kind: 'default', of }];
}

function isManifest({ kind }: Origin): boolean {
  return kind === 'manifest';
}

function isEmptyList(value: Json): boolean {
  return Array.isArray(value) && value.length === 0;
}

function has({ unsettled }: Choices, about: 'namespace' | 'pod-name'): boolean {
  return unsettled.some((each) => each.about === about);
}

/** Of `NAME=value`, or of a pattern for such a text. */
function nameIn(text: string): string {
  const plain = text.replace(/^\^/, '').replaceAll('\\', '');
  return plain.slice(0, Math.max(0, plain.indexOf('=')));
}

function unique(origins: readonly Origin[]): readonly Origin[] {
  const seen = new Map(origins.map((origin) => [JSON.stringify(origin), origin]));
  return [...seen.values()];
}
