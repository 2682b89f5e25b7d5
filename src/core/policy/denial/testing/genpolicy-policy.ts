/**
 * A policy as genpolicy writes it for the cases of its tests, put together from its rules, its settings and the first request
 * of a case that is allowed: images cannot be fetched here (reference/agent-policy.md 6.6).
 *
 * The rules that go with the cases are not in the collection, older ones are. Whoever has the former names their file in
 * GENPOLICY_RULES.
 */
import { isRecord, type Json } from '#core/testing/comparison.ts';

export interface GenpolicyCase {
  readonly description: string;
  readonly allowed: boolean;
  readonly kind: string;
  readonly request: Json;
}

/** Rules, and data for the containers of a folder. */
export function genpolicyPolicy(rules: string, settings: Json, cases: readonly GenpolicyCase[]): string {
  const data = {
    containers: containersOf(settings, cases),
    common: settings['common'],
    sandbox: settings['sandbox'],
    request_defaults: settings['request_defaults'],
    devices: settings['devices'],
    cluster_config: settings['cluster_config'],
  };
  return `${rules}\npolicy_data := ${JSON.stringify(data, undefined, 2)}\n`;
}

/** One policy container for each request that is the first of its image. */
function containersOf(settings: Json, cases: readonly GenpolicyCase[]): readonly unknown[] {
  const seen = new Set<string>();
  return cases.flatMap(({ allowed, kind, request }) => {
    if (!allowed || kind !== 'CreateContainerRequest') return [];
    const annotations = memberOf(memberOf(request, 'OCI'), 'Annotations');
    const name = textOf(annotations, 'io.kubernetes.cri.container-name');
    if (seen.has(name)) return [];
    seen.add(name);
    return [containerOf(settings, request, commandsOf(cases, request))];
  });
}

/** Commands that the cases allow in the container. */
function commandsOf(cases: readonly GenpolicyCase[], { container_id: id }: Json): readonly unknown[] {
  return cases.flatMap(({ allowed, kind, request }) =>
    allowed && kind === 'ExecProcessRequest' && request['container_id'] === id
      ? [memberOf(request, 'process')['Args']]
      : [],
  );
}

function containerOf(settings: Json, request: Json, commands: readonly unknown[]): unknown {
  const oci = memberOf(request, 'OCI');
  const annotations = memberOf(oci, 'Annotations');
  const isSandbox = annotations['io.kubernetes.cri.container-type'] === 'sandbox';
  const name = textOf(annotations, 'io.kubernetes.cri.sandbox-name');
  const linux = memberOf(oci, 'Linux');
  const process = memberOf(oci, 'Process');
  const places = {
    bundle: bundleOf(oci),
    sandbox: textOf(annotations, 'io.kubernetes.cri.sandbox-id'),
  };
  return {
    OCI: {
      ...oci,
      Root: { ...memberOf(oci, 'Root'), Path: '$(root_path)' },
      Process: {
        ...process,
        Env: Array.isArray(process['Env']) ? process['Env'] : [],
      },
      Annotations: {
        ...annotations,
        'io.kubernetes.cri.sandbox-id': '^[a-z0-9]{64}$',
        // The one case of a generated name says so in its description.
        'io.kubernetes.cri.sandbox-name': name === 'dummysfx' ? '^dummy' : `^${name}$`,
        ...(isSandbox
          ? {
              'nerdctl/network-namespace': '^/var/run/netns/cni-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
              'io.kubernetes.cri.sandbox-log-directory':
                '^/var/log/pods/$(sandbox-namespace)_$(sandbox-name)_',
            }
          : {}),
      },
      Mounts: listOf(oci, 'Mounts').map((mount) => mountOf(settings, mount, places)),
      Linux: {
        ...linux,
        Namespaces: listOf(linux, 'Namespaces').filter(({ Type }) => Type !== 'network' && Type !== 'cgroup'),
      },
    },
    storages: listOf(request, 'storages').filter(({ driver }) => driver !== 'image_guest_pull'),
    devices: request['devices'] ?? [],
    sandbox_pidns: request['sandbox_pidns'] ?? false,
    exec_commands: commands,
    runtime_anno_patterns: {},
  };
}

interface Places {
  readonly bundle: string;
  readonly sandbox: string;
}

/** Sources below the shared folder become patterns; what kernels add to cgroup mounts goes. */
function mountOf(settings: Json, mount: Json, { bundle, sandbox }: Places): Json {
  const extras = memberOf(settings, 'cluster_config')['cgroup_mount_extras_allowed'];
  const options = Array.isArray(mount['options']) ? mount['options'] : [];
  const source = textOf(mount, 'source');
  const shared =
    /^\/run\/kata-containers\/shared\/containers\/(?:passthrough\/)?([^/]+)-[0-9a-z]{16}-(.*)$/.exec(source);
  const own = shared !== null && (shared[1] === bundle || shared[1] === sandbox);
  return {
    ...mount,
    source: own ? `$(sfprefix)${shared[2] ?? ''}$` : source,
    options: options.filter((option) => !Array.isArray(extras) || !extras.includes(option)),
  };
}

function bundleOf(oci: Json): string {
  const path = textOf(memberOf(oci, 'Root'), 'Path');
  return /^\/run\/kata-containers\/([^/]+)\/rootfs$/.exec(path)?.[1] ?? '';
}

function memberOf(record: Json, name: string): Json {
  const value = record[name];
  return isRecord(value) ? value : {};
}

function listOf(record: Json, name: string): readonly Json[] {
  const value = record[name];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function textOf(record: Json, name: string): string {
  const value = record[name];
  return typeof value === 'string' ? value : '';
}
