/** The agent's decisions, one policy and a few requests at a time. */
import { describe, expect, test } from 'vitest';
import { profileOf } from '#core/rego/profile.ts';
import { jsonOf, valueFromUnknown } from '#core/rego/value/json.ts';
import { type Agent, newAgent } from './agent.ts';

const profile = profileOf('kata-3.30');

function agentWith(policy: string): Agent {
  const agent = newAgent(profile);
  agent.setPolicy(`package agent_policy\n${policy}\n`);
  return agent;
}

const empty = valueFromUnknown({});

describe('outcomes', () => {
  test.for([
    ['true', 'R := true', { kind: 'allowed', by: 'policy' }],
    [
      'false',
      'R := false',
      { kind: 'denied', message: { code: 'PERMISSION_DENIED', text: '"R is blocked by policy: "' } },
    ],
    ['no rule', '', { kind: 'undefined', message: { code: 'INTERNAL' } }],
    ['a text', 'R := "yes"', { kind: 'failed', failure: { kind: 'result-type', value: 'yes' } }],
    ['an object', 'R := {"allowed": true, "more": 1}', { kind: 'allowed', operations: [] }],
    [
      'an object that denies',
      'R := {"allowed": false, "ops": [{"op": "remove", "path": "/pstate"}]}',
      { kind: 'denied' },
    ],
    ['an object without a decision', 'R := {}', { kind: 'failed', failure: { kind: 'bad-response' } }],
    [
      'operations that are none',
      'R := {"allowed": true, "ops": "x"}',
      { kind: 'failed', failure: { kind: 'bad-response' } },
    ],
    [
      'an evaluation error',
      'R := nofn(1)',
      {
        kind: 'failed',
        failure: { kind: 'evaluation', failure: { line: 2 } },
        message: { code: 'INTERNAL' },
      },
    ],
    [
      'failures allowed, false',
      'AllowRequestsFailingPolicy := true\nR := false',
      { kind: 'allowed', by: 'failures' },
    ],
    ['failures allowed, no rule', 'AllowRequestsFailingPolicy := true', { kind: 'allowed', by: 'failures' }],
    ['failures allowed, an error', 'AllowRequestsFailingPolicy := true\nR := nofn(1)', { kind: 'failed' }],
  ] as const)('%s', ([, policy, decision]) => {
    expect(agentWith(policy).request('R', empty)).toMatchObject(decision);
  });
});

test('operations change the state of the next request, failing ones do not', () => {
  const agent = agentWith(`
Add := {"allowed": true, "ops": [{"op": "add", "path": "/pstate/n", "value": input.n}]}
Remove := {"allowed": true, "ops": [{"op": "remove", "path": "/pstate/n"}, {"op": "remove", "path": "/pstate/n"}]}
Known if data.pstate.n == input.n`);
  expect(agent.request('Known', valueFromUnknown({ n: 1 })).kind).toBe('undefined');
  expect(agent.request('Add', valueFromUnknown({ n: 1 })).kind).toBe('allowed');
  expect(agent.request('Known', valueFromUnknown({ n: 1 })).kind).toBe('allowed');
  expect(agent.request('Remove', empty)).toMatchObject({ kind: 'failed', failure: { kind: 'patch-failed' } });
  expect(jsonOf(agent.data())).toBe('{"pstate":{"n":1}}');
  agent.setPolicy('package agent_policy');
  expect(jsonOf(agent.data())).toBe('{"pstate":{}}');
});

test('the allowance of failures sticks until the probe fails', () => {
  const agent = agentWith('AllowRequestsFailingPolicy := true');
  agent.setPolicy('package agent_policy\nAllowRequestsFailingPolicy := false');
  expect(agent.allowsFailures()).toBe(true);
  expect(agent.setPolicy('broken')).toMatchObject({ kind: 'refused', allowsFailures: true });
  agent.setPolicy('package agent_policy\nAllowRequestsFailingPolicy := "yes"');
  expect(agent.allowsFailures()).toBe(false);
  agent.setPolicy('package agent_policy\nAllowRequestsFailingPolicy := true');
  agent.initialize('default.rego', 'package agent_policy');
  expect(agent.allowsFailures()).toBe(false);
});

test('a refused policy leaves an empty engine', () => {
  const agent = agentWith('R := true');
  expect(agent.setPolicy('package agent_policy\nR := {')).toMatchObject({
    kind: 'refused',
    message: { code: 'INVALID_ARGUMENT' },
  });
  expect(agent.request('R', empty).kind).toBe('undefined');
});

test('prints are joined, and those of a failed request come with the next', () => {
  const agent = agentWith('R if { print("a"); print("b"); input.ok }\nF if { print("f"); nofn(1) }');
  expect(agent.request('F', empty)).toMatchObject({
    kind: 'failed',
    prints: '',
    lines: ['agent_policy:3: f'],
  });
  expect(agent.request('R', valueFromUnknown({ ok: true }))).toMatchObject({
    kind: 'allowed',
    prints: 'agent_policy:3: f agent_policy:2: a agent_policy:2: b',
  });
});

test('the message on the wire is escaped', () => {
  const agent = agentWith('default R := false\nR if { print(`say "hi"\nback\\slash`); false }');
  expect(agent.request('R', empty).message?.text).toBe(
    '"R is blocked by policy: agent_policy:3: say \\"hi\\"\\nback\\\\slash"',
  );
});

test('a denied stream is answered with success and no data', () => {
  expect(agentWith('ReadStreamRequest := false').request('ReadStreamRequest', empty).message).toBeUndefined();
});

test('releases before 3.11 know no objects', () => {
  const agent = newAgent(profileOf('kata-3.5'));
  agent.setPolicy('package agent_policy\nR = {"allowed": true}');
  expect(agent.request('R', empty)).toMatchObject({ kind: 'failed', failure: { kind: 'result-type' } });
});

test('a fork goes its own way from where it was made', () => {
  const agent = agentWith(`
Add := {"allowed": true, "ops": [{"op": "add", "path": "/pstate/n", "value": input.n}]}
Known if data.pstate.n == input.n`);
  agent.request('Add', valueFromUnknown({ n: 1 }));
  const fork = agent.fork();
  expect(fork.request('Known', valueFromUnknown({ n: 1 })).kind).toBe('allowed');
  fork.request('Add', valueFromUnknown({ n: 2 }));
  expect(agent.request('Known', valueFromUnknown({ n: 1 })).kind).toBe('allowed');
  expect(fork.request('Known', valueFromUnknown({ n: 1 })).kind).toBe('undefined');
});
