import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Algorithm } from '#core/initdata/algorithm.ts';
import { routes } from '#core/measurement/routes.ts';
import { platformOf, platforms } from '#core/platform/platform.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';
import { documentText } from '#core/trustee/testing/rows.ts';
import { journeyOf, type Journey } from './journey.ts';
import { stationIds, type Station, type StationId, type Threads } from './station.ts';
import { allowAllPolicy, tamperCases, type NotApplicable, type TamperId } from './tamper.ts';

function documentFor(algorithm: Algorithm): Uint8Array<ArrayBuffer> {
  return encodeUtf8(documentText(algorithm));
}

interface More {
  readonly algorithm?: Algorithm;
  readonly policy?: string;
  readonly path?: readonly string[];
}

async function given(routeId: string, tamper?: TamperId, more: More = {}): Promise<Journey | NotApplicable> {
  const route = routes.find(({ id }) => id === routeId);
  if (route === undefined) throw new Error(routeId);
  const algorithm = more.algorithm ?? platformOf(route.platform).algorithm;
  return journeyOf({
    route,
    document: documentFor(algorithm),
    algorithm,
    tamper,
    other: encodeUtf8(documentText(algorithm, 'http://kbs.example:8080', 'package agent_policy\n')),
    path: more.path ?? ['default', 'key', 'db'],
    ...(more.policy === undefined ? {} : { policy: more.policy }),
  });
}

async function journey(routeId: string, tamper?: TamperId, more: More = {}): Promise<Journey> {
  const made = await given(routeId, tamper, more);
  if (made.kind !== 'journey') throw new Error(made.reason);
  return made;
}

function stationOf(made: Journey, id: StationId): Station {
  const found = made.stations.find((each) => each.id === id);
  if (found === undefined) throw new Error(id);
  return found;
}

function ending(made: Journey): string {
  const { passage } = stationOf(made, made.end);
  const message = passage.kind === 'stops' ? passage.message : undefined;
  return message === undefined ? made.end : `${made.end}: ${message}`;
}

/** Where a way ends, with the words logged there, and the file in which that can be read. */
interface End {
  readonly at: string;
  readonly fact: string;
}

/** The claim differs from the pinned one, or is null or absent: the key broker's policy denies. */
const denied: End = {
  at: 'resource-policy: Access denied by policy',
  fact: 'Trustee: kbs/src/api_server.rs, kbs/src/error.rs',
};
/** Nobody noticed. */
const secret: End = { at: 'secret', fact: 'Trustee: kbs/src/api_server.rs' };

/** The attestation agent compares its document with the field when it starts. */
const guestTdx: End = {
  at: 'guest: Init data does not match!',
  fact: 'guest-components: attestation-agent/attester/src (tdx)',
};
const guestSnp: End = {
  at: 'guest: HOSTDATA does not match.',
  fact: 'guest-components: attestation-agent/attester/src (snp)',
};
/** The attestation agent extends PCR 8 with 32 bytes and nothing else. */
const guestAzure = (verifier: string): End => ({
  at: 'guest: expected sha256 digest',
  fact: `guest-components: attestation-agent/attester/src (${verifier})`,
});
const guestTpm: End = {
  at: 'guest: Event digest length is not 32 bytes',
  fact: 'guest-components: attestation-agent/attester/src (tpm)',
};
/** The verifier compares the document that came with the evidence with what the evidence holds. */
const verifierTdx: End = {
  at: 'verifier: MRCONFIGID is different from that in TDX Quote',
  fact: 'Trustee: deps/verifier/src (tdx)',
};
const verifierAzure = (verifier: string): End => ({
  at: 'verifier: Expected init_data digest is different from the content of PCR8',
  fact: `Trustee: deps/verifier/src (${verifier})`,
});
const verifierTpm: End = {
  at: "verifier: TPM PCR[8] doesn't match expected initdata hash",
  fact: 'Trustee: deps/verifier/src (tpm)',
};
/** Without padding only a sha512 digest can equal the 64 bytes. */
const verifierCca: End = {
  at: 'verifier: init data hash is different from that in CCA token',
  fact: 'Trustee: deps/verifier/src (cca)',
};

/** `undefined` where the case cannot be shown. */
type Ends = Readonly<Record<TamperId, End | undefined>>;

