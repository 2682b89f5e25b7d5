import { describe, expect, test, vi } from 'vitest';
import { workerClient } from './client.ts';
import type { DecideRequest, RegoCalls } from './rego-calls.ts';
import { regoHandlers } from './rego.ts';
import { localWorker } from './testing/local-worker.ts';

const header = 'package agent_policy\n';
const policy = `${header}
default ExecProcessRequest := false
ExecProcessRequest if { print("asked by", input.user); regex.match("^r", input.user) }
CreateContainerRequest := {"allowed": true, "ops": [{"op": "add", "path": "/pstate/n", "value": input.n}]}
StopTracingRequest := "yes"
SignalProcessRequest if data.pstate.n == 18446744073709551615
StatsContainerRequest if count([1 | numbers.range(1, 100000)[_] > numbers.range(1, 100000)[_]]) == 0
`;

function client() {
  return workerClient<RegoCalls>(() => localWorker(regoHandlers));
}

const asked: Omit<DecideRequest, 'requests'> = { policy, profile: 'kata-3.30' };

describe('decisions', () => {
  test('of requests in their order, on one state', async () => {
    const requests = [
      { entrypoint: 'ExecProcessRequest', input: '{"user": "root"}' },
      { entrypoint: 'ExecProcessRequest', input: '{"user": "x"}' },
      { entrypoint: 'PauseContainerRequest', input: '{}' },
      { entrypoint: 'StopTracingRequest', input: '{}' },
      { entrypoint: 'CreateContainerRequest', input: '{"n": 18446744073709551615}' },
      { entrypoint: 'SignalProcessRequest', input: '{}' },
      { entrypoint: 'ExecProcessRequest', input: '{' },
    ];
    const onProgress = vi.fn<(done: number, of: number) => void>();
    const answer = await client().call('decide', { ...asked, requests }, { onProgress });
    expect(answer.kind === 'decided' ? answer.decisions.map(({ outcome }) => outcome.kind) : answer).toEqual([
      'allowed',
      'denied',
      'undefined',
      'failed',
      'allowed',
      'allowed',
      'unreadable',
    ]);
    expect(answer).toMatchObject({
      decisions: [
        { outcome: { by: 'policy' }, prints: ['agent_policy:4: asked by root'], data: '{"pstate":{}}' },
        {
          answer: expect.stringContaining(
            'ExecProcessRequest is blocked by policy: agent_policy:4: asked by x',
          ) as string,
        },
        { answer: expect.stringContaining('unexpected eval_query result len') as string },
        { outcome: { of: 'policy', message: 'the policy answers neither true nor false: "yes"' } },
        { data: '{"pstate":{"n":18446744073709551615}}' },
        {},
        { entrypoint: 'ExecProcessRequest' },
      ],
    });
    expect(onProgress.mock.calls).toEqual(requests.map((_, index) => [index + 1, requests.length]));
  });

  test('are explained when that is asked for, and survive the way', async () => {
    const requests = [{ entrypoint: 'ExecProcessRequest', input: '{"user": "x"}' }];
    const answer = await client().call('decide', { ...asked, requests, explain: true });
    const [first] = answer.kind === 'decided' ? answer.decisions : [];
    expect(first?.trials?.length).toBeGreaterThan(0);
    expect(first?.coverage?.length).toBeGreaterThan(0);
  });

  test('of a request that takes too long are our doing, not the policy’s', async () => {
    const requests = [{ entrypoint: 'StatsContainerRequest', input: '{}' }];
    const answer = await client().call('decide', { ...asked, requests, milliseconds: 20 });
    expect(answer).toMatchObject({ decisions: [{ outcome: { kind: 'failed', of: 'budget' } }] });
  });

  test('are none when the engine refuses the policy', async () => {
    const request = { ...asked, policy: `${header}A { true }`, requests: [] };
    expect(await client().call('decide', request)).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('agent_policy:2:3') as string,
    });
    expect(await client().call('decide', { ...request, dialect: 'v0' })).toEqual({
      kind: 'decided',
      decisions: [],
    });
  });

  test('end with their worker when the caller gives up', async () => {
    const started: ReturnType<typeof localWorker<RegoCalls>>[] = [];
    const one = workerClient<RegoCalls>(() => {
      const worker = localWorker(regoHandlers);
      started.push(worker);
      return worker;
    });
    const abort = new AbortController();
    const call = one.call('decide', { ...asked, requests: [] }, { signal: abort.signal });
    abort.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
    expect(started[0]?.terminated()).toBe(true);
    expect(await one.call('decide', { ...asked, requests: [] })).toMatchObject({ kind: 'decided' });
  });
});

test('findings of a policy for a release', async () => {
  const found = await client().call('check', { policy: `${header}A { true }`, profile: 'kata-3.30' });
  expect(found.map(({ code }) => code)).toEqual(['rego/if-required']);
});
