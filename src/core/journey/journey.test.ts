import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Algorithm } from '#core/initdata/algorithm.ts';
import { routes } from '#core/measurement/routes.ts';
import { platformOf } from '#core/platform/platform.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { documentText } from '#core/trustee/testing/rows.ts';
import { journeyOf, type Journey } from './journey.ts';
import { stationIds, type StationId } from './station.ts';
import { tamperCases, type TamperId } from './tamper.ts';

function documentFor(algorithm: Algorithm): Uint8Array<ArrayBuffer> {
  return encodeUtf8(documentText(algorithm));
}

async function journey(
  routeId: string,
  tamper?: TamperId,
  more: { readonly algorithm?: Algorithm; readonly policy?: string } = {},
): Promise<Journey> {
  const route = routes.find(({ id }) => id === routeId);
  if (route === undefined) throw new Error(routeId);
  const algorithm = more.algorithm ?? platformOf(route.platform).algorithm;
  const made = await journeyOf({
    route,
    document: documentFor(algorithm),
    algorithm,
    tamper,
    other: encodeUtf8(documentText(algorithm, 'http://kbs.example:8080', 'package agent_policy\n')),
    path: ['default', 'key', 'db'],
    ...(more.policy === undefined ? {} : { policy: more.policy }),
  });
  if (made.kind !== 'journey') throw new Error(made.reason);
  return made;
}

function ending(made: Journey): string {
  const last = made.stations.find(({ id }) => id === made.end);
  const message = last?.passage.kind === 'stops' ? last.passage.message : undefined;
  return message === undefined ? made.end : `${made.end}: ${message}`;
}

const guestTdx = 'guest: Init data does not match!';
const guestSnp = 'guest: HOSTDATA does not match.';
const policy = 'resource-policy';

/** Where each case ends, by the route: what the sources say, not what the code gives. */
const verifierAzure = 'verifier: Expected init_data digest is different from the content of PCR8';

