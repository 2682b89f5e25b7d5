/** What a policy is made from: workloads of every kind, values from elsewhere, and where each line comes from. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { runAttacks, throughOf } from '../attacks/suite.ts';
import type { ImageConfig } from '../simulate/image-config.ts';
import { lifeOfPod } from '../simulate/life.ts';
import { type ManifestSources, podsOfManifest } from '../simulate/manifest-pods.ts';
import type { SimulatedPod } from '../simulate/pod.ts';
import { agentWith, resultsOf } from '../simulate/run.ts';
import { lintModel } from '../lint/lint.ts';
import { modelOf } from '../matrix/model.ts';
import { defaultOptions, generatePolicy, type GeneratedPolicy } from './generate.ts';
import { openFindingsIn } from './reread.ts';

const dialects = (['kata-3.30', 'kata-3.28'] as const).map(profileOf);
const [newest = profileOf('kata-3.30')] = dialects;

beforeAll(async () => {
  await Promise.all(dialects.map(loadBuiltins));
});

const image = `quay.io/shop/web@sha256:${'a'.repeat(64)}`;
const config: ImageConfig = {
  entrypoint: ['/web'],
  cmd: ['serve'],
  env: ['PATH=/bin', 'MODE=image'],
  workingDir: '/srv',
  volumes: [],
  user: { kind: 'config', text: '' },
};

interface Made {
  readonly pod: SimulatedPod;
  readonly policy: GeneratedPolicy;
}

function made(manifest: string, sources: ManifestSources = { images: new Map([[image, config]]) }): Made {
  const [found] = podsOfManifest(manifest, sources);
  if (found === undefined) throw new Error('no pod');
  const { pod, unsettled, placeOf } = found;
  const stated = (path: Parameters<typeof placeOf>[0]): boolean => placeOf(path) !== undefined;
  return { pod, policy: generatePolicy(pod, { ...defaultOptions, logs: true, unsettled, stated }) };
}

function stopped({ pod, policy }: Made, profile = newest): readonly string[] {
  const life = resultsOf(agentWith(policy.text, profile).agent, lifeOfPod(pod));
  return life.filter(({ decision }) => decision.kind !== 'allowed').map(({ step }) => step.title);
}

const template = (indent: string): string =>
  [
    'metadata: {labels: {app: web}}',
    'spec:',
    `  initContainers: [{name: prepare, image: "${image}", command: [/prepare]}]`,
    `  containers: [{name: web, image: "${image}"}]`,
  ]
    .map((line) => indent + line)
    .join('\n');

const workload = (kind: string, version = 'apps/v1'): string =>
  `apiVersion: ${version}\nkind: ${kind}\nmetadata: {name: web, namespace: shop}\nspec:\n  template:\n${template('    ')}\n`;

const kinds = [
  ['Deployment', workload('Deployment'), /^web-[a-z0-9]+-[a-z0-9]{5}$/],
  ['ReplicaSet', workload('ReplicaSet'), /^web-[a-z0-9]{5}$/],
  ['ReplicationController', workload('ReplicationController', 'v1'), /^web-/],
  ['StatefulSet', workload('StatefulSet'), /^web-0$/],
  ['DaemonSet', workload('DaemonSet'), /^web-/],
  ['Job', workload('Job', 'batch/v1'), /^web-/],
  [
    'CronJob',
    `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: web, namespace: shop}\nspec:\n  jobTemplate:\n    spec:\n      template:\n${template('        ')}\n`,
    /^web-\d+-/,
  ],
  [
    'Pod',
    `apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec:\n  initContainers: [{name: prepare, image: "${image}", command: [/prepare]}]\n  containers: [{name: web, image: "${image}"}]\n`,
    /^web$/,
  ],
] as const;

test.for(kinds)('a %s lives in both dialects', ([, manifest, name]) => {
  const found = made(manifest);
  expect(found.pod.name).toMatch(name);
  for (const profile of dialects) expect(stopped(found, profile)).toEqual([]);
});

/** Kinds whose pods have names of each form. */
test.for(kinds.filter(([kind]) => ['Deployment', 'StatefulSet', 'Pod'].includes(kind)))(
  'a %s stops every attack in both dialects',
  { timeout: 60_000 },
  ([, manifest]) => {
    const { policy, pod } = made(manifest);
    for (const profile of dialects) expect(throughOf(runAttacks(policy.text, profile, pod))).toEqual([]);
  },
);

