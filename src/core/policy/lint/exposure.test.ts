/** Exposure that no look at the text would find, and witnesses that the agent confirms. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { PolicyCode } from '#core/diagnostics/codes/policy.ts';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { valueFromUnknown } from '#core/rego/value/json.ts';
import { newAgent } from '../agent/agent.ts';
import type { Witness } from '../matrix/verdict.ts';
import { policy } from './examples.ts';
import { lintPolicy } from './lint.ts';
import { lintRules } from './registry.ts';

const profile = profileOf('kata-3.30');

beforeAll(async () => {
  await loadBuiltins(profile);
});

function answerOf(text: string, { before, entrypoint, input }: Witness): string {
  const agent = newAgent(profile);
  agent.setPolicy(text);
  for (const sent of before) agent.request(sent.entrypoint, valueFromUnknown(sent.input));
  return agent.request(entrypoint, valueFromUnknown(input)).kind;
}

function exec(rule: string): string {
  return policy(`default ExecProcessRequest := false\n\n${rule}`);
}

const remembers = `CreateContainerRequest := {"allowed": true, "ops": [{"op": "add", "path": concat("/", ["/pstate", input.container_id]), "value": true}]}`;

const hidden: readonly (readonly [name: string, text: string, code: PolicyCode])[] = [
  ['a door behind an id', exec('ExecProcessRequest if input.exec_id == "debug"'), 'policy/exec-true'],
  [
    'a door behind three conditions',
    exec(
      'ExecProcessRequest if {\n\tstartswith(input.exec_id, "dbg-")\n\tinput.process.User.UID == 1000\n\tcount(input.process.Env) == 0\n}',
    ),
    'policy/exec-true',
  ],
  [
    'a door behind a helper',
    exec('ExecProcessRequest if support\n\nsupport if regex.match(`^[a-f0-9]{8}-support$`, input.exec_id)'),
    'policy/exec-true',
  ],
  [
    'a door behind the state',
    policy(
      `${remembers}\n\ndefault ExecProcessRequest := false\n\nExecProcessRequest if data.pstate[input.container_id]`,
    ),
    'policy/exec-true',
  ],
  [
    'a first argument alone',
    exec('ExecProcessRequest if input.process.Args[0] == "/bin/sh"'),
    'policy/exec-shell',
  ],
  [
    'a list that must not be used',
    exec('ExecProcessRequest if not input.process.Args[0] in {"sh", "bash"}'),
    'policy/exec-true',
  ],
  [
    'a policy that may be replaced by one text',
    policy('default SetPolicyRequest := false\n\nSetPolicyRequest if contains(input.policy, "signed")'),
    'policy/setpolicy-true',
  ],
  [
    'a clock within bounds',
    policy(
      'default SetGuestDateTimeRequest := false\n\nSetGuestDateTimeRequest if { input.Sec > 100; input.Sec < 200 }',
    ),
    'policy/clock-true',
  ],
  [
    'failures let go by a helper',
    policy('AllowRequestsFailingPolicy if debugging\n\ndebugging := true'),
    'policy/allow-failures',
  ],
  [
    'an image checked, by one of two rules',
    policy(
      'default CreateContainerRequest := false\n\nCreateContainerRequest if input.storages[0].source == "registry.example/web@sha256:1b2c"\n\nCreateContainerRequest if input.OCI.Hostname == "rescue"',
    ),
    'policy/create-unconditional',
  ],
  [
    'a path with a prefix',
    policy(
      'default CopyFileRequest := false\n\nCopyFileRequest if startswith(input.path, "/run/kata-containers/shared/containers/")',
    ),
    'policy/copyfile-contains',
  ],
  [
    'a path without dots alone',
    policy('default CopyFileRequest := false\n\nCopyFileRequest if not contains(input.path, "..")'),
    'policy/copyfile-contains',
  ],
  [
    'routes of which one is not loopback',
    policy(
      'default UpdateRoutesRequest := false\n\nUpdateRoutesRequest if input.routes.Routes[_].source != "127.0.0.1"',
    ),
    'policy/network-true',
  ],
];

const pinned = `default CreateContainerRequest := false

CreateContainerRequest if {
	count(input.storages) == 1
	input.storages[0].source == "registry.example/web@sha256:1b2c"
	input.OCI.Process.Args == ["/usr/bin/web"]
`;

describe('containers', () => {
  const found = (rules: string): readonly (readonly [string, string])[] =>
    lintPolicy(policy(rules), profile)
      .filter(({ diagnostic }) => /create-(?:unconditional|image-only)/.test(diagnostic.code))
      .map(({ diagnostic: { severity, message } }) => [severity, message]);
  test.for([
    ['variables and mounts are free', `${pinned}}`, ['another variable.', 'another mount.']],
    [
      'mounts are free',
      `${pinned}\tevery variable in input.OCI.Process.Env { startswith(variable, "PATH=") }\n}`,
      ['another mount.'],
    ],
    ['nothing is', `${pinned}\tcount(input.OCI.Process.Env) == 1\n\tcount(input.OCI.Mounts) == 11\n}`, []],
  ] as const)('when %s', ([, rules, parts]) => {
    expect(found(rules).map(([severity, message]) => [severity, message.replace(/^.* with /, '')])).toEqual(
      parts.map((part) => ['warning', part]),
    );
  });

  test('variables that are checked save no command', () => {
    const rules = `default CreateContainerRequest := false

CreateContainerRequest if {
	count(input.OCI.Process.Env) == 0
}`;
    expect(found(rules)).toEqual([
      ['error', 'CreateContainerRequest is allowed for another image with another command.'],
    ]);
  });
});

describe('found by asking', () => {
  test.for(hidden)('%s', ([, text, code]) => {
    const finding = lintPolicy(text, profile).find(({ diagnostic }) => diagnostic.code === code);
    expect(finding?.diagnostic.code).toBe(code);
    if (code === 'policy/allow-failures') return;
    if (finding?.witness === undefined) throw new Error('no witness');
    expect(answerOf(text, finding.witness)).toBe('allowed');
  });

  test.for([
    ['one command', exec('ExecProcessRequest if input.process.Args == ["uptime"]'), 'policy/exec-true'],
    [
      'one command for one user',
      exec(
        'ExecProcessRequest if {\n\tinput.process.Args == ["uptime"]\n\tinput.process.User.UID == 1000\n}',
      ),
      'policy/exec-shell',
    ],
    [
      'a rule that never holds',
      exec('ExecProcessRequest if { input.exec_id == "a"; input.exec_id == "b" }'),
      'policy/exec-true',
    ],
    ['a field that no request has', exec('ExecProcessRequest if input.debug == true'), 'policy/exec-true'],
    ['no set-policy at all', policy('default ExecProcessRequest := false'), 'policy/setpolicy-true'],
  ] as const)('not found: %s', ([, text, code]) => {
    expect(lintPolicy(text, profile).map(({ diagnostic }) => diagnostic.code)).not.toContain(code);
  });
});

test('the agent allows every witness', () => {
  let witnesses = 0;
  for (const { bad, code, profiles } of lintRules) {
    if (profiles !== undefined && !profiles.includes('kata-3.30')) continue;
    for (const { witness } of lintPolicy(bad, profile)) {
      if (witness === undefined) continue;
      expect([code, answerOf(bad, witness)]).toEqual([code, 'allowed']);
      witnesses += 1;
    }
  }
  expect(witnesses).toBeGreaterThan(60);
});
