/** The attack suite against policies whose answer is known, and what it finds in those that people use. */
import { beforeAll, describe, expect, test } from 'vitest';
import { starterManifest } from '#core/manifest/starter.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { announce } from '#core/testing/announce.ts';
import { examplePod } from '../simulate/example-pod.ts';
import { lifeOfPod } from '../simulate/life.ts';
import { podsOfManifest } from '../simulate/manifest-pods.ts';
import { defaultPath, type SimulatedPod } from '../simulate/pod.ts';
import { agentWith, resultsOf } from '../simulate/run.ts';
import { requestCatalogue } from '../requests/catalogue.ts';
import { allowAll } from '../testing/allow-all.ts';
import { nginxPod, podFor } from '../testing/pods.ts';
import {
  collectedPolicies,
  collectionPresent,
  examplePolicies,
  ownPolicy,
  publishedPolicy,
  recordedPolicies,
} from '../testing/policies.ts';
import { gotThrough } from './testing/got-through.ts';
import { attacks, runAttacks, throughOf } from './suite.ts';

const profile = profileOf('kata-3.30');
const older = (['kata-3.28', 'kata-3.11', 'kata-3.5'] as const).map(profileOf);

beforeAll(async () => {
  await Promise.all([profile, ...older].map(loadBuiltins));
});

/** A pod on which every attack applies: with an init container before the workload. */
function fullPod(): SimulatedPod {
  const pod = examplePod();
  const [container] = pod.containers;
  const init = { ...container, kind: 'init', name: 'prepare', id: 'a'.repeat(64) } as const;
  return { ...pod, containers: [init, container] };
}

test('ids are unique', () => {
  expect(new Set(attacks.map(({ id }) => id)).size).toBe(attacks.length);
});

test.for(attacks)('$id gets through where everything is allowed', (attack) => {
  const [result] = runAttacks(allowAll, profile, fullPod(), { attacks: [attack] });
  expect(result).toMatchObject({ outcome: 'through', setupStopped: [] });
});

test.for(attacks)('$id differs from what an honest host sends', (attack) => {
  const plan = attack.plan(fullPod());
  const [first] = plan?.steps ?? [];
  expect(JSON.stringify(first?.input)).not.toBe(JSON.stringify(plan?.honest?.input));
});

test('nothing gets through where everything is denied, and the honest requests do not either', () => {
  const denyAll = allowAll.replaceAll('true', 'false');
  const results = [...runAttacks(denyAll, profile, fullPod())];
  expect(throughOf(results)).toEqual([]);
  expect(results.some(({ honestAllowed }) => honestAllowed === true)).toBe(false);
});

describe('the restrictive example of the documentation', () => {
  const policy = publishedPolicy('init-data');

  test('on Kata 3.30 and later it denies the pause container and leaves 34 requests undefined', () => {
    const { agent, loaded } = agentWith(policy, profile);
    expect(loaded.kind).toBe('loaded');
    const life = resultsOf(agent, lifeOfPod(podFor(policy)));
    const pause = life.find(({ step }) => step.title === 'create the pause container');
    expect(pause?.decision).toMatchObject({ kind: 'denied', message: { code: 'PERMISSION_DENIED' } });
    const undefinedOnes = Object.keys(requestCatalogue).filter((name) => {
      const [result] = resultsOf(agentWith(policy, profile).agent, [
        { entrypoint: name as keyof typeof requestCatalogue, input: {}, title: name },
      ]);
      return result?.decision.kind === 'undefined';
    });
    expect(undefinedOnes).toHaveLength(34);
  });

  test('it lets a shell and a second storage through', () => {
    const results = [...runAttacks(policy, profile, podFor(policy))];
    expect(throughOf(results)).toEqual(
      expect.arrayContaining(['args-shell', 'storage-second', 'storage-first', 'privileged']),
    );
    expect(results.find(({ attack }) => attack.id === 'args-shell')?.honestAllowed).toBe(true);
  });

  test.for(older)('on $name it does not load', (release) => {
    expect(agentWith(policy, release).loaded).toMatchObject({
      kind: 'refused',
      message: { code: 'INVALID_ARGUMENT' },
    });
  });
});

test('the restrictive starter lets its pod live, but for its logs', () => {
  const { agent } = agentWith(ownPolicy('restrictive'), profile);
  const stopped = resultsOf(agent, lifeOfPod(nginxPod())).filter(
    ({ decision }) => decision.kind !== 'allowed',
  );
  expect(stopped.map(({ step }) => step.entrypoint)).toEqual(['ReadStreamRequest']);
});

test('the restrictive starter fits the manifest that it comes with', () => {
  const config = {
    entrypoint: ['/docker-entrypoint.sh'],
    cmd: ['nginx', '-g', 'daemon off;'],
    env: [defaultPath, 'NGINX_VERSION=1.27.5', 'PKG_RELEASE=1~bookworm'],
    user: { kind: 'config', text: '' },
  } as const;
  const [image = ''] = /\S+@sha256:[0-9a-f]{64}/.exec(starterManifest({ platform: 'tdx' })) ?? [];
  const [found] = podsOfManifest(starterManifest({ platform: 'tdx' }), {
    images: new Map([[image, config]]),
  });
  const life = found === undefined ? [] : lifeOfPod(found.pod);
  const stopped = resultsOf(agentWith(ownPolicy('restrictive'), profile).agent, life).filter(
    ({ decision }) => decision.kind !== 'allowed',
  );
  expect(life.length).toBeGreaterThan(20);
  expect(stopped.map(({ step }) => step.entrypoint)).toEqual(['ReadStreamRequest']);
});

const tabled = [
  { id: 'own/restrictive.rego for its pod', text: ownPolicy('restrictive'), pod: nginxPod() },
  ...[...examplePolicies(), ...collectedPolicies(), ...recordedPolicies()].map(({ id, text }) => ({
    id,
    text,
    pod: podFor(text),
  })),
];

if (!collectionPresent)
  announce('skipped: the attack suite on collected policies, as ../shared is not there');

describe('what gets through', () => {
  test.for(tabled)('$id', { timeout: 60_000 }, ({ id, text, pod }) => {
    expect(throughOf(runAttacks(text, profile, pod))).toEqual(gotThrough(id));
  });
});
