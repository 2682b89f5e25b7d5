/** What a pod is made from beside its manifest: image configs and captured requests. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { announce } from '#core/testing/announce.ts';
import { isRecord } from '#core/testing/comparison.ts';
import { runAttacks, throughOf } from '../attacks/suite.ts';
import { defaultOptions, generatePolicy } from '../generate/generate.ts';
import { podOfRequests } from './captured.ts';
import { createContainerInput, createPauseInput } from './create-container.ts';
import { examplePod } from './example-pod.ts';
import type { JsonObject } from './json.ts';
import { lifeOfPod } from './life.ts';
import { readImageConfigs } from './read-image-config.ts';
import { agentWith, resultsOf } from './run.ts';

const profile = profileOf('kata-3.30');

beforeAll(async () => {
  await loadBuiltins(profile);
});

describe('image configs', () => {
  const inner = {
    Entrypoint: ['/e'],
    Cmd: ['c'],
    Env: ['A=1'],
    WorkingDir: '/w',
    User: '5:6',
    Volumes: { '/data': {} },
  };
  const config = {
    entrypoint: ['/e'],
    cmd: ['c'],
    env: ['A=1'],
    workingDir: '/w',
    volumes: ['/data'],
    user: { kind: 'config', text: '5:6' },
  };

  test.for([
    ['crane config', { architecture: 'amd64', config: inner }, []],
    [
      'docker inspect',
      [{ Id: 'x', RepoTags: ['a:1'], RepoDigests: ['a@sha256:0'], Config: inner }],
      ['a@sha256:0', 'a:1'],
    ],
    ['the inner object', inner, []],
  ] as const)('%s', ([, value, references]) => {
    expect(readImageConfigs(JSON.stringify(value))).toEqual({
      kind: 'configs',
      configs: [{ config, references }],
    });
  });

  test('every image of a list is read, and what is no image is left out', () => {
    const read = readImageConfigs(JSON.stringify([{ Config: inner }, 1, { Config: { Cmd: ['x'] } }]));
    expect(read.kind === 'configs' && read.configs.map(({ config: { cmd } }) => cmd)).toEqual([['c'], ['x']]);
  });

  test.for(['', '{', '1', '[]', '{}', '{"config":{}}', '[[]]'])('%j is refused', (text) => {
    expect(readImageConfigs(text).kind).toBe('refused');
  });

  test('no text makes reading throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        readImageConfigs(text);
      }),
    );
  });
});

describe('captured requests', () => {
  const pod = examplePod();
  const requests = [
    createPauseInput(pod),
    ...pod.containers.map((container) => createContainerInput(pod, container)),
  ];

  test('become the pod that they are of', () => {
    const captured = podOfRequests(requests);
    expect(captured).toMatchObject({ name: pod.name, namespace: pod.namespace, sandboxId: pod.sandboxId });
    const [container] = captured?.containers ?? [];
    expect(container && captured && createContainerInput(captured, container)).toEqual(requests[1]);
  });

  test('are none without a container', () => {
    expect(podOfRequests([])).toBeUndefined();
    expect(podOfRequests(requests.slice(0, 1))).toBeUndefined();
    expect(podOfRequests([{}, { OCI: 1 }])).toBeUndefined();
  });
});

const file = join(import.meta.dirname, '../../../../../shared/reference/agent-policy-examples.json');
const present = existsSync(file);
if (!present) announce('skipped: a policy for the recorded pod, as ../shared is not there');

test.skipIf(!present)(
  'a policy made from the recorded requests lets the recorded pod live and stops every attack',
  { timeout: 60_000 },
  () => {
    const example: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const steps =
      isRecord(example) && Array.isArray(example['steps']) ? example['steps'].filter(isRecord) : [];
    const creations = steps.filter(({ entrypoint }) => entrypoint === 'CreateContainerRequest');
    const pod = podOfRequests(creations.map(({ input }) => input as JsonObject));
    if (pod === undefined) throw new Error('no pod');
    const { text } = generatePolicy(pod, { ...defaultOptions, logs: true });
    const recorded = steps.map(({ entrypoint, input }) => ({
      entrypoint: String(entrypoint) as 'CreateContainerRequest',
      input: input as JsonObject,
      title: String(entrypoint),
    }));
    const denied = resultsOf(agentWith(text, profile).agent, recorded).filter(
      ({ decision }) => decision.kind !== 'allowed',
    );
    // What the recording shows beyond the life of a pod: a command, typing, and the administration of the host.
    expect(denied.map(({ step }) => step.entrypoint)).toEqual([
      'ExecProcessRequest',
      'WriteStreamRequest',
      'CloseStdinRequest',
      'UpdateContainerRequest',
      'OnlineCPUMemRequest',
      'MemHotplugByProbeRequest',
      'UpdateEphemeralMountsRequest',
      'AddSwapRequest',
      'AddSwapPathRequest',
      'PauseContainerRequest',
      'ResumeContainerRequest',
      'ListInterfacesRequest',
      'ListRoutesRequest',
      'GetIPTablesRequest',
      'SetIPTablesRequest',
      'GetMetricsRequest',
      'VolumeStatsRequest',
      'ResizeVolumeRequest',
      'SetGuestDateTimeRequest',
      'ReseedRandomDevRequest',
      'MemAgentMemcgConfig',
      'MemAgentCompactConfig',
      'SetPolicyRequest',
      'GetDiagnosticDataRequest',
    ]);
    expect(
      resultsOf(agentWith(text, profile).agent, lifeOfPod(pod)).filter(
        ({ decision }) => decision.kind !== 'allowed',
      ),
    ).toEqual([]);
    expect(throughOf(runAttacks(text, profile, pod))).toEqual([]);
  },
);
