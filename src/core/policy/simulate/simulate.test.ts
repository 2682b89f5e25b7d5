/** Requests that the simulator makes: complete, in the agent's form, in the order in which a shim sends them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { jsonOf } from '#core/rego/value/json.ts';
import { announce } from '#core/testing/announce.ts';
import { isRecord } from '#core/testing/comparison.ts';
import { allowAll } from '../testing/allow-all.ts';
import { actionOf, actions } from './actions.ts';
import { examplePod } from './example-pod.ts';
import { fullImageName } from './image-config.ts';
import { lifeOfPod, startOfPod } from './life.ts';
import { podsOfManifest } from './manifest-pods.ts';
import { agentWith, resultsOf } from './run.ts';
import type { SimulatedStep } from './step.ts';

const profile = profileOf('kata-3.30');
const reference = join(import.meta.dirname, '../../../../../shared/reference');
const present = existsSync(reference);
if (!present) announce('skipped: requests compared with the schema, as ../shared is not there');

beforeAll(async () => {
  await loadBuiltins(profile);
});

function read(name: string): Readonly<Record<string, unknown>> {
  const file: unknown = JSON.parse(readFileSync(join(reference, name), 'utf8'));
  return isRecord(file) ? file : {};
}

const pod = examplePod();
const everyStep: readonly SimulatedStep[] = [
  ...lifeOfPod(pod),
  ...actions.flatMap((action) => action.plan(pod, { stdin: true, terminal: true }).steps),
];

interface Field {
  readonly json: string;
  readonly kind: string;
  readonly of?: string;
  readonly message?: boolean;
}

/** Where an input differs from its message: fields that are missing, unknown, or of another type. */
function differences(
  messages: Readonly<Record<string, readonly Field[]>>,
  message: string,
  value: unknown,
  path: string,
): readonly string[] {
  if (!isRecord(value)) return [`${path} is no object`];
  const fields = messages[message] ?? [];
  const unknownOnes = Object.keys(value).filter((name) => !fields.some(({ json }) => json === name));
  return [
    ...unknownOnes.map((name) => `${path}.${name} is unknown`),
    ...fields.flatMap(({ json, kind, of = '', message: isMessage }) => {
      const part = value[json];
      const place = `${path}.${json}`;
      if (part === undefined) return [`${place} is missing`];
      if (kind === 'message') return part === null ? [] : differences(messages, of, part, place);
      if (kind === 'array') {
        if (!Array.isArray(part)) return [`${place} is no array`];
        return isMessage === true
          ? part.flatMap((item, index) => differences(messages, of, item, `${place}[${String(index)}]`))
          : [];
      }
      return [];
    }),
  ];
}

test.skipIf(!present)('every input has every field of its message and no other', () => {
  const schema = read('agent-policy-schema.json');
  const messages = schema['messages'] as Readonly<Record<string, readonly Field[]>>;
  const forms = schema['input_message'] as Readonly<Record<string, string>>;
  const found = everyStep.flatMap(({ entrypoint, input }) =>
    differences(messages, forms[entrypoint] ?? entrypoint, input, entrypoint),
  );
  expect([...new Set(found)]).toEqual([]);
});

test.skipIf(!present)('a pod starts as the recorded example does', () => {
  const steps = read('agent-policy-examples.json')['steps'];
  const recorded = (Array.isArray(steps) ? steps : []).filter(isRecord).map((step) => step['entrypoint']);
  const order = [...new Set(startOfPod(pod).map(({ entrypoint }) => entrypoint))];
  const known = new Set<unknown>(order);
  expect(order.slice(0, 10)).toEqual([...new Set(recorded)].filter((name) => known.has(name)).slice(0, 10));
});

test('an agent that allows everything carries out every action', () => {
  for (const action of actions) {
    const { setup, steps } = action.plan(pod, {});
    const results = resultsOf(agentWith(allowAll, profile).agent, [...setup, ...steps]);
    expect(results.every(({ decision }) => decision.kind === 'allowed')).toBe(true);
  }
});

describe('actions', () => {
  const entrypoints = (id: string, values = {}): readonly string[] =>
    (actionOf(id)?.plan(pod, values).steps ?? []).map(({ entrypoint }) => entrypoint);

  test.for([
    ['logs', {}, ['ReadStreamRequest']],
    ['port-forward', {}, []],
    ['exec', { command: ['id'] }, ['ExecProcessRequest', 'ReadStreamRequest', 'WaitProcessRequest']],
    [
      'copy-in',
      {},
      [
        'ExecProcessRequest',
        'ReadStreamRequest',
        'WriteStreamRequest',
        'CloseStdinRequest',
        'WaitProcessRequest',
      ],
    ],
    ['set-policy', {}, ['SetPolicyRequest']],
  ] as const)('%s', ([id, values, expected]) => {
    expect(entrypoints(id, values)).toEqual(expected);
  });

  test('a changed container is created anew with the change', () => {
    const steps = actionOf('change-argument')?.plan(pod, { text: '--x' }).steps ?? [];
    const creation = steps.find(({ entrypoint }) => entrypoint === 'CreateContainerRequest');
    expect(creation?.input['OCI']).toMatchObject({
      Process: { Args: ['/usr/bin/orders', '--listen', ':8080', '--x'] },
    });
  });
});