const withVariables = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
    - name: web
      image: ${image}
      args: ["--password=$(PASSWORD)", "--mode=$(MODE)"]
      env:
        - {name: PASSWORD, valueFrom: {secretKeyRef: {name: keys, key: password}}}
        - {name: MODE, valueFrom: {configMapKeyRef: {name: settings, key: mode}}}
        - {name: CPUS, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
        - {name: EXTRA, valueFrom: {configMapKeyRef: {name: none, key: k, optional: true}}}
`;
const beside = `apiVersion: v1
kind: Secret
metadata: {name: keys}
stringData: {password: correct-horse}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {mode: fast}
`;

describe('values from elsewhere', () => {
  const images = new Map([[image, config]]);

  test('are pinned where they are given beside the manifest', () => {
    const { policy } = made(withVariables, { images, beside });
    expect(policy.text).toContain('"--password=correct-horse"');
    expect(policy.text).toContain('"MODE=fast"');
    expect(policy.open).toEqual([{ container: 'web', about: 'references' }]);
  });

  test('of Secrets are withheld where they are to be', () => {
    const found = made(withVariables, { images, beside, withholdsSecrets: true });
    expect(found.policy.text).not.toContain('correct-horse');
    expect(found.policy.open.map(({ about }) => about)).toContain('secrets');
    expect(stopped(found)).toEqual([]);
  });

  test('that are not there are open, in arguments as well, and nothing else is', () => {
    const found = made(withVariables, { images });
    const real = made(withVariables, { images, beside });
    const cpus = (text: string): string => text.replace(/^CPUS=\d+$/, 'CPUS=2');
    const [container] = real.pod.containers;
    // What the cluster really sends: known values, and a variable less.
    const env = container.env.filter((text) => !text.startsWith('EXTRA=')).map(cpus);
    const sent: Made = {
      policy: found.policy,
      pod: { ...real.pod, containers: [{ ...container, env }] },
    };
    expect(stopped(sent)).toEqual([]);
    const other = { ...container, env, args: ['/web', '--password=x', '--mode=fast', '--more'] };
    expect(stopped({ ...sent, pod: { ...sent.pod, containers: [other] } })).toContain('create web');
  });

  test('of which not even the names are known let any variable in', () => {
    const manifest = withVariables.replace(/env:[^]*/, 'envFrom: [{configMapRef: {name: none}}]\n');
    const { policy } = made(manifest, { images });
    expect(policy.open.map(({ about }) => about)).toContain('variables');
    expect(policy.text).toContain('"open": ["env"]');
  });
});

describe('each line', () => {
  const { policy } = made(withVariables, { images: new Map([[image, config]]), beside });
  const originsAt = (start: string) =>
    policy.lines.find(({ text }) => text.trim().startsWith(start))?.origins ?? [];

  test.for([
    ['"pod_name"', [{ kind: 'manifest', path: ['metadata', 'name'] }]],
    ['"logs"', [{ kind: 'setting', name: 'logs' }]],
    [
      '"args": ["/web", "--pass',
      [
        { kind: 'image', field: 'Entrypoint' },
        { kind: 'manifest', path: ['spec', 'containers', 0, 'args'] },
      ],
    ],
    ['"PATH=', [{ kind: 'image', field: 'Env' }]],
    ['"PASSWORD=', [{ kind: 'object', object: 'Secret/keys', key: 'password' }]],
    ['"MODE=', [{ kind: 'object', object: 'ConfigMap/settings', key: 'mode' }]],
    ['"^CPUS=', [{ kind: 'cluster' }]],
    ['"cwd": "/srv"', [{ kind: 'image', field: 'WorkingDir' }]],
    ['"gids": [0]', [{ kind: 'image', field: 'User' }]],
  ] as const)('%s says where it comes from', ([start, origins]) => {
    expect(originsAt(start)).toEqual(origins);
  });

  test('has a source, but for brackets', () => {
    const without = policy.lines.filter(
      ({ text, origins }) => origins.length === 0 && !/[[{]$|^\t*[\]}],?$|: null,$|\[\],$/.test(text),
    );
    expect(without).toEqual([]);
  });

  test('stands at the end of the text', () => {
    expect(policy.text.endsWith(`${policy.lines.map(({ text }) => text).join('\n')}\n`)).toBe(true);
  });
});

describe('what is open is told of the text alone', () => {
  test.for<[string, string, ManifestSources]>([
    ['with nothing known of the image', withVariables, {}],
    ['with everything known', withVariables, { images: new Map([[image, config]]), beside }],
    ['of a controller', workload('Deployment').replace(', namespace: shop', ''), {}],
  ])('%s', ([, manifest, sources]) => {
    const { policy } = made(manifest, sources);
    const key = ({ code, span }: { code: string; span: object }): string => code + JSON.stringify(span);
    expect(openFindingsIn(policy.text).map(key).sort()).toEqual(policy.diagnostics.map(key).sort());
  });

  test('and of no other policy', () => {
    const { policy } = made(withVariables, {});
    expect(openFindingsIn(policy.text.replace('== want.args', '!= want.args'))).toEqual([]);
    expect(openFindingsIn(policy.text.replace('profile := {', 'profile := [{'))).toEqual([]);
    expect(openFindingsIn('')).toEqual([]);
  });
});

test.for(dialects)(
  'the lint finds nothing to mend in a policy of which nothing is open, in $name',
  (profile) => {
    const { policy } = made(kinds[7][1]);
    const found = lintModel(modelOf(policy.text, profile)).map(({ diagnostic }) => diagnostic);
    // The logs are open because these tests ask for them.
    const said = found.filter(({ severity, code }) => severity !== 'info' && code !== 'policy/logs-true');
    expect(said.map(({ code, span }) => [code, policy.text.slice(span.from, span.to)])).toEqual([]);
  },
);
