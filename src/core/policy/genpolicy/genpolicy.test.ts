/** Policies of genpolicy: recognised, shown, and their known gaps. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { isRecord, type Json } from '#core/testing/comparison.ts';
import { announce } from '#core/testing/announce.ts';
import { lifeOfPod } from '../simulate/life.ts';
import { mainContainer } from '../simulate/pod.ts';
import { agentWith, resultsOf } from '../simulate/run.ts';
import { collectedPolicies, collectionPresent, ownPolicy } from '../testing/policies.ts';
import { gapFindings } from './findings.ts';
import { gapsOfGenpolicy } from './gaps.ts';
import { podOfGenpolicy } from './pod.ts';
import { readGenpolicy } from './read.ts';

const profile = profileOf('kata-3.30');

beforeAll(async () => {
  await loadBuiltins(profile);
});

const small = `package agent_policy
policy_data := {
  "containers": [
    {"OCI": {"Process": {"Args": ["/pause"]}, "Annotations": {"io.kubernetes.cri.container-type": "sandbox"}}},
    {
      "OCI": {
        "Process": {"Args": ["run", "$(sandbox-name)"], "Env": ["A=1", "B=$(pod-ip)"], "Cwd": "/app", "User": {"UID": 5, "GID": 6, "AdditionalGids": [6]}},
        "Annotations": {"io.kubernetes.cri.container-name": "c", "io.kubernetes.cri.image-name": "quay.io/a/b:1", "io.kubernetes.cri.sandbox-name": "^my\\\\-pod$"},
        "Mounts": [{"destination": "/etc/hosts", "source": "$(sfprefix)hosts$", "type_": "bind", "options": ["rbind"]}],
        "Root": {"Readonly": true}
      },
      "exec_commands": [["true"]],
      "storages": [], "devices": [], "sandbox_pidns": false
    }
  ],
  "common": {"cpath": "/run"},
  "sandbox": {"storages": []},
  "request_defaults": {"CopyFileRequest": ["^a"], "UpdateRoutesRequest": {"forbidden_device_names": ["lo"]}, "ReadStreamRequest": false},
  "cluster_config": {"guest_pull": true, "pause_container_image": "p"}
}
`;

describe('reading', () => {
  test('gives tables with places', () => {
    const policy = readGenpolicy(small, profile);
    expect(policy).toMatchObject({
      guestPull: true,
      pauseImage: 'p',
      containers: [
        { role: 'sandbox', args: ['/pause'] },
        {
          role: 'container',
          name: 'c',
          image: { value: 'quay.io/a/b:1' },
          args: ['run', '$(sandbox-name)'],
          env: [{ value: 'A=1' }, { value: 'B=$(pod-ip)' }],
          user: { uid: 5, gid: 6, additionalGids: [6] },
          readOnlyRoot: true,
          commands: [['true']],
          mounts: [{ destination: '/etc/hosts', options: ['rbind'] }],
        },
      ],
      requestDefaults: [
        { name: 'CopyFileRequest', value: ['^a'] },
        { name: 'UpdateRoutesRequest.forbidden_device_names', value: ['lo'] },
        { name: 'ReadStreamRequest', value: false },
      ],
    });
    const image = policy?.containers[1]?.image;
    expect(small.slice(image?.span.from, image?.span.to)).toBe('"quay.io/a/b:1"');
  });

  test('the pod that it was written for', () => {
    const policy = readGenpolicy(small, profile);
    const pod = policy === undefined ? undefined : podOfGenpolicy(policy);
    expect(pod).toMatchObject({ name: 'my-pod', namespace: 'default' });
    const container = pod === undefined ? undefined : mainContainer(pod);
    expect(container).toMatchObject({ name: 'c', args: ['run', 'my-pod'], env: ['A=1', 'B=10.42.7.19'] });
  });

  test.for([
    ['nothing', ''],
    ['another policy', ownPolicy('restrictive')],
    ['other data', 'package agent_policy\npolicy_data := {"containers": 1}'],
    ['data of another kind', 'package agent_policy\npolicy_data := 1'],
  ])('%s is none', ([, text]) => {
    expect(readGenpolicy(text ?? '', profile)).toBeUndefined();
  });

  test('no data makes it throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (container, defaults) => {
        const data = JSON.stringify({ containers: [container], request_defaults: { a: defaults } });
        const policy = readGenpolicy(`package agent_policy\npolicy_data := ${data}`, profile);
        if (policy !== undefined) podOfGenpolicy(policy);
      }),
    );
  });
});

const written = collectedPolicies().filter(({ text }) => readGenpolicy(text, profile) !== undefined);
if (!collectionPresent) announce('skipped: policies that genpolicy wrote, as ../shared is not there');

describe.skipIf(!collectionPresent)('what genpolicy wrote', () => {
  test('is recognised among all that is collected', () => {
    expect(written.map(({ id }) => id)).toEqual([
      'documents/trustee-integration-with-policy.toml',
      'annotations/kata-genpolicy-sample-pod-one-container.b64',
    ]);
  });

  test.for(written)(
    '$id has the gap of guest pull, with requests that show it',
    { timeout: 60_000 },
    ({ text }) => {
      const read = readGenpolicy(text, profile);
      const pod = read === undefined ? undefined : podOfGenpolicy(read);
      if (read === undefined || pod === undefined) throw new Error('no pod');
      const found = gapsOfGenpolicy(text, pod, profile);
      expect([found.honestAllowed, found.gaps.map(({ attack }) => attack.id)]).toEqual([
        true,
        ['image-source', 'image-throughout', 'storage-second', 'storage-first', 'storage-none-same-root'],
      ]);
      for (const { witness, before } of found.gaps) {
        const results = resultsOf(agentWith(text, profile).agent, [...before, witness]);
        expect(results.at(-1)?.decision.kind).toBe('allowed');
      }
      expect(gapFindings(read, found).map(({ code }) => code)).toContain('policy/genpolicy-image');
    },
  );
});

const settingsFile = join(
  import.meta.dirname,
  '../../../../../shared/corpus/genpolicy/genpolicy-settings.json',
);
const rulesFile = process.env['GENPOLICY_RULES'] ?? '';
const complete = existsSync(rulesFile) && collectionPresent;
if (!complete)
  announce('skipped: gaps of the current rules of genpolicy, for want of ../shared or GENPOLICY_RULES');

/** The data of the sample with today's settings, behind today's rules. */
function currentSample(): string {
  const text = written.find(({ id }) => id.startsWith('annotations/'))?.text ?? '';
  const mark = 'policy_data :=';
  const data = recordOf(JSON.parse(text.slice(text.indexOf(mark) + mark.length)));
  const settings = recordOf(JSON.parse(readFileSync(settingsFile, 'utf8')));
  const sandbox = recordOf(settings['sandbox']);
  const now = {
    containers: listOf(data['containers']).map((container) => ({ ...container, runtime_anno_patterns: {} })),
    common: settings['common'],
    sandbox: { storages: listOf(sandbox['storages']).map((storage) => ({ ...storage, shared: false })) },
    request_defaults: settings['request_defaults'],
    devices: settings['devices'],
    cluster_config: settings['cluster_config'],
  };
  return `${readFileSync(rulesFile, 'utf8')}\n${mark} ${JSON.stringify(now, undefined, 2)}\n`;
}