test('state before and after stands with each step', () => {
  const policy = `package agent_policy
CreateSandboxRequest := {"allowed": true, "ops": [{"op": "add", "path": "/pstate/host", "value": input.hostname}]}
GuestDetailsRequest if data.pstate.host == "orders-0"`;
  const results = resultsOf(agentWith(policy, profile).agent, lifeOfPod(pod));
  const sandbox = results.find(({ step }) => step.entrypoint === 'CreateSandboxRequest');
  expect(sandbox && jsonOf(sandbox.before)).toBe('{"pstate":{}}');
  expect(sandbox && jsonOf(sandbox.decision.data)).toBe('{"pstate":{"host":"orders-0"}}');
  expect(results.find(({ step }) => step.entrypoint === 'GuestDetailsRequest')?.decision.kind).toBe(
    'allowed',
  );
});

describe('pods of a manifest', () => {
  const manifest = `apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { MODE: fast, app.conf: x }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    metadata: { labels: { app: web } }
    spec:
      securityContext: { runAsUser: 7, runAsGroup: 8, supplementalGroups: [9] }
      initContainers:
        - { name: prepare, image: busybox, command: [sh, -c, "true"] }
      containers:
        - name: web
          image: nginx:1.27@sha256:${'a'.repeat(64)}
          args: ["-g", "$(GREETING) $$(X)"]
          env:
            - { name: GREETING, value: hello }
            - { name: APP, valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } }
            - { name: KEY, valueFrom: { secretKeyRef: { name: gone, key: k } } }
          envFrom: [{ configMapRef: { name: settings } }]
          securityContext: { capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] } }
          readinessProbe: { exec: { command: [/bin/true] } }
          volumeMounts:
            - { name: conf, mountPath: /etc/app }
            - { name: scratch, mountPath: /tmp/x }
      volumes:
        - { name: conf, configMap: { name: settings } }
        - { name: scratch, emptyDir: { medium: Memory } }
`;

  test('say what the manifest says, and what is assumed', () => {
    const [found] = podsOfManifest(manifest);
    expect(found).toMatchObject({ label: 'Deployment/web', pod: { namespace: 'shop' } });
    const [init, web] = found?.pod.containers ?? [];
    expect(init).toMatchObject({
      kind: 'init',
      image: 'docker.io/library/busybox:latest',
      args: ['sh', '-c', 'true'],
      assumed: ['digest', 'env', 'cwd'],
    });
    expect(web).toMatchObject({
      image: `docker.io/library/nginx@sha256:${'a'.repeat(64)}`,
      args: ['/entrypoint-of-the-image', '-g', 'hello $(X)'],
      user: { uid: 7, gid: 8, additionalGids: [8, 9] },
      capabilities: ['CAP_NET_BIND_SERVICE'],
      commands: [['/bin/true']],
      assumed: ['references', 'env', 'args', 'cwd'],
    });
    expect(web?.env).toEqual(expect.arrayContaining(['MODE=fast', 'APP=web', 'GREETING=hello']));
    expect(web?.mounts.map(({ volume }) => volume)).toMatchObject([
      { kind: 'files', files: ['MODE', 'app.conf'] },
      { kind: 'memory' },
      { kind: 'files', name: 'service account token' },
    ]);
  });

  test('take from an image config what the image decides', () => {
    const config = {
      entrypoint: ['/start'],
      cmd: ['-x'],
      env: ['A=1'],
      workingDir: '/app',
      user: { kind: 'ids', uid: 1, gid: 2, additionalGids: [2] },
    } as const;
    const images = new Map([['docker.io/library/nginx:latest', config]]);
    const [found] = podsOfManifest(
      'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: nginx}]}',
      { images },
    );
    expect(found?.pod.containers[0]).toMatchObject({
      args: ['/start', '-x'],
      cwd: '/app',
      user: { uid: 1, gid: 2, additionalGids: [2] },
      assumed: ['digest'],
    });
  });

  test.for(['', '{', 'kind: Pod', 'a: &a [*a]', 'kind: Pod\nspec: {containers: [1, null, {name: [x]}]}'])(
    '%j has none, or some, and throws nothing',
    (text) => {
      expect(Array.isArray(podsOfManifest(text))).toBe(true);
    },
  );
});

test.for([
  ['nginx', 'docker.io/library/nginx:latest'],
  ['nginx:1.27', 'docker.io/library/nginx:1.27'],
  ['bitnami/redis', 'docker.io/bitnami/redis:latest'],
  ['quay.io/a/b:v1', 'quay.io/a/b:v1'],
  ['localhost:5000/a', 'localhost:5000/a:latest'],
  ['quay.io/a/b:v1@sha256:00', 'quay.io/a/b@sha256:00'],
] as const)('the full name of %s', ([reference_, full]) => {
  expect(fullImageName(reference_)).toBe(full);
});
