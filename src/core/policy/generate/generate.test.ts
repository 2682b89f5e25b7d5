/** Generated policies: the pod lives, every attack stops, in every release that has state. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { announce } from '#core/testing/announce.ts';
import { attacks, runAttacks, throughOf } from '../attacks/suite.ts';
import { examplePod } from '../simulate/example-pod.ts';
import { lifeOfPod, startOfPod } from '../simulate/life.ts';
import { podsOfManifest } from '../simulate/manifest-pods.ts';
import type { SimulatedPod } from '../simulate/pod.ts';
import { agentWith, resultsOf } from '../simulate/run.ts';
import { nginxPod } from '../testing/pods.ts';
import { guarantees } from './guarantees.ts';
import { generatedRules } from './rules.ts';
import { defaultOptions, generatePolicy, type OpenPoint } from './generate.ts';

const releases = (['kata-3.30', 'kata-3.28', 'kata-3.11'] as const).map(profileOf);

beforeAll(async () => {
  await Promise.all(releases.map(loadBuiltins));
});

function withInit(): SimulatedPod {
  const pod = examplePod();
  const [container] = pod.containers;
  const init = {
    ...container,
    kind: 'init',
    name: 'prepare',
    id: 'a'.repeat(64),
    args: ['/prepare'],
    commands: [],
  } as const;
  return { ...pod, containers: [init, container] };
}

const pods = [
  ['one container', examplePod()],
  ['an init container', withInit()],
  ['nginx', nginxPod()],
] as const;

describe.for(pods)('%s', ([, pod]) => {
  const { text, open } = generatePolicy(pod, { ...defaultOptions, logs: true });

  test('nothing is open', () => {
    expect(open).toEqual([]);
  });

  test.for(releases)('lives in $name', (profile) => {
    const { agent, loaded } = agentWith(text, profile);
    expect(loaded.kind).toBe('loaded');
    const stopped = resultsOf(agent, lifeOfPod(pod)).filter(({ decision }) => decision.kind !== 'allowed');
    expect(stopped.map(({ step, decision }) => [step.title, decision.message])).toEqual([]);
  });

  test.for(releases)('stops every attack in $name', { timeout: 60_000 }, (profile) => {
    const results = [...runAttacks(text, profile, pod)];
    expect(throughOf(results)).toEqual([]);
    expect(
      results.filter(({ honestAllowed }) => honestAllowed === false).map(({ attack }) => attack.id),
    ).toEqual([]);
    expect(results.flatMap(({ setupStopped }) => setupStopped.map(({ step }) => step.title))).toEqual([]);
  });
});

test('a container comes back after it ended, and under another id', () => {
  const pod = examplePod();
  const [container] = pod.containers;
  const { text } = generatePolicy(pod, { ...defaultOptions, logs: true });
  const { agent } = agentWith(text, releases[0] ?? profileOf('kata-3.30'));
  const again: SimulatedPod = { ...pod, containers: [{ ...container, id: 'b'.repeat(64) }] };
  const removal = {
    entrypoint: 'RemoveContainerRequest',
    input: { container_id: container.id, timeout: 0 },
    title: '',
  } as const;
  const steps = [
    ...startOfPod(pod),
    removal,
    ...startOfPod(again).filter(({ container: name }) => name === container.name),
  ];
  expect(
    resultsOf(agent, steps)
      .filter(({ decision }) => decision.kind !== 'allowed')
      .map(({ step }) => step.title),
  ).toEqual([]);
});

test('logs and standard input are denied unless they are asked for', () => {
  const pod = examplePod();
  const { text } = generatePolicy(pod);
  const stopped = resultsOf(agentWith(text, profileOf('kata-3.30')).agent, lifeOfPod(pod)).filter(
    ({ decision }) => decision.kind !== 'allowed',
  );
  expect(new Set(stopped.map(({ step }) => step.entrypoint))).toEqual(new Set(['ReadStreamRequest']));
});

test('what is not known is open by name, and found where it is', () => {
  const pod = examplePod();
  const [container] = pod.containers;
  const unsure: SimulatedPod = { ...pod, containers: [{ ...container, assumed: ['args', 'user'] }] };
  const { text, open, diagnostics } = generatePolicy(unsure);
  expect(open).toEqual([
    { container: 'orders', about: 'args' },
    { container: 'orders', about: 'user' },
  ]);
  expect(text).toContain('"open": ["args", "user"]');
  expect(diagnostics.map(({ code, span }) => [code, text.slice(span.from, span.to)])).toEqual([
    ['policy/open-args', '"orders"'],
    ['policy/open-user', '"orders"'],
  ]);
});

test.for(guarantees)(
  '$question names rules that are there and attacks that exist',
  ({ rules, attacks: ids }) => {
    for (const name of rules) expect(generatedRules).toMatch(new RegExp(`^(default )?${name}\\b`, 'm'));
    for (const id of ids) expect(attacks.map((attack) => attack.id)).toContain(id);
  },
);

/** What each open point lets through, and nothing else. */
const letIn: Readonly<Record<OpenPoint['about'], readonly string[]>> = {
  args: ['args-shell', 'args-extra', 'args-joined', 'args-missing'],
  env: ['env-value', 'env-extra'],
  references: ['env-value'],
  secrets: ['env-value'],
  variables: ['env-value', 'env-extra'],
  cwd: ['cwd'],
  user: ['user-root', 'user-group', 'user-additional-group'],
  groups: ['user-group', 'user-additional-group'],
  digest: [],
  namespace: [],
  'pod-name': [],
};

const folder = join(import.meta.dirname, '../../../../../shared/corpus/manifests');
const present = existsSync(folder);
if (!present) announce('skipped: policies for collected manifests, as ../shared is not there');
const collected = !present
  ? []
  : readdirSync(folder).flatMap((name) =>
      podsOfManifest(readFileSync(join(folder, name), 'utf8')).map((found) => ({
        title: `${name} ${found.label}`,
        ...found,
      })),
    );

/** One release of each dialect. */
const dialects = (['kata-3.30', 'kata-3.28'] as const).map(profileOf);

describe.skipIf(!present)('a collected manifest', () => {
  test('is there', () => {
    expect(collected.length).toBeGreaterThan(15);
  });

  test.for(
    collected.flatMap((found) => dialects.map((profile) => ({ ...found, profile, on: profile.dialect }))),
  )(
    '$title on $on: the pod lives, and only what is open gets through',
    { timeout: 60_000 },
    ({ pod, unsettled, profile }) => {
      const { text, open } = generatePolicy(pod, { ...defaultOptions, logs: true, unsettled });
      const life = resultsOf(agentWith(text, profile).agent, lifeOfPod(pod));
      expect(
        life.filter(({ decision }) => decision.kind !== 'allowed').map(({ step }) => step.title),
      ).toEqual([]);
      const expected = new Set(open.flatMap(({ about }) => letIn[about]));
      const through = throughOf(runAttacks(text, profile, pod));
      expect(through.filter((id) => !expected.has(id))).toEqual([]);
    },
  );
});
