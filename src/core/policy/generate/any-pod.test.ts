/** Whatever a pod holds, its policy loads and lets it live; whatever a manifest or a policy is, nothing throws. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { attacks, runAttacks } from '../attacks/suite.ts';
import { actions } from '../simulate/actions.ts';
import { examplePod } from '../simulate/example-pod.ts';
import { lifeOfPod } from '../simulate/life.ts';
import { podsOfManifest } from '../simulate/manifest-pods.ts';
import type { SimulatedContainer, SimulatedPod, SimulatedVolume } from '../simulate/pod.ts';
import { agentWith, resultsOf } from '../simulate/run.ts';
import { alwaysUnsettled, anyNamespace, generatedName } from '../simulate/unsettled.ts';
import { defaultOptions, generatePolicy } from './generate.ts';

const profile = profileOf('kata-3.30');
const runs = process.env['FUZZ_RUNS'];
const patience = runs === undefined ? 60_000 : 3_600_000;

beforeAll(async () => {
  await loadBuiltins(profile);
});

const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
const label = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}[a-z0-9]$/);
const text = fc.string({ unit: 'binary', maxLength: 20 }).map((value) => value.toWellFormed());
const path = fc
  .array(fc.stringMatching(/^[A-Za-z0-9._+@(){}$^|*?[\]-]{1,12}$/), { minLength: 1, maxLength: 3 })
  .map((parts) => `/v/${parts.join('/')}`);
const ids = fc.integer({ min: 0, max: 65_535 });

const volume: fc.Arbitrary<SimulatedVolume> = fc.oneof(
  label.map((name) => ({ kind: 'memory', name }) as const),
  label.map((name) => ({ kind: 'disk', name }) as const),
  label.map((name) => ({ kind: 'host', name }) as const),
  fc.record({ kind: fc.constant('files' as const), name: label, files: fc.array(label, { maxLength: 3 }) }),
);

const container: fc.Arbitrary<SimulatedContainer> = fc.record({
  kind: fc.constantFrom('init', 'workload'),
  name: label,
  id: hex,
  image: fc.constantFrom('docker.io/library/a:latest', `quay.io/b/c@sha256:${'0'.repeat(64)}`),
  args: fc.array(text, { minLength: 1, maxLength: 4 }),
  env: fc.array(
    fc.tuple(fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,8}$/), text).map(([name, value]) => `${name}=${value}`),
    { maxLength: 4 },
  ),
  cwd: path,
  user: fc.record({ uid: ids, gid: ids, additionalGids: fc.array(ids, { maxLength: 3 }) }),
  terminal: fc.boolean(),
  readOnlyRoot: fc.boolean(),
  noNewPrivileges: fc.boolean(),
  capabilities: fc.subarray(['CAP_CHOWN', 'CAP_KILL', 'CAP_SYS_ADMIN']),
  privileged: fc.boolean(),
  mounts: fc.uniqueArray(fc.record({ destination: path, readOnly: fc.boolean(), volume }), {
    maxLength: 3,
    selector: ({ destination }) => destination,
  }),
  commands: fc.array(fc.array(text, { minLength: 1, maxLength: 2 }), { maxLength: 2 }),
  assumed: fc.subarray(['args', 'env', 'cwd', 'user', 'digest', 'references'] as const),
});

const pods: fc.Arbitrary<SimulatedPod> = fc
  .record({
    name: label,
    namespace: label,
    uid: fc.uuid(),
    sandboxId: hex,
    shareProcessNamespace: fc.boolean(),
    containers: fc.uniqueArray(container, {
      minLength: 1,
      maxLength: 3,
      selector: ({ id, name }) => `${id.slice(0, 1)}${name.slice(0, 1)}`,
    }),
  })
  .map(({ containers, ...rest }) => {
    // Ids are unique in a node.
    const own = containers.filter(({ id }) => id !== rest.sandboxId);
    const [first, ...others] = own.toSorted((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0));
    return {
      ...rest,
      hostname: rest.name,
      hostNetwork: false,
      sysctls: {},
      containers: [first ?? examplePod().containers[0], ...others],
    };
  });

test('a policy for any pod loads and lets it live', { timeout: patience }, () => {
  fc.assert(
    fc.property(pods, fc.boolean(), (pod, settled) => {
      const unsettled = settled
        ? []
        : [
            ...alwaysUnsettled(pod.uid),
            anyNamespace(pod.namespace),
            generatedName(pod.name, pod.name.slice(0, 1)),
          ];
      const { text: policy } = generatePolicy(pod, { ...defaultOptions, logs: true, unsettled });
      const { agent, loaded } = agentWith(policy, profile);
      expect(loaded.kind).toBe('loaded');
      const stopped = resultsOf(agent, lifeOfPod(pod)).filter(({ decision }) => decision.kind !== 'allowed');
      expect(stopped.map(({ step, decision }) => [step.title, decision.message?.text])).toEqual([]);
    }),
    { numRuns: Number(runs ?? 40) },
  );
});

test('no policy makes an attack or an action throw', { timeout: patience }, () => {
  const piece = fc.constantFrom(
    'package agent_policy\n',
    'CreateContainerRequest if ',
    'input.storages[_]',
    '{',
    '}',
    ' := ',
    '"x"',
    '\n',
    'default R := true',
    'every x in input',
    'some',
    'not ',
  );
  const policy = fc.array(fc.oneof(piece, fc.string()), { maxLength: 20 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(
      policy,
      pods,
      fc.constantFrom(...attacks),
      fc.constantFrom(...actions),
      (given, pod, attack, action) => {
        expect([...runAttacks(given, profile, pod, { attacks: [attack] })]).toHaveLength(1);
        const { setup, steps } = action.plan(pod, { command: ['x'], text: given, image: given });
        resultsOf(agentWith(given, profile).agent, [...setup, ...steps]);
      },
    ),
    { numRuns: Number(runs ?? 40) },
  );
});

test('no manifest makes reading or generating throw', { timeout: patience }, () => {
  const piece = fc.constantFrom(
    'kind: Pod\n',
    'kind: Deployment\n',
    'spec:\n',
    '  containers:\n',
    '  - name: a\n',
    '    image: b\n',
    '    env: [{name: A, value: 1}]\n',
    '    command: [a, 1, {}]\n',
    '&a ',
    '*a',
    '<<: *a\n',
    '---\n',
    '  volumes: [{name: v}]\n',
    '    volumeMounts: [{name: v, mountPath: /x}]\n',
    'metadata: {name: p}\n',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 20 }), (parts) => {
      for (const { pod, unsettled } of podsOfManifest(parts.join(''))) {
        generatePolicy(pod, { ...defaultOptions, unsettled });
      }
    }),
    { numRuns: Number(runs ?? 200) },
  );
});
