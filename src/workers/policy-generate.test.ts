/** The generator as the page asks for it: what is given, what is written, and what trying it came to. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toTheEnd } from '#core/review/steps.ts';
import { createContainerInput, createPauseInput } from '#core/policy/simulate/create-container.ts';
import { examplePod } from '#core/policy/simulate/example-pod.ts';
import { tarOf } from '#core/policy/archive/testing/write-tar.ts';
import type { GeneratorCalls, GeneratorInput, GivenSource } from './policy-generate-calls.ts';
import { generatorHandlers } from './policy-generate.ts';

/** A call of the page, waited for to its end. */
function ask<Name extends keyof GeneratorCalls>(
  name: Name,
  request: GeneratorCalls[Name]['request'],
): GeneratorCalls[Name]['response'] | Promise<GeneratorCalls[Name]['response']> {
  return generatorHandlers[name](request, () => undefined, toTheEnd);
}

const digest = `sha256:${'a'.repeat(64)}`;
const input: GeneratorInput = {
  manifest: `apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec:\n  containers:\n    - {name: web, image: "a/web@${digest}", command: [/web]}\n`,
  pod: 0,
  beside: '',
  configs: [['web', { env: [], workingDir: '', user: { kind: 'config', text: '' } }]],
  settings: { logs: false, stdin: false, copied: 'declared', secrets: false, commands: [] },
};

function text(value: unknown): GivenSource {
  return { kind: 'text', text: typeof value === 'string' ? value : JSON.stringify(value) };
}

const pod = examplePod();
const [container] = pod.containers;
const created = createContainerInput(pod, container);

describe('what is given', () => {
  test.for([
    ['docker inspect of two', text([{ Config: { Cmd: ['a'] } }, { Config: { Cmd: ['b'] } }]), 'config', 2],
    ['crane config', text({ config: { Cmd: ['a'] } }), 'config', 1],
    ['a captured request', text(created), 'request', 1],
    ['a request with its kind', text({ kind: 'CreateContainerRequest', request: created }), 'request', 1],
    [
      'a log of requests',
      text(
        [createPauseInput(pod), created]
          .map((request) => JSON.stringify({ kind: 'CreateContainerRequest', request }))
          .join('\n'),
      ),
      'request',
      1,
    ],
  ] as const)('%s', async ([, source, kind, count]) => {
    const read = await ask('readImages', source);
    expect(read.kind === 'images' && read.images.map((image) => image.source)).toEqual(
      Array.from({ length: count }, () => kind),
    );
  });

  test('a captured request tells its container and what it ran', async () => {
    const read = await ask('readImages', text(created));
    expect(read).toMatchObject({
      images: [{ container: container.name, config: { entrypoint: container.args, from: 'request' } }],
    });
  });

  test.for([
    ['nothing', text('')],
    ['another object', text({ kind: 'Pod' })],
    ['the pause container alone', text(createPauseInput(pod))],
    ['an archive without an image', { kind: 'file', file: new Blob([new Uint8Array(tarOf([['a', 'b']]))]) }],
    ['a folder without an image', { kind: 'folder', files: [{ path: 'x', file: new Blob(['y']) }] }],
  ] as const)('%s is refused', async ([, source]) => {
    expect((await ask('readImages', source)).kind).toBe('refused');
  });
});

describe('a policy', () => {
  test('is written with the places of its sources', async () => {
    const generated = await ask('generate', input);
    const line = generated?.lines.find((each) => each.text.includes('"args"'));
    const [origin] = line?.origins ?? [];
    expect(input.manifest.slice(origin?.span?.from, origin?.span?.to)).toBe('[/web]');
    expect(generated?.findings).toEqual([]);
  });

  test('is none without a pod', async () => {
    expect(await ask('generate', { ...input, manifest: 'kind: Service' })).toBeUndefined();
  });

  test('is tried in both dialects, and the logs are denied by choice', { timeout: 60_000 }, async () => {
    const generated = await ask('generate', input);
    const policy = generated?.policy ?? '';
    const tried = await ask('tryGenerated', { ...input, policy, profile: 'kata-3.30' });
    if (tried?.kind !== 'tried') throw new Error('not tried');
    expect(tried.releases.map(({ profile }) => profile)).toEqual(['kata-3.30', 'kata-3.28']);
    for (const { denied, through } of tried.releases) {
      expect(through).toEqual([]);
      expect(denied.map(({ entrypoint, chosen }) => [entrypoint, chosen])).toEqual([
        ['ReadStreamRequest', true],
      ]);
    }
    const answers = tried.guarantees.map(({ answer }) => answer);
    expect(answers).not.toContain('open');
    expect(answers.filter((answer) => answer === 'impossible')).toHaveLength(2);
  });

  test('that is open says which question it leaves open', { timeout: 60_000 }, async () => {
    const unknown = { ...input, manifest: input.manifest.replace(', command: [/web]', ''), configs: [] };
    const policy = (await ask('generate', unknown))?.policy ?? '';
    const tried = await ask('tryGenerated', { ...unknown, policy, profile: 'kata-3.28' });
    if (tried?.kind !== 'tried') throw new Error('not tried');
    const [first] = tried.guarantees;
    expect([first?.answer, first?.rules, first?.through.length]).toEqual(['open', ['arguments_of'], 2]);
  });
});

test('what genpolicy wrote is told with requests that its rules let through', async () => {
  const data = { containers: [], request_defaults: {} };
  const none = `package agent_policy\npolicy_data := ${JSON.stringify(data)}\n`;
  expect(await ask('policyData', { policy: none, profile: 'kata-3.30' })).toMatchObject({
    gaps: [],
    honestAllowed: false,
  });
  const restrictive = readFileSync(new URL('../examples/own/restrictive.rego', import.meta.url), 'utf8');
  expect(await ask('policyData', { policy: restrictive, profile: 'kata-3.30' })).toBeUndefined();
});