const allDenied: Ends = {
  'strip-newline': denied,
  'change-algorithm': denied,
  'old-key': denied,
  'flip-in-annotation': denied,
  'swap-policy-in-annotation': denied,
  'drop-annotation': denied,
  'replay-other': denied,
  'flip-on-disk': denied,
  'swap-policy-on-disk': denied,
  'withhold-document': denied,
  'withhold-and-send': denied,
};

const allThrough = Object.fromEntries(Object.keys(allDenied).map((id) => [id, secret])) as unknown as Ends;

/**
 * The host writes the field; agent and verifier compare it with the document, and the rest is for the policy. A program in
 * a guest without a document can send the owner's, which fits the field that the host wrote.
 */
function hostWritten(guest: End): Ends {
  return {
    ...allDenied,
    'flip-on-disk': guest,
    'swap-policy-on-disk': guest,
    'withhold-and-send': secret,
  };
}

/** PCR 8 follows the document that the guest got; the agent takes sha256 alone, and the verifier compares. */
function extendedByAgent(guest: End, verifier: End): Ends {
  return { ...allDenied, 'change-algorithm': guest, 'withhold-and-send': verifier };
}

/** Cut digests work; without a document the image measures its own. A program's document does not fit that. */
const extendedByImage = (verifier: End): Ends => ({ ...allDenied, 'withhold-and-send': verifier });

const peerPodVerifiers = 'az-snp-vtpm, az-tdx-vtpm, tpm';
const peerPodVerifier: End = { at: 'verifier', fact: `Trustee: deps/verifier/src (${peerPodVerifiers})` };

/** What the sources say, by the way to the guest: not what the code gives. */
const ends: Readonly<Record<string, Ends>> = {
  'tdx/kata-qemu-tdx': hostWritten(guestTdx),
  'tdx/kata-qemu-tdx-runtime-rs': hostWritten(guestTdx),
  'tdx-gpu/kata-qemu-nvidia-gpu-tdx': hostWritten(guestTdx),
  'snp/kata-qemu-snp': hostWritten(guestSnp),
  'snp/kata-qemu-snp-runtime-rs': hostWritten(guestSnp),
  'snp-gpu/kata-qemu-nvidia-gpu-snp-runtime-rs': hostWritten(guestSnp),
  'az-snp-vtpm': extendedByAgent(guestAzure('az-snp-vtpm'), verifierAzure('az-snp-vtpm')),
  'az-tdx-vtpm': extendedByAgent(guestAzure('az-tdx-vtpm'), verifierAzure('az-tdx-vtpm')),
  tpm: extendedByAgent(guestTpm, verifierTpm),
  'peer-pods/vtpm': extendedByImage(verifierAzure(peerPodVerifiers)),
  'peer-pods-aws/vtpm': extendedByImage(peerPodVerifier),
  // Nothing is measured.
  'peer-pods/no-tpm': { ...allThrough, 'withhold-and-send': undefined },
  'peer-pods-aws/no-tpm': { ...allThrough, 'withhold-and-send': undefined },
  'se/kata-qemu-se': allThrough,
  'se/kata-qemu-se-runtime-rs': allThrough,
  // The field is written and the guest never gets a document, so that nothing can be done to that one.
  'cca/kata-qemu-cca': {
    ...allDenied,
    'flip-on-disk': undefined,
    'swap-policy-on-disk': undefined,
    'withhold-document': undefined,
    'withhold-and-send': secret,
  },
  // The claim repeats the document that was sent, and no hardware stands behind it.
  'coco-dev/kata-qemu-coco-dev': { ...allDenied, 'withhold-and-send': secret },
  // Written, as far as is known, and compared with nothing: the policy sees what the field held.
  'sgx/enclave-cc': {
    ...allDenied,
    'flip-on-disk': secret,
    'swap-policy-on-disk': secret,
    'withhold-document': secret,
    'withhold-and-send': secret,
  },
};

/** Ways on which even an honest host does not get there, and why. */
const honestEnds: Readonly<Record<string, End>> = {
  // The disk comes and the field stays empty: the agent compares and ends.
  'tdx/go-cloud-hypervisor': guestTdx,
  // runtime-rs knows no CCA: the document is sent, and the field that it should equal is empty.
  'cca/runtime-rs': verifierCca,
};