const ends: Readonly<Record<string, Readonly<Record<TamperId, string>>>> = {
  // The agent and the verifier compare the field with the document; the rest is for the policy. A program in a guest
  // without a document can send the owner's, which fits the field that the host wrote.
  'tdx/kata-qemu-tdx': {
    'flip-in-annotation': policy,
    'flip-on-disk': guestTdx,
    'swap-policy-in-annotation': policy,
    'swap-policy-on-disk': guestTdx,
    'change-algorithm': policy,
    'strip-newline': policy,
    'replay-other': policy,
    'drop-annotation': policy,
    'old-key': policy,
    'withhold-document': policy,
    'withhold-and-send': 'secret',
  },
  'snp/kata-qemu-snp-runtime-rs': {
    'flip-in-annotation': policy,
    'flip-on-disk': guestSnp,
    'swap-policy-in-annotation': policy,
    'swap-policy-on-disk': guestSnp,
    'change-algorithm': policy,
    'strip-newline': policy,
    'replay-other': policy,
    'drop-annotation': policy,
    'old-key': policy,
    'withhold-document': policy,
    'withhold-and-send': 'secret',
  },
  // PCR 8 follows the document that the guest got; the agent takes sha256 alone.
  'az-snp-vtpm': {
    'flip-in-annotation': policy,
    'flip-on-disk': policy,
    'swap-policy-in-annotation': policy,
    'swap-policy-on-disk': policy,
    'change-algorithm': 'guest: expected sha256 digest',
    'strip-newline': policy,
    'replay-other': policy,
    'drop-annotation': policy,
    'old-key': policy,
    'withhold-document': policy,
    'withhold-and-send': verifierAzure,
  },
  tpm: {
    'flip-in-annotation': policy,
    'flip-on-disk': policy,
    'swap-policy-in-annotation': policy,
    'swap-policy-on-disk': policy,
    'change-algorithm': 'guest: Event digest length is not 32 bytes',
    'strip-newline': policy,
    'replay-other': policy,
    'drop-annotation': policy,
    'old-key': policy,
    'withhold-document': policy,
    'withhold-and-send': "verifier: TPM PCR[8] doesn't match expected initdata hash",
  },
  // Cut digests work; without a document the image measures its own.
  'peer-pods/vtpm': {
    'flip-in-annotation': policy,
    'flip-on-disk': policy,
    'swap-policy-in-annotation': policy,
    'swap-policy-on-disk': policy,
    'change-algorithm': policy,
    'strip-newline': policy,
    'replay-other': policy,
    'drop-annotation': policy,
    'old-key': policy,
    'withhold-document': policy,
    'withhold-and-send': 'verifier',
  },
  // Nothing is measured.
  'peer-pods/no-tpm': {
    'flip-in-annotation': 'secret',
    'flip-on-disk': 'secret',
    'swap-policy-in-annotation': 'secret',
    'swap-policy-on-disk': 'secret',
    'change-algorithm': 'secret',
    'strip-newline': 'secret',
    'replay-other': 'secret',
    'drop-annotation': 'secret',
    'old-key': 'secret',
    'withhold-document': 'secret',
    'withhold-and-send': 'verifier',
  },
  // The field is written and the guest never gets a document: what happens to that one is all the same.
  'cca/kata-qemu-cca': {
    'flip-in-annotation': policy,
    'flip-on-disk': 'secret',
    'swap-policy-in-annotation': policy,
    'swap-policy-on-disk': 'secret',
    'change-algorithm': policy,
    'strip-newline': policy,
    'replay-other': policy,
    'drop-annotation': policy,
    'old-key': policy,
    'withhold-document': 'secret',
    'withhold-and-send': 'secret',
  },
  'se/kata-qemu-se': {
    'flip-in-annotation': 'secret',
    'flip-on-disk': 'secret',
    'swap-policy-in-annotation': 'secret',
    'swap-policy-on-disk': 'secret',
    'change-algorithm': 'secret',
    'strip-newline': 'secret',
    'replay-other': 'secret',
    'drop-annotation': 'secret',
    'old-key': 'secret',
    'withhold-document': 'secret',
    'withhold-and-send': 'secret',
  },
  // The claim repeats the document that was sent, and no hardware stands behind it.
  'coco-dev/kata-qemu-coco-dev': {
    'flip-in-annotation': policy,
    'flip-on-disk': policy,
    'swap-policy-in-annotation': policy,
    'swap-policy-on-disk': policy,
    'change-algorithm': policy,
    'strip-newline': policy,
    'replay-other': policy,
    'drop-annotation': policy,
    'old-key': policy,
    'withhold-document': policy,
    'withhold-and-send': 'secret',
  },
};

describe.for(Object.entries(ends))('%s', ([routeId, cases]) => {
  test('an honest host gets to the secret, noticed by nobody as wrong', async () => {
    const made = await journey(routeId);
    expect(made.released).toBe(true);
    expect(made.stations.map(({ id }) => id)).toEqual(stationIds);
    expect(
      made.stations.every(({ passage }) => passage.kind === 'passes' || passage.kind === 'unaware'),
    ).toBe(true);
    expect(
      made.stations.flatMap(({ values }) => values).every(({ differsFrom }) => differsFrom === undefined),
    ).toBe(true);
  });

  test.for(tamperCases.map(({ id }) => id))('%s', async (tamper) => {
    const made = await journey(routeId, tamper);
    expect(ending(made)).toBe(cases[tamper]);
    expect(made.stations.map(({ id }) => id)).toEqual(stationIds);
    const at = stationIds.indexOf(made.end);
    expect(made.stations.slice(at + 1).every(({ passage }) => passage.kind === 'not-reached')).toBe(true);
    expect(made.stations.find(({ id }) => id === made.end)?.fact).toBeTypeOf('string');
    if (made.released) {
      expect(made.stations.find(({ id }) => id === 'resource-policy')?.passage.kind).toBe('unaware');
    }
  });
});

