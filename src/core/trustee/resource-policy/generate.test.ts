import { beforeAll, describe, expect, test } from 'vitest';
import type { Algorithm } from '#core/initdata/algorithm.ts';
import { platformOf } from '#core/platform/platform.ts';
import { routes } from '#core/measurement/routes.ts';
import type { Json, JsonObject } from '../json.ts';
import { documentText, measured, rowIn, type Measured } from '../testing/rows.ts';
import { previewToken, type EarStatus, type TokenLayout } from '../token-preview.ts';
import { decideResource } from './decide.ts';
import { generateResourcePolicy, type ResourcePath } from './generate.ts';

const path = ['default', 'key', 'db'];
const resource: ResourcePath = { repository: 'default', type: 'key', tag: 'db' };

function claimsOf(
  document: Measured,
  id: string,
  layout: TokenLayout = 'cpu0',
  status: EarStatus = 'affirming',
): JsonObject {
  const token = previewToken({ row: rowIn(document, id), initData: document.initData, layout, status });
  if (token.kind !== 'claims') throw new Error(token.reason);
  return token.claims;
}

function policyFor(documents: readonly Measured[], ids: readonly string[], olderTokens = false): string {
  return generateResourcePolicy({
    documents: documents.map((document, index) => ({
      label: `release ${index}`,
      rows: ids.map((id) => rowIn(document, id)),
    })),
    resources: [resource],
    olderTokens,
  }).text;
}

async function decision(policy: string, claims: JsonObject, at: readonly string[] = path): Promise<string> {
  const { kind } = await decideResource(policy, { claims, plugin: 'resource', path: at });
  return kind;
}

