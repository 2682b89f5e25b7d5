/** What the file system of a container is made of, as a generated policy knows it. */
import { isJsonObject, type Json, jsonAt, type JsonObject } from '../simulate/json.ts';
import { escaped, type Exactness } from './patterns.ts';

/** Paths that every release of containerd masks. */
export function maskedOf(input: JsonObject): readonly string[] {
  return textsOf(jsonAt(input, ['OCI', 'Linux', 'MaskedPaths'])).filter(
    (path) => path !== '/sys/devices/virtual/powercap',
  );
}

/** What a mount may come from, and what may be said of it. @param id of the container */
export function mountsOf(input: JsonObject, id: string, { pod }: Exactness): readonly Json[] {
  const mounts = jsonAt(input, ['OCI', 'Mounts']);
  if (!Array.isArray(mounts)) return [];
  return (mounts as readonly Json[]).filter(isJsonObject).map((mount) => {
    const source = typeof mount['source'] === 'string' ? mount['source'] : '';
    const prefix = `/run/kata-containers/shared/containers/${id}-`;
    const copied = source.startsWith(prefix) ? source.slice(prefix.length + 17) : undefined;
    const options = textsOf(mount['options']);
    return {
      destination: mount['destination'] ?? '',
      type: mount['type_'] ?? '',
      ...(copied === undefined
        ? { source: source.replaceAll(pod.sandboxId, '$(sandbox-id)') }
        : { copied: escaped(copied) }),
      options: mount['type_'] === 'cgroup' ? [...options, 'nsdelegate', 'memory_recursiveprot'] : options,
      // A mount that may not be written must not become one that may.
      needed: options.filter((option) => option === 'ro'),
    };
  });
}

/** Storages beside the image. */
export function storagesOf(input: JsonObject, { pod }: Exactness): readonly Json[] {
  const storages = input['storages'];
  if (!Array.isArray(storages)) return [];
  return (storages as readonly Json[])
    .filter(isJsonObject)
    .filter(({ driver }) => driver !== 'image_guest_pull')
    .map(({ driver = '', source = '', fstype = '', options = [], mount_point: place }) => ({
      driver,
      source,
      fstype,
      options,
      mount_point: typeof place === 'string' ? place.replaceAll(pod.sandboxId, '$(sandbox-id)') : '',
    }));
}

/** Names of the volumes that files are copied for, as patterns. */
export function copiedNames(entry: JsonObject): readonly string[] {
  const mounts = entry['mounts'];
  if (!Array.isArray(mounts)) return [];
  return (mounts as readonly Json[]).flatMap((mount) => {
    const copied = jsonAt(mount, ['copied']);
    return typeof copied === 'string' ? [copied] : [];
  });
}

function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((item) => typeof item === 'string') : [];
}
