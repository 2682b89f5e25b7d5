/** Generated policies: the pod lives, every attack stops, in every release that has state. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { runAttacks, throughOf } from '../attacks/suite.ts';
import { examplePod } from '../simulate/example-pod.ts';
import { lifeOfPod, startOfPod } from '../simulate/life.ts';
import type { SimulatedPod } from '../simulate/pod.ts';
import { agentWith, resultsOf } from '../simulate/run.ts';
import { nginxPod } from '../testing/pods.ts';
import { defaultOptions, generatePolicy } from './generate.ts';

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
