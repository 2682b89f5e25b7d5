/** Volumes of a pod as its containers mount them. */
import type { PodContext } from './environment.ts';
import { listOf, mapOf, memberOf, type Plain, type PlainMap, textOf } from './plain.ts';
import type { SimulatedMount, SimulatedVolume } from './pod.ts';

const tokenFolder = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Mounts of a container, the token of its service account at the end. */
export function mountsOf(container: PlainMap, pod: PodContext): readonly SimulatedMount[] {
  const mounts: SimulatedMount[] = [];
  for (const item of listOf(memberOf(container, 'volumeMounts'))) {
    const mount = mapOf(item);
    const name = textOf(memberOf(mount, 'name'));
    const destination = textOf(memberOf(mount, 'mountPath'));
    if (name === undefined || destination === undefined) continue;
    const volume = volumeNamed(name, pod);
    const readOnly = memberOf(mount, 'readOnly') === true || volume.kind === 'files';
    mounts.push({ destination, readOnly, volume });
  }
  const hasToken = mounts.some(({ destination }) => destination === tokenFolder);
  if (memberOf(pod.spec, 'automountServiceAccountToken') !== false && !hasToken) {
    const files = ['ca.crt', 'namespace', 'token'];
    const volume: SimulatedVolume = { kind: 'files', name: 'service account token', files };
    mounts.push({ destination: tokenFolder, readOnly: true, volume });
  }
  return mounts;
}

function volumeNamed(name: string, pod: PodContext): SimulatedVolume {
  const volumes = listOf(memberOf(pod.spec, 'volumes')).map(mapOf);
  const volume = volumes.find((each) => memberOf(each, 'name') === name) ?? {};
  const emptyDir = memberOf(volume, 'emptyDir');
  if (emptyDir !== undefined) {
    const onMemory = memberOf(mapOf(emptyDir), 'medium') === 'Memory';
    return { kind: onMemory ? 'memory' : 'disk', name };
  }
  const files = filesOf(volume, pod);
  return files === undefined ? { kind: 'host', name } : { kind: 'files', name, files };
}

/** Names of the files of a volume that is made of files, or undefined when it is another one. */
function filesOf(volume: PlainMap, pod: PodContext): readonly string[] | undefined {
  const configMap = memberOf(volume, 'configMap');
  if (configMap !== undefined) return named(mapOf(configMap), 'ConfigMap', 'name', pod);
  const secret = memberOf(volume, 'secret');
  if (secret !== undefined) return named(mapOf(secret), 'Secret', 'secretName', pod);
  const downward = memberOf(volume, 'downwardAPI');
  if (downward !== undefined) return pathsOf(memberOf(mapOf(downward), 'items'));
  const projected = memberOf(volume, 'projected');
  if (projected === undefined) return undefined;
  return listOf(memberOf(mapOf(projected), 'sources')).flatMap((item) => {
    const source = mapOf(item);
    const token = memberOf(source, 'serviceAccountToken');
    if (token !== undefined) return [textOf(memberOf(mapOf(token), 'path')) ?? 'token'];
    const inner = memberOf(source, 'secret');
    if (inner !== undefined) return named(mapOf(inner), 'Secret', 'name', pod);
    return filesOf(source, pod) ?? [];
  });
}

function named(source: PlainMap, kind: string, field: string, pod: PodContext): readonly string[] {
  const items = memberOf(source, 'items');
  if (items !== undefined) return pathsOf(items);
  const data = pod.data.get(`${kind}/${textOf(memberOf(source, field)) ?? ''}`);
  return data === undefined ? ['data'] : [...data.keys()];
}

function pathsOf(items: Plain | undefined): readonly string[] {
  return listOf(items).flatMap((item) => textOf(memberOf(mapOf(item), 'path')) ?? []);
}
