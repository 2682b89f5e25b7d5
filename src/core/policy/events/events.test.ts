/** Messages of the agent as people find them, and logs of requests. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBuiltins } from '#core/rego/builtins/registry.ts';
import { profileOf } from '#core/rego/profile.ts';
import { jsonOf, valueFromUnknown } from '#core/rego/value/json.ts';
import { printText } from '#core/rego/value/print.ts';
import { examplePod } from '../simulate/example-pod.ts';
import { lifeOfPod } from '../simulate/life.ts';
import { mainContainer } from '../simulate/pod.ts';
import { createContainer } from '../simulate/requests.ts';
import { agentWith } from '../simulate/run.ts';
import { allowAll } from '../testing/allow-all.ts';
import { quotedAt, unescaped } from './escapes.ts';
import { eventsIn } from './event.ts';
import { isRequestLog, readRequestLog, replayLog } from './log.ts';
import { printsByRule, printsOf } from './prints.ts';

const profile = profileOf('kata-3.30');

beforeAll(async () => {
  await loadBuiltins(profile);
});

const policy = `package agent_policy
default CreateContainerRequest := false
CreateContainerRequest if {
	print("CreateContainerRequest: input =", input)
	allowed_args(input.OCI.Process.Args)
}
allowed_args(args) if {
	print("allowed_args: args =", args, "say \\"hi\\"")
	args == ["/bin/true"]
}
`;

/** What the agent answers for the pod's container. */
function wireText(): string {
  const pod = examplePod();
  const { input } = createContainer(pod, mainContainer(pod));
  const decision = agentWith(policy, profile).agent.request(
    'CreateContainerRequest',
    valueFromUnknown(input),
  );
  return decision.message?.text ?? '';
}

const wrappings: readonly (readonly [string, (wire: string) => string])[] = [
  ['as it travels', (wire) => wire],
  ['an error of containerd', (wire) => `failed to create shim task: ${wire}: unknown`],
  [
    'a line of a log',
    (wire) =>
      `time="2026-02-03T08:15:00Z" level=error msg="StartContainer failed" error=${JSON.stringify(`rpc error: code = Unknown desc = failed to create shim task: ${wire}: unknown`)}`,
  ],
  [
    'an event as JSON',
    (wire) =>
      JSON.stringify(
        { kind: 'Event', message: `Error: failed to create containerd task: ${wire}: unknown` },
        undefined,
        2,
      ),
  ],
  ['a log of a log', (wire) => JSON.stringify({ log: `error=${JSON.stringify(`desc = ${wire}`)}` })],
  [
    'kubectl describe',
    (wire) =>
      `  Warning  Failed  12s (x3 over 40s)  kubelet  Error: failed to create shim task: ${wire}: unknown\n  Normal  Pulled  1s  kubelet  done`,
  ],
];

describe('a denial', () => {
  test.for(wrappings)('in %s', ([, wrap]) => {
    const wire = wireText();
    const [event, ...others] = eventsIn(wrap(wire));
    expect(others).toEqual([]);
    expect(event).toMatchObject({ kind: 'denied', entrypoint: 'CreateContainerRequest', complete: true });
    expect(event?.message).toBe(quotedAt(wire, 1).text);
    expect(event?.prints.map(({ line }) => line)).toEqual([4, 8]);
    expect(event?.prints[1]?.text).toContain('say "hi"');
    const pod = examplePod();
    expect(event?.input).toEqual(
      JSON.parse(jsonOf(valueFromUnknown(createContainer(pod, mainContainer(pod)).input)) ?? ''),
    );
  });

  test('that is cut off says so', () => {
    const [event] = eventsIn(wireText().slice(0, 1_024));
    expect(event).toMatchObject({ complete: false, prints: [{ line: 4 }] });
    expect(event?.input).toBeUndefined();
  });

  test('prints stand with their rules', () => {
    const [event] = eventsIn(wireText());
    const groups = printsByRule(event?.prints ?? [], policy, profile);
    expect(groups.map(({ rule, prints }) => [rule?.name, prints.length])).toEqual([
      ['CreateContainerRequest', 1],
      ['allowed_args', 1],
    ]);
  });
});

test('an internal error says where', () => {
  const broken = 'package agent_policy\nExecProcessRequest if nofn(1)';
  const { message } = agentWith(broken, profile).agent.request('ExecProcessRequest', valueFromUnknown({}));
  expect(eventsIn(`desc = ${message?.text ?? ''}`)).toMatchObject([
    { kind: 'internal', entrypoint: 'ExecProcessRequest', error: { file: 'agent_policy', line: 2 } },
  ]);
});

