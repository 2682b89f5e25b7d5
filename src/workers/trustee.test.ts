import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { DocumentInput } from '#core/analysis/analysis.ts';
import { routes } from '#core/measurement/routes.ts';
import { toTheEnd } from '#core/review/steps.ts';
import { documentText } from '#core/trustee/testing/rows.ts';
import type { GenerateRequest } from './trustee-calls.ts';
import { trusteeHandlers as calls } from './trustee.ts';

/** Nobody follows the work, and nobody stops it. */
const quiet = [() => undefined, toTheEnd] as const;
const text = (of: string): DocumentInput => ({ kind: 'text', text: of });
const document = text(documentText('sha384'));
const tdx = 'tdx/kata-qemu-tdx';

const asked: GenerateRequest = {
  document,
  label: 'web',
  routes: [tdx],
  others: [],
  resources: [{ repository: 'default', type: 'key', tag: 'db' }],
  olderTokens: false,
  statusOnly: false,
};

describe('binding', () => {
  test('has every way, and the digest that they come from', async () => {
    const bound = await calls.bind({ document }, ...quiet);
    expect(bound).toMatchObject({ kind: 'bound', algorithm: 'sha384' });
    expect(bound.kind === 'bound' && bound.rows).toHaveLength(routes.length);
  });

  test.for<readonly [DocumentInput, object]>([
    [text('version = "0.1.0"\nalgorithm = "sha-384"\n'), { kind: 'undecided', spelling: 'sha-384' }],
    [text(''), { kind: 'undecided', utf8: true }],
    [
      { kind: 'bytes', bytes: Uint8Array.of(0xff) },
      { kind: 'undecided', utf8: false },
    ],
  ])('without an algorithm is undecided: %#', async ([of, answer]) => {
    expect(await calls.bind({ document: of }, ...quiet)).toMatchObject(answer);
  });
});

describe('policy', () => {
  test('takes the digest of another document as well, on every way that it is for', async () => {
    const other = text(documentText('sha384', 'http://other.example'));
    const bound = await calls.bind({ document: other }, ...quiet);
    const hex = bound.kind === 'bound' ? bound.digest : '';
    const alone = await calls.generate(asked, ...quiet);
    const both = await calls.generate({ ...asked, others: [{ label: 'old', hex }] }, ...quiet);
    expect(alone.text).not.toContain(hex);
    expect(both.text).toContain(hex);
    expect(await calls.check({ policy: both.text, document, routes: [tdx] }, ...quiet)).toEqual([]);
  });

  test('is asked for everybody, and its denial is explained', async () => {
    const { text: policy } = await calls.generate(asked, ...quiet);
    const path = ['default', 'key', 'db'];
    const answers = await calls.scenarios(
      { policy, document, route: tdx, platforms: ['tdx'], path },
      ...quiet,
    );
    expect(answers.filter(({ kind }) => kind === 'allowed').map(({ id }) => id)).toEqual(['this-document']);
    const changed = answers.find(({ id }) => id === 'changed-document');
    if (changed === undefined) throw new Error('everybody is asked');
    const answer = await calls.decide({ policy, claims: changed.claims, plugin: 'resource', path }, ...quiet);
    expect(answer).toMatchObject({
      kind: 'denied',
      explained: { kind: 'stopped', stop: { text: 'evidence.init_data in values' } },
    });
  });

  test('that the engine refuses at the first request is found', async () => {
    const policy = 'package policy\n\ndefault allow := false\n\nallow if unknown == 1\n';
    const found = await calls.check({ policy, document, routes: [tdx] }, ...quiet);
    expect(found.map(({ code }) => code)).toContain('resource-policy/prepare-failure');
  });

  test('that runs away ends at our bound', async () => {
    const policy =
      'package policy\n\nallow if count([1 | some a in numbers.range(1, 3000); some b in numbers.range(1, 3000); a == b]) > 0\n';
    const answer = await calls.decide({ policy, claims: {}, plugin: 'resource', path: [] }, ...quiet);
    expect(answer).toMatchObject({ kind: 'failed', isOurBound: true });
  });

  test('is completed by the claims and by the language', async () => {
    const documents = { claims: { submods: { cpu0: {} } }, plugin: 'resource', path: [] };
    const at = (policy: string) => calls.complete({ policy, offset: policy.length, documents }, ...quiet);
    expect((await at('package policy\n\nallow if input.submods.')).map(({ label }) => label)).toEqual([
      'cpu0',
    ]);
    const inRule = await at('package policy\n\nallow if co');
    expect(inRule.map(({ label }) => label)).toEqual(expect.arrayContaining(['count', 'input']));
    expect(inRule.some(({ label }) => label.endsWith('Request'))).toBe(false);
  });
});

test('a document is laid beside what a manifest lists, alone and by its policy', async () => {
  const bound = await calls.bind({ document }, ...quiet);
  const key = bound.kind === 'bound' ? bound.digest.slice(0, 64) : '';
  const pasted = JSON.stringify({ Policies: { [key.toUpperCase()]: ['web'] } });
  const answer = await calls.contrast({ document, manifest: '', pasted }, ...quiet);
  expect(answer).toMatchObject({
    documentKey: key,
    listed: { document: { lists: true }, policy: { lists: false } },
  });
  const annotation = answer.policy?.annotation ?? '';
  const carried = `metadata:\n  annotations:\n    io.katacontainers.config.agent.policy: ${annotation}\n`;
  expect(await calls.contrast({ document, manifest: carried, pasted: '' }, ...quiet)).toMatchObject({
    carried: { reading: 'policy', isThis: true },
  });
});

test('the zip holds the document, byte for byte', async () => {
  const bytes = new TextEncoder().encode(documentText('sha384'));
  const zip = await calls.bundle(
    {
      document: bytes,
      resourcePolicy: 'package policy\n',
      references: [],
      options: { url: 'https://kbs.example', path: ['a', 'b', 'c'], secretFile: 's' },
    },
    ...quiet,
  );
  expect(unzipSync(zip)['initdata.toml']).toEqual(bytes);
});
