/**
 * Documents to measure with, made by arithmetic and so the same on every machine: Init-Data whose agent policy is built like
 * the ones that are generated from a pod, rules first and then the data of its containers.
 */

/** A generator of 32-bit numbers, the same for the same seed. */
export function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const endpoints = [
  ...['CopyFileRequest', 'CreateContainerRequest', 'CreateSandboxRequest', 'DestroySandboxRequest'],
  ...['ExecProcessRequest', 'GetOOMEventRequest', 'GuestDetailsRequest', 'OnlineCPUMemRequest'],
  ...[
    'PullImageRequest',
    'ReadStreamRequest',
    'RemoveContainerRequest',
    'RemoveStaleVirtiofsShareMountsRequest',
  ],
  ...['SignalProcessRequest', 'StartContainerRequest', 'StatsContainerRequest', 'TtyWinResizeRequest'],
  ...['UpdateEphemeralMountsRequest', 'UpdateInterfaceRequest', 'UpdateRoutesRequest', 'WaitProcessRequest'],
  'WriteStreamRequest',
];

const subjects = [
  'process',
  'mounts',
  'namespaces',
  'storages',
  'annotations',
  'devices',
  'capabilities',
  'linux',
];

/** The part that is the same in every policy: defaults, and one rule per thing to compare. */
function rules(): string {
  const defaults = endpoints.map((name) => `default ${name} := false\n`).join('');
  const compared = subjects
    .map(
      (subject) => `
allow_${subject}(policy_oci, input_oci) if {
    print("allow_${subject}: start")
    count(policy_oci.${subject}) == count(input_oci.${subject})
    every i, given in input_oci.${subject} {
        wanted := policy_oci.${subject}[i]
        print("allow_${subject}: comparing", i, "wanted =", wanted, "given =", given)
        allow_one_of_${subject}(wanted, given)
    }
    print("allow_${subject}: true")
}

allow_one_of_${subject}(wanted, given) if {
    wanted == given
}

allow_one_of_${subject}(wanted, given) if {
    regex.match(replace(wanted, "$(${subject}-id)", "[a-z0-9-]{1,63}"), given)
}
`,
    )
    .join('');
  return `package agent_policy

import future.keywords.every
import future.keywords.if
import future.keywords.in

${defaults}
CreateContainerRequest if {
    some container in policy_data.containers
    allow_container(container, input)
}

allow_container(container, request) if {
    container.sandbox_pidns == request.sandbox_pidns
${subjects.map((subject) => `    allow_${subject}(container.OCI, request.OCI)\n`).join('')}}
${compared}
`;
}

const images = [
  'nginx',
  'redis',
  'postgres',
  'prometheus',
  'envoy',
  'fluent-bit',
  'busybox',
  'vault',
  'kafka',
  'api',
];
const words = [
  'SERVICE',
  'PORT',
  'HOST',
  'PATH',
  'LOG',
  'LEVEL',
  'CACHE',
  'SIZE',
  'TOKEN',
  'URL',
  'MODE',
  'TIMEOUT',
];
const capabilities = [
  'CHOWN',
  'DAC_OVERRIDE',
  'FSETID',
  'FOWNER',
  'MKNOD',
  'NET_RAW',
  'SETGID',
  'SETUID',
  'KILL',
];

