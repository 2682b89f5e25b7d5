import { describe, expect, test } from 'vitest';
import { workerClient } from './client.ts';
import type { PolicyCalls } from './policy-calls.ts';
import { policyHandlers } from './policy.ts';
import { localWorker } from './testing/local-worker.ts';

const profile = 'kata-3.30';
const policy = `package agent_policy
default ExecProcessRequest := false
default SetPolicyRequest := true
ExecProcessRequest if input.process.Args == ["ls"]
CreateSandboxRequest := {"allowed": true, "ops": [{"op": "add", "path": "/pstate/name", "value": input.hostname}]}
`;
const manifest = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec: { containers: [{ name: web, image: 'registry.example.com/web:1', command: [serve] }] }
`;

function client() {
  return workerClient<PolicyCalls>(() => localWorker(policyHandlers));
}

describe('what is known of a policy', () => {
  test('findings come at once, and more of them with the lint', async () => {
    const worker = client();
    expect(await worker.call('check', { policy: `${policy}x`, profile })).not.toEqual([]);
    const found = await worker.call('lint', { policy, profile });
    const open = found.find(({ diagnostic }) => diagnostic.code === 'policy/setpolicy-true');
    expect(open?.diagnostic.source).toBe('entry:policy.rego');
  });

  test('the matrix, and an edit that turns an answer around', async () => {
    const worker = client();
    const { rows } = await worker.call('matrix', { policy, profile, milliseconds: 2_000 });
    const row = (name: string) => rows.find((each) => each.name === name);
    expect(row('ExecProcessRequest')).toMatchObject({ standing: 'conditional' });
    expect(row('SetPolicyRequest')).toMatchObject({ standing: 'allowed', effect: 'exposes' });
    const edits = await worker.call('default', { policy, profile, name: 'SetPolicyRequest', value: false });
    expect(edits.map(({ insert }) => insert)).toEqual(['false']);
  });

  test('a second policy is looser with a request that shows it, or refused with a reason', async () => {
    const worker = client();
    const other = policy.replace('ExecProcessRequest := false', 'ExecProcessRequest := true');
    const answer = await worker.call('compare', { policy, profile, other });
    const rows = answer.kind === 'compared' ? answer.rows : [];
    expect(rows.find(({ name }) => name === 'ExecProcessRequest')).toMatchObject({ relation: 'looser' });
    expect(await worker.call('compare', { policy, profile, other: 'package x' })).toMatchObject({
      kind: 'refused',
    });
  });

  test('formatting is a set of edits, and refused where the engine refuses the text', async () => {
    const worker = client();
    expect(await worker.call('format', { policy: `${policy}\n\n\n`, profile })).toMatchObject({
      kind: 'formatted',
    });
    expect(await worker.call('format', { policy: 'package', profile })).toMatchObject({ kind: 'refused' });
  });
});

describe('the simulator', () => {
  test('plans an action on the pod of the manifest', async () => {
    const worker = client();
    expect(await worker.call('pods', { manifest })).toMatchObject([
      { label: 'Pod/web', containers: ['web'] },
    ]);
    const plan = await worker.call('plan', {
      manifest,
      pod: 0,
      action: 'exec',
      values: { command: ['ls'] },
    });
    expect(plan.steps[0]).toMatchObject({ entrypoint: 'ExecProcessRequest' });
    expect(plan.setup.length).toBeGreaterThan(5);
  });

  test('runs requests with state carried, and says what the agent drops', async () => {
    const answer = await client().call('run', {
      policy,
      profile,
      setup: [],
      steps: [
        { entrypoint: 'CreateSandboxRequest', input: '{"hostname": "a", "surprise": 1}' },
        { entrypoint: 'ExecProcessRequest', input: '{"process": {"Args": ["sh"]}}' },
        { entrypoint: 'GuestDetailsRequest', input: '{}' },
        { entrypoint: 'GuestDetailsRequest', input: '{' },
      ],
    });
    expect(answer).toMatchObject({
      kind: 'ran',
      steps: [
        { outcome: { kind: 'allowed', by: 'policy' }, dropped: ['surprise'] },
        { outcome: { kind: 'denied' }, before: expect.stringContaining('"name": "a"') as string },
        { outcome: { kind: 'undefined' } },
        { outcome: { kind: 'unreadable' } },
      ],
    });
  });

  test('explains a denied request and tries the changes that it offers', async () => {
    const explained = await client().call('explain', {
      policy,
      profile,
      entrypoint: 'ExecProcessRequest',
      input: '{"process": {"Args": ["sh"]}}',
      before: '{"pstate": {}}',
    });
    expect(explained).toMatchObject({
      kind: 'stopped',
      stop: { line: 4 },
      relation: 'equal',
      wanted: '["ls"]',
      saw: '["sh"]',
      fields: [{ name: 'process.Args' }],
    });
    expect(explained?.changes.some(({ afterwards }) => afterwards === 'allowed')).toBe(true);
  });
});

test('attacks are told with what got through, and can be opened', async () => {
  const worker = client();
  const all = await worker.call('attacks', { policy, profile, manifest, pod: 0 });
  const replaced = all.find(({ steps }) => steps.some(({ entrypoint }) => entrypoint === 'SetPolicyRequest'));
  expect(replaced?.outcome).toBe('through');
  const plan = await worker.call('attackPlan', { manifest, pod: 0, id: replaced?.id ?? '' });
  expect(plan?.steps[0]?.entrypoint).toBe('SetPolicyRequest');
  expect(await worker.call('attacks', { policy: 'package', profile, manifest, pod: 0 })).toEqual([]);
});

describe('the editor asks', () => {
  const at = policy.indexOf('process.Args');

  test('what may be written, and what a name is', async () => {
    const worker = client();
    const typed = `${policy}ReadStreamRequest if input.`;
    const offered = await worker.call('complete', { policy: typed, profile, offset: typed.length });
    expect(offered.map(({ label }) => label)).toContain('container_id');
    const hover = await worker.call('hover', { policy, profile, offset: at + 1 });
    expect(hover?.paragraphs.join(' ')).not.toBe('');
  });

  test('which call it is in, and what the policy consists of', async () => {
    const worker = client();
    const text = 'package agent_policy\nExecProcessRequest if startswith(input.exec_id, ';
    const call = await worker.call('signature', { policy: text, profile, offset: text.length });
    expect(call).toMatchObject({ parameters: ['text', 'beginning'], active: 1 });
    const outline = await worker.call('outline', { policy, profile });
    expect(outline.map(({ kind }) => kind)).toContain('request');
  });

  test('where a name stands, and for another name in all places', async () => {
    const worker = client();
    const text = 'package agent_policy\nhelper := 1\nExecProcessRequest if helper == 1\n';
    const offset = text.lastIndexOf('helper') + 2;
    const places = await worker.call('occurrences', { policy: text, profile, offset });
    expect(places.map(({ role }) => role)).toEqual(['definition', 'use']);
    const renamed = await worker.call('rename', { policy: text, profile, offset, name: 'other' });
    expect(renamed).toMatchObject({ kind: 'edits', edits: [{ insert: 'other' }, { insert: 'other' }] });
    expect(await worker.call('rename', { policy: text, profile, offset, name: 'if x' })).toMatchObject({
      kind: 'refused',
    });
  });
});