test('every platform is in the table', () => {
  const covered = new Set(routes.filter(({ id }) => id in ends).map(({ platform }) => platform));
  expect(platforms.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
});

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
    const expected = cases[tamper];
    if (expected === undefined) {
      expect(await given(routeId, tamper)).toMatchObject({ kind: 'not-applicable' });
      return;
    }
    const made = await journey(routeId, tamper);
    expect({ at: ending(made), fact: stationOf(made, made.end).fact }).toEqual(expected);
    expect(made.stations.map(({ id }) => id)).toEqual(stationIds);
    const at = stationIds.indexOf(made.end);
    expect(made.stations.slice(at + 1).every(({ passage }) => passage.kind === 'not-reached')).toBe(true);
    if (made.released) expect(stationOf(made, 'resource-policy').passage.kind).toBe('unaware');
    expect(made.lesson !== undefined).toBe(made.released);
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

  test.for<readonly [string, string]>([
    ['status alone', statusOnly],
    ['allows everything', 'package policy\nallow := true'],
  ])('that an honest release is worth nothing: %s', async ([, lax]) => {
    const made = await journey(id, undefined, { policy: lax });
    expect(stationOf(made, 'resource-policy').passage.kind).toBe('unaware');
    expect(made.lesson?.kind).toBe('not-looked-at');
  });

  test('that the generated one looks', async () => {
    expect(stationOf(await journey(id), 'resource-policy').passage.kind).toBe('passes');
  });

  test('with the digest alone a withheld document is not noticed', async () => {
    const honest = await journey(id);
    const claim = stationOf(honest, 'token').values[0]?.text ?? '';
    const digestOnly = `package policy\nallow if input.submods.cpu0["ear.veraison.annotated-evidence"].init_data == "${claim}"`;
    const made = await journey(id, 'withhold-document', { policy: digestOnly });
    expect(made).toMatchObject({ released: true, lesson: { kind: 'document-not-asked-for' } });
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
  expect(stationOf(made, 'field').values.slice(0, 1)).toMatchObject([{ label: 'PCR 8', text: pcr8 }]);
});

test('a field that nobody writes carries zero bytes', async () => {
  const made = await journey('tdx/kata-qemu-tdx', 'drop-annotation');
  expect(stationOf(made, 'field').values.slice(0, 1)).toMatchObject([{ text: '00'.repeat(48) }]);
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

  test('a document that the host refuses ends there', async () => {
    const [route] = routes;
    if (route === undefined) throw new Error('no routes');
    const document = encodeUtf8('version = "0.1.0"\nalgorithm = "sha384"\n[data\n');
    const made = await journeyOf({ route, document, algorithm: 'sha384', path: [] });
    expect(made).toMatchObject({ kind: 'journey', end: 'host', released: false });
  });
});

describe('what cannot be shown', () => {
  const [route] = routes;
  if (route === undefined) throw new Error('no routes');
  const text = documentText('sha384');
  test.for<readonly [string, TamperId, string, string | undefined]>([
    ['a replay without a second document', 'replay-other', text, undefined],
    ['a replay of the document itself', 'replay-other', text, text],
    ['a newline that is not there', 'strip-newline', text.trimEnd(), undefined],
    [
      'a policy that allows everything already',
      'swap-policy-in-annotation',
      documentText('sha384', 'http://kbs.example:8080', allowAllPolicy),
      undefined,
    ],
    [
      'an entry without letters',
      'flip-in-annotation',
      'version = "0.1.0"\nalgorithm = "sha384"\n[data]\n',
      undefined,
    ],
  ])('%s', async ([, tamper, document, other]) => {
    const made = await journeyOf({
      route,
      document: encodeUtf8(document),
      algorithm: 'sha384',
      tamper,
      path: [],
      ...(other === undefined ? {} : { other: encodeUtf8(other) }),
    });
    expect(made.kind).toBe('not-applicable');
  });
});

describe('ways on which nobody gets there', () => {
  test.for(Object.entries(honestEnds))('%s', async ([routeId, expected]) => {
    const made = await journey(routeId);
    expect({ at: ending(made), fact: stationOf(made, made.end).fact }).toEqual(expected);
  });

  test('a program in a guest whose field is empty does not help', async () => {
    const made = await journey('tdx/go-cloud-hypervisor', 'withhold-and-send');
    expect({ at: ending(made), fact: stationOf(made, made.end).fact }).toEqual(verifierTdx);
  });
});

describe('the two threads: the document and its digest', () => {
  function threads(made: Journey): readonly (readonly [StationId, Threads['document'], Threads['digest']])[] {
    return made.stations.map(({ id, leaves }) => [id, leaves.document, leaves.digest]);
  }

  test('an honest host carries both through to the token', async () => {
    expect(threads(await journey('tdx/kata-qemu-tdx'))).toEqual([
      ['document', 'own', 'none'],
      ['annotation', 'own', 'none'],
      ['host', 'own', 'own'],
      ['field', 'own', 'own'],
      ['guest', 'own', 'own'],
      ['evidence', 'own', 'own'],
      ['verifier', 'own', 'own'],
      ['token', 'own', 'own'],
      ['resource-policy', 'none', 'none'],
      ['secret', 'none', 'none'],
    ]);
  });

  test('a document that is withheld and sent from inside is missing in the guest alone', async () => {
    expect(threads(await journey('tdx/kata-qemu-tdx', 'withhold-and-send')).slice(1, 8)).toEqual([
      ['annotation', 'own', 'none'],
      ['host', 'none', 'own'],
      ['field', 'none', 'own'],
      ['guest', 'none', 'own'],
      ['evidence', 'own', 'own'],
      ['verifier', 'own', 'own'],
      ['token', 'own', 'own'],
    ]);
  });

  test('another document behind the measurement meets the digest of the owner in the guest', async () => {
    expect(threads(await journey('snp/kata-qemu-snp', 'flip-on-disk')).slice(1, 5)).toEqual([
      ['annotation', 'own', 'none'],
      ['host', 'other', 'own'],
      ['field', 'other', 'own'],
      ['guest', 'other', 'own'],
    ]);
  });

  test('a replay leaves the annotation as it is', async () => {
    expect(threads(await journey('tdx/kata-qemu-tdx', 'replay-other')).slice(1, 3)).toEqual([
      ['annotation', 'own', 'none'],
      ['host', 'other', 'other'],
    ]);
  });

  test('on peer pods the document ends in the guest', async () => {
    expect(threads(await journey('peer-pods/vtpm')).slice(2, 8)).toEqual([
      ['host', 'own', 'none'],
      ['field', 'own', 'own'],
      ['guest', 'none', 'own'],
      ['evidence', 'none', 'own'],
      ['verifier', 'none', 'own'],
      ['token', 'none', 'own'],
    ]);
  });
});

test.for<readonly [string, TamperId, string]>([
  ['tdx/kata-qemu-tdx', 'withhold-and-send', 'sent-from-inside'],
  ['se/kata-qemu-se', 'flip-on-disk', 'unbound'],
  ['coco-dev/kata-qemu-coco-dev', 'withhold-and-send', 'sample'],
  ['sgx/enclave-cc', 'withhold-document', 'document-not-asked-for'],
])('%s: why %s gets through', async ([routeId, tamper, kind]) => {
  expect((await journey(routeId, tamper)).lesson?.kind).toBe(kind);
});

test.for<readonly [string, string | undefined]>([
  ['tdx/kata-qemu-tdx', undefined],
  ['peer-pods/vtpm', undefined],
  ['se/kata-qemu-se', 'unbound'],
  ['peer-pods/no-tpm', 'unbound'],
  ['coco-dev/kata-qemu-coco-dev', 'sample'],
])('%s: an honest release says what it is worth', async ([routeId, kind]) => {
  expect((await journey(routeId)).lesson?.kind).toBe(kind);
});

test.for(['tdx/kata-qemu-tdx', 'peer-pods/vtpm'])(
  'on %s a resource that is no path of three parts is denied for that',
  async (routeId) => {
    const made = await journey(routeId, undefined, { path: ['key'] });
    expect(stationOf(made, 'resource-policy').does).toContain('the resource is none of its');
  },
);

test('an annotation that no object can carry stops in Kubernetes', async () => {
  const [route] = routes;
  if (route === undefined) throw new Error('no routes');
  // Random letters do not compress below what Kubernetes takes.
  const noise = randomBytes(300_000).toString('base64');
  const document = encodeUtf8(
    documentText('sha384', 'http://kbs.example', `package agent_policy\n# ${noise}\n`),
  );
  const made = await journeyOf({ route, document, algorithm: 'sha384', path: [] });
  expect(made).toMatchObject({ end: 'annotation', released: false });
});

test('a class that has to be told to let the annotation through says so', async () => {
  const made = await journey('tdx/go-cloud-hypervisor');
  expect(stationOf(made, 'host').does).toContain('enable_annotations');
});