/** What a policy says of one container: much that comes again, and digests that never do. */
export function container(next: (below: number) => number): unknown {
  const one = <T>(list: readonly T[]): T => list[next(list.length)] as T;
  const hex = (length: number): string => Array.from({ length }, () => next(16).toString(16)).join('');
  const image = one(images);
  const variables = Array.from(
    { length: 4 + next(12) },
    () => `${one(words)}_${one(words)}=${one(words).toLowerCase()}${String(next(9_999))}`,
  );
  return {
    OCI: {
      Version: '1.1.0',
      Process: {
        Terminal: false,
        User: { UID: next(3) * 1000, GID: next(3) * 1000, AdditionalGids: [], Username: '' },
        Args: [
          `/usr/bin/${image}`,
          '--config',
          `/etc/${image}/${image}.conf`,
          `--port=${String(1024 + next(60_000))}`,
        ],
        Env: [
          'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
          'HOSTNAME=$(host-name)',
          ...variables,
        ],
        Cwd: '/',
        Capabilities: Object.fromEntries(
          ['Ambient', 'Bounding', 'Effective', 'Inheritable', 'Permitted'].map((kind) => [
            kind,
            capabilities.filter(() => next(4) > 0).map((name) => `CAP_${name}`),
          ]),
        ),
        NoNewPrivileges: next(2) === 0,
      },
      Root: { Path: '$(cpath)/$(bundle-id)', Readonly: next(2) === 0 },
      Mounts: [
        '/proc',
        '/dev',
        '/dev/pts',
        '/dev/shm',
        '/sys',
        '/etc/hosts',
        '/etc/resolv.conf',
        `/var/lib/${image}`,
      ].map((destination) => ({
        destination,
        source: destination.startsWith('/etc') ? '^$(cpath)/$(bundle-id)-[a-z0-9]{16}-hosts$' : 'tmpfs',
        type_: destination.startsWith('/etc') ? 'bind' : 'tmpfs',
        options: ['rbind', 'rprivate', next(2) === 0 ? 'ro' : 'rw'],
      })),
      Annotations: {
        'io.kubernetes.cri.container-name': image,
        'io.kubernetes.cri.image-name': `registry.example.com/${image}@sha256:${hex(64)}`,
        'io.kubernetes.cri.sandbox-id': '^[a-z0-9]{64}$',
      },
    },
    storages: Array.from({ length: 1 + next(5) }, () => ({
      driver: 'overlayfs',
      fstype: 'tar',
      source: hex(64),
      mount_point: `$(layer${String(next(9))})`,
    })),
    sandbox_pidns: false,
    exec_commands: [],
  };
}

/** An agent policy of about that many bytes; never smaller than its rules. */
function policy(bytes: number, seed: number): string {
  const next = numbers(seed);
  const text = rules();
  const containers: string[] = [];
  for (let length = text.length; length < bytes;) {
    const made = JSON.stringify(container(next), undefined, 2).replaceAll('\n', '\n    ');
    containers.push(`    ${made}`);
    length += made.length + 6;
  }
  return `${text}policy_data := {\n  "containers": [\n${containers.join(',\n')}\n  ]\n}\n`;
}

/** A base64 body that does not compress, in lines as PEM has them. */
function certificate(seed: number): string {
  const next = numbers(seed);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const body = Array.from({ length: 12 }, () =>
    Array.from({ length: 64 }, () => alphabet[next(64)]).join(''),
  );
  return `-----BEGIN CERTIFICATE-----\n${body.join('\n')}\n-----END CERTIFICATE-----`;
}

/**
 * A whole Init-Data document.
 *
 * @param bytes of the policy in it; the rest takes about 2,500 more
 * @param seed another document for another seed
 */
export function documentOf(bytes: number, seed = 1): string {
  const kbs = certificate(seed);
  return `version = "0.1.0"
algorithm = "sha384"

[data]
"aa.toml" = '''
[token_configs]
[token_configs.kbs]
url = "https://kbs.example.com:8080"
cert = """
${kbs}
"""
'''
"cdh.toml" = '''
socket = "unix:///run/confidential-containers/cdh.sock"
credentials = []

[kbc]
name = "cc_kbc"
url = "https://kbs.example.com:8080"
kbs_cert = """
${kbs}
"""
'''
"policy.rego" = '''
${policy(bytes, seed)}'''
`;
}

/** Twelve documents of the sizes that policies have. */
export function policySizedDocuments(): readonly { readonly name: string; readonly text: string }[] {
  const sizes = [8, 10, 13, 17, 22, 28, 36, 45, 56, 68, 80, 92];
  return sizes.map((kilobytes, at) => ({
    name: `${String(kilobytes)} kB`,
    text: documentOf(kilobytes * 1000, at + 1),
  }));
}