function recordOf(value: unknown): Json {
  return isRecord(value) ? value : {};
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}

describe.skipIf(!complete)('the current rules', () => {
  test('let other images through in guest-pull mode, with requests that show it', { timeout: 60_000 }, () => {
    const policy = currentSample();
    const read = readGenpolicy(policy, profile);
    const pod = read === undefined ? undefined : podOfGenpolicy(read);
    if (read === undefined || pod === undefined) throw new Error('no pod');
    const stopped = resultsOf(agentWith(policy, profile).agent, lifeOfPod(pod)).filter(
      ({ decision }) => decision.kind !== 'allowed',
    );
    expect(stopped.map(({ step }) => step.entrypoint)).toEqual(['ReadStreamRequest']);
    const { gaps, honestAllowed } = gapsOfGenpolicy(policy, pod, profile);
    expect(honestAllowed).toBe(true);
    expect(gaps.map(({ attack }) => attack.id)).toEqual([
      'image-source',
      'image-throughout',
      'storage-first',
      'storage-none-same-root',
    ]);
    const findings = gapFindings(read, { gaps, honestAllowed });
    expect(findings.map(({ code, span }) => [code, policy.slice(span.from, span.to)])).toEqual([
      ['policy/genpolicy-image', '"quay.io/prometheus/busybox:latest"'],
    ]);
    const storages = gaps[0]?.witness.input['storages'];
    expect(JSON.stringify(storages)).toContain('registry.example.net/host/image');
  });
});