test('several events, each once', () => {
  const line = 'x: "AddSwapRequest is blocked by policy: "\n';
  const events = eventsIn(`${line}${line}y: "ReadStreamRequest is blocked by policy: "`);
  expect(events.map(({ entrypoint }) => entrypoint)).toEqual(['AddSwapRequest', 'ReadStreamRequest']);
});

test.for(['', 'is blocked by policy: ', ' is blocked by policy: x', '"""', ': internal error '])(
  '%j is none',
  (text) => {
    expect(eventsIn(text)).toEqual([]);
  },
);

test('joined prints come apart', () => {
  const joined = 'a.rego:1: x a.rego:22: y: 5 z a.rego: no a.rego:3: ';
  expect(printsOf(joined)).toEqual([
    { module: 'a.rego', line: 1, text: 'x' },
    { module: 'a.rego', line: 22, text: 'y: 5 z a.rego: no' },
    { module: 'a.rego', line: 3, text: '' },
  ]);
});

test('a quoted text comes back from any number of layers', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 4 }), (text, layers) => {
      let wrapped = text;
      for (let layer = 0; layer < layers; layer += 1) wrapped = JSON.stringify(wrapped);
      const from = wrapped.indexOf('"', layers === 1 ? 0 : (1 << (layers - 1)) - 1) + 1;
      expect(quotedAt(wrapped, from)).toMatchObject({ text, layers, complete: true });
    }),
  );
});

test('no text makes reading throw', () => {
  const pieces = fc.constantFrom(
    ' is blocked by policy: ',
    ': internal error ',
    '"',
    '\\',
    'agent_policy:1: ',
    'input = {',
    '}',
    'X',
    '{"kind":"R","request":{}}',
    '\n',
    '--> a:1:1',
    'error: ',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      eventsIn(text);
      readRequestLog(text);
      printsByRule(printsOf(text), text, profile);
      unescaped(text);
    }),
  );
});

test('hostile texts are read in time that grows with their length', { timeout: 60_000 }, () => {
  const texts = [
    ' is blocked by policy: '.repeat(20_000),
    `"A is blocked by policy: ${'agent_policy:1: '.repeat(40_000)}`,
    `A is blocked by policy: agent_policy:1: input = ${'{'.repeat(300_000)}`,
    `${'\\'.repeat(300_000)}"A is blocked by policy: x`,
    '{'.repeat(300_000),
    'x'.repeat(500_000),
  ];
  const started = performance.now();
  for (const text of texts) {
    eventsIn(text);
    readRequestLog(text);
  }
  // Squares of these lengths would take minutes.
  expect(performance.now() - started).toBeLessThan(20_000);
});

describe('a log of requests', () => {
  const lines = [
    '{"kind": "CreateSandboxRequest", "request": {"hostname": "a"}}',
    '',
    '2026-02-03 {"kind":"CreateSandboxRequest","request":{"allowed":true,"ops":[]}}',
    'no entry',
    '{"kind":"ExecProcessRequest","data":{"container_id":"c"}}',
    '{"kind":"ExecProcessRequest","request":"{\\"container_id\\":\\"d\\"}"}',
  ];

  test('is read with request or data, and without answers', () => {
    expect(isRequestLog(lines.join('\n'))).toBe(true);
    expect(readRequestLog(lines.join('\n'))).toEqual({
      entries: [
        { line: 1, entrypoint: 'CreateSandboxRequest', input: { hostname: 'a' } },
        { line: 5, entrypoint: 'ExecProcessRequest', input: { container_id: 'c' } },
        { line: 6, entrypoint: 'ExecProcessRequest', input: { container_id: 'd' } },
      ],
      unread: [4],
    });
  });

  test('is replayed with state and progress', () => {
    const text = lifeOfPod(examplePod())
      .map(({ entrypoint, input }) => JSON.stringify({ kind: entrypoint, request: input }))
      .join('\n');
    const log = readRequestLog(text);
    const steps = [...replayLog(log, allowAll, profile)];
    expect(steps.every(({ decision }) => decision.kind === 'allowed')).toBe(true);
    expect(steps.at(-1)).toMatchObject({ done: log.entries.length, total: log.entries.length });
    const once = `package agent_policy
CreateSandboxRequest := {"allowed": true, "ops": [{"op": "add", "path": "/pstate/seen", "value": true}]} if not data.pstate.seen`;
    const twice = readRequestLog('{"kind":"CreateSandboxRequest","request":{}}\n'.repeat(2));
    expect([...replayLog(twice, once, profile)].map(({ decision }) => decision.kind)).toEqual([
      'allowed',
      'undefined',
    ]);
  });
});

test('objects in prints are JSON', () => {
  const value = valueFromUnknown({ a: [1, 'x "y"\n'], b: null });
  expect(JSON.parse(printText(value))).toEqual({ a: [1, 'x "y"\n'], b: null });
});