/** The same claims with another value at a place; `undefined` removes it. */
function changed(claims: Json, place: readonly string[], value: Json | undefined): JsonObject {
  const copy = structuredClone(claims) as Record<string, Json>;
  let at: Record<string, Json> = copy;
  for (const key of place.slice(0, -1)) at = at[key] as Record<string, Json>;
  const last = place.at(-1) ?? '';
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

const evidence = ['submods', 'cpu0', 'ear.veraison.annotated-evidence'];

/** Rows whose token has a value, under the algorithm that is natural there. */
const pinned = routes.filter(
  ({ id, writer }) => writer.kind !== 'nobody' || id.startsWith('coco-dev/kata-qemu'),
);

const documents = new Map<Algorithm, readonly [current: Measured, tampered: Measured]>();

beforeAll(async () => {
  for (const algorithm of ['sha256', 'sha384', 'sha512'] as const) {
    documents.set(algorithm, [
      await measured(documentText(algorithm)),
      await measured(documentText(algorithm, 'http://attacker.example:8080')),
    ]);
  }
});

function pairFor(platform: (typeof routes)[number]['platform']): readonly [Measured, Measured] {
  const pair = documents.get(platformOf(platform).algorithm);
  if (pair === undefined) throw new Error(platform);
  return pair;
}

test('covers every platform that can be pinned', () => {
  expect(new Set(pinned.map(({ platform }) => platform)).size).toBe(12);
});

describe.for(pinned.map((route) => [route.id, route] as const))('%s', ([id, route]) => {
  test('the same document is allowed, another one denied', async () => {
    const [current, tampered] = pairFor(route.platform);
    const policy = policyFor([current], [id]);
    expect(await decision(policy, claimsOf(current, id))).toBe('allowed');
    expect(await decision(policy, claimsOf(tampered, id))).toBe('denied');
    expect(await decision(policyFor([current, tampered], [id]), claimsOf(tampered, id))).toBe('allowed');
  });

  test('claims of other platforms are denied', async () => {
    const [current] = pairFor(route.platform);
    const policy = policyFor([current], [id]);
    const own = claimsOf(current, id);
    const ownTees = Object.keys((own['submods'] as JsonObject)['cpu0'] as JsonObject);
    expect(ownTees).toContain('ear.status');
    for (const other of [
      'tdx/kata-qemu-tdx',
      'az-snp-vtpm',
      'coco-dev/kata-qemu-coco-dev',
      'se/kata-qemu-se',
    ]) {
      const [document] = pairFor(routes.find((each) => each.id === other)?.platform ?? 'tdx');
      const isSame =
        routes.find((each) => each.id === other)?.platform === route.platform ||
        (other === 'tdx/kata-qemu-tdx' && route.platform === 'tdx-gpu') ||
        (other === 'az-snp-vtpm' && route.platform.startsWith('peer-pods'));
      if (isSame) continue;
      expect({ other, kind: await decision(policy, claimsOf(document, other)) }).toEqual({
        other,
        kind: 'denied',
      });
    }
  });

  test('missing and lesser claims are denied', async () => {
    const [current] = pairFor(route.platform);
    const policy = policyFor([current], [id]);
    const claims = claimsOf(current, id);
    expect(await decision(policy, changed(claims, [...evidence, 'init_data'], undefined))).toBe('denied');
    expect(await decision(policy, changed(claims, evidence, undefined))).toBe('denied');
    expect(await decision(policy, changed(claims, ['submods', 'cpu0'], undefined))).toBe('denied');
    expect(await decision(policy, {})).toBe('denied');
    for (const status of ['warning', 'contraindicated', 'none'] as const) {
      expect(await decision(policy, claimsOf(current, id, 'cpu0', status))).toBe('denied');
    }
    const withoutDocument = changed(claims, [...evidence, 'init_data_claims'], null);
    expect(await decision(policy, withoutDocument)).toBe(route.plaintext === 'sent' ? 'denied' : 'allowed');
  });
});

describe('generated policy', () => {
  const id = 'tdx/kata-qemu-tdx';
  const current = (): Measured => pairFor('tdx')[0];

  test('guards the paths that it names', async () => {
    const policy = policyFor([current()], [id]);
    const claims = claimsOf(current(), id);
    expect(await decision(policy, claims, ['default', 'key', 'other'])).toBe('denied');
    expect(await decision(policy, claims, [])).toBe('denied');
    const { kind } = await decideResource(policy, { claims, plugin: 'other', path });
    expect(kind).toBe('denied');
  });

  test.for<readonly [string, readonly ResourcePath[], boolean, boolean]>([
    ['any', [], true, true],
    ['any tag', [{ ...resource, tag: undefined }], true, true],
    ['any repository', [{ ...resource, repository: undefined }], true, false],
    ['one', [resource], true, false],
    [
      'two',
      [
        { ...resource, tag: 'x' },
        { ...resource, tag: 'other' },
      ],
      false,
      true,
    ],
    ['all undefined', [{ repository: undefined, type: undefined, tag: undefined }], true, true],
  ])('%s', async ([, resources, db, other]) => {
    const { text } = generateResourcePolicy({
      documents: [{ label: 'a\nb', rows: [rowIn(current(), id)] }],
      resources,
      olderTokens: false,
    });
    const claims = claimsOf(current(), id);
    expect(await decision(text, claims)).toBe(db ? 'allowed' : 'denied');
    expect(await decision(text, claims, ['default', 'key', 'other'])).toBe(other ? 'allowed' : 'denied');
    expect(await decision(text, claims, ['default', 'key', 'db', 'more'])).toBe('denied');
  });

  test('takes older tokens only when asked to', async () => {
    const claims = claimsOf(current(), id, 'cpu');
    expect(await decision(policyFor([current()], [id]), claims)).toBe('denied');
    expect(await decision(policyFor([current()], [id], true), claims)).toBe('allowed');
  });

  test('asks for the GPU where all platforms have one', async () => {
    const gpu = 'tdx-gpu/kata-qemu-nvidia-gpu-tdx';
    const policy = policyFor([current()], [gpu]);
    expect(await decision(policy, claimsOf(current(), gpu))).toBe('allowed');
    expect(await decision(policy, claimsOf(current(), id))).toBe('denied');
    expect(await decision(policyFor([current()], [gpu, id]), claimsOf(current(), id))).toBe('allowed');
    const lesser = changed(claimsOf(current(), gpu), ['submods', 'gpu0', 'ear.status'], 'warning');
    expect(await decision(policyFor([current()], [gpu, id]), lesser)).toBe('denied');
  });

  test('has one form for each platform at once', async () => {
    const [document] = pairFor('snp');
    const ids = ['snp/kata-qemu-snp', id, 'az-snp-vtpm', 'peer-pods/vtpm', 'coco-dev/kata-qemu-coco-dev'];
    const policy = policyFor([document], ids);
    for (const each of ids) expect(await decision(policy, claimsOf(document, each))).toBe('allowed');
  });

  test('denies everything with nothing to pin, and says why', async () => {
    const se = rowIn(current(), 'se/kata-qemu-se');
    const made = generateResourcePolicy({
      documents: [{ label: 'se', rows: [se] }],
      resources: [],
      olderTokens: false,
    });
    expect(made.diagnostics).toMatchObject([{ code: 'resource-policy/not-pinnable' }]);
    expect(await decision(made.text, claimsOf(current(), 'se/kata-qemu-se'))).toBe('denied');
  });
});

describe('decision', () => {
  const claims = {};
  test.for([
    ['package policy\nallow := true', 'allowed'],
    ['package policy\ndefault allow := false', 'denied'],
    ['package policy\nallowed := true', 'undefined'],
    ['package policy\nallow := "yes"', 'undefined'],
    ['package policy\nallow if input.x', 'undefined'],
    ['package other\nallow := true', 'undefined'],
    ['package policy\nallow if {', 'failed'],
    ['', 'failed'],
    ['package policy\nallow if split(data["resource-path"], "/")', 'failed'],
  ])('of %j is %s', async ([policy, kind]) => {
    expect(await decision(policy ?? '', claims)).toBe(kind);
  });
});