describe('what a policy makes of it', () => {
  const id = 'snp/kata-qemu-snp';
  const statusOnly =
    'package policy\nallow if {\n\tcount(input.submods) > 0\n\tevery s in input.submods { s["ear.status"] == "affirming" }\n}';

  test.for<readonly [TamperId, StationId]>([
    ['flip-in-annotation', 'secret'],
    ['flip-on-disk', 'guest'],
    ['drop-annotation', 'secret'],
    ['old-key', 'secret'],
    ['replay-other', 'secret'],
    ['withhold-document', 'secret'],
  ])('without a digest: %s ends at %s', async ([tamper, end]) => {
    expect((await journey(id, tamper, { policy: statusOnly })).end).toBe(end);
  });

  test('with the digest alone a withheld document is not noticed', async () => {
    const honest = await journey(id);
    const claim = honest.stations.find((each) => each.id === 'token')?.values[0]?.text ?? '';
    const digestOnly = `package policy\nallow if input.submods.cpu0["ear.veraison.annotated-evidence"].init_data == "${claim}"`;
    const made = await journey(id, 'withhold-document', { policy: digestOnly });
    expect(made).toMatchObject({ released: true });
    expect(made.stations.filter(({ passage }) => passage.kind === 'stops')).toEqual([]);
  });

  test('a policy with the wrong rule stops everybody, in the words of the key broker', async () => {
    expect(ending(await journey(id, undefined, { policy: 'package policy\nallowed := true' }))).toBe(
      'resource-policy: The KBS Resource Policy does not define the `data.policy.allow` rule, use false as default',
    );
  });
});

test('a peer pod without a document carries the built-in one', async () => {
  const digest = Buffer.from('adb48cc14fea9403d3d51f3b5f5068fd4d80445a14e94f1b3d5dbabaad66478d', 'hex');
  const pcr8 = createHash('sha256').update(Buffer.alloc(32)).update(digest).digest('hex');
  const made = await journey('peer-pods/vtpm', 'drop-annotation');
  expect(made.stations.find(({ id }) => id === 'field')?.values).toMatchObject([
    { label: 'PCR 8', text: pcr8 },
  ]);
});

test('a field that nobody writes carries zero bytes', async () => {
  const made = await journey('tdx/kata-qemu-tdx', 'drop-annotation');
  expect(made.stations.find(({ id }) => id === 'field')?.values).toMatchObject([{ text: '00'.repeat(48) }]);
});

describe('documents that a platform does not take', () => {
  test.for<readonly [string, Algorithm, string]>([
    ['az-tdx-vtpm', 'sha384', 'guest: expected sha256 digest'],
    ['tpm', 'sha512', 'guest: Event digest length is not 32 bytes'],
    ['peer-pods/vtpm', 'sha384', 'secret'],
    ['tdx/kata-qemu-tdx', 'sha256', 'secret'],
    ['snp/kata-qemu-snp', 'sha512', 'secret'],
  ])('%s with %s ends at %s', async ([id, algorithm, end]) => {
    expect(ending(await journey(id, undefined, { algorithm }))).toBe(end);
  });

  test('a replay needs a second document', async () => {
    const [route] = routes;
    if (route === undefined) throw new Error('no routes');
    const document = documentFor('sha384');
    const made = await journeyOf({ route, document, algorithm: 'sha384', tamper: 'replay-other', path: [] });
    expect(made.kind).toBe('not-applicable');
  });

  test('a document that the host refuses ends there', async () => {
    const [route] = routes;
    if (route === undefined) throw new Error('no routes');
    const document = encodeUtf8('version = "0.1.0"\nalgorithm = "sha384"\n[data\n');
    const made = await journeyOf({ route, document, algorithm: 'sha384', path: [] });
    expect(made).toMatchObject({ kind: 'journey', end: 'host', released: false });
  });
});
