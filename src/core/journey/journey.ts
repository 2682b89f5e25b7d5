/**
 * The way from a document to a secret, computed from real values: what each party sees, what it checks, and where the way
 * ends when somebody tampers. It ends where the real system would end, and goes on where the real system would not notice.
 */
import { annotationKey } from '#core/annotation/annotation.ts';
import { encodeAnnotation } from '#core/annotation/encode.ts';
import { isAlgorithm, type Algorithm } from '#core/initdata/algorithm.ts';
import { checkInitData } from '#core/initdata/check.ts';
import { digestOf } from '#core/initdata/digest.ts';
import { documentOutcomes, type DocumentOutcome } from '#core/initdata/outcomes.ts';
import { outlineOf } from '#core/initdata/outline.ts';
import {
  bindingRow,
  verifierOf,
  type BindingRow,
  type Carried,
  type ReportedClaim,
} from '#core/measurement/binding.ts';
import { spelled, type Spelled } from '#core/measurement/derivation.ts';
import type { Route } from '#core/measurement/routes.ts';
import { oldAnnotationKey } from '#core/platform/annotation-keys.ts';
import { platformOf, type Binding } from '#core/platform/platform.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';
import { generateResourcePolicy, statusOnlyPolicy } from '#core/trustee/resource-policy/generate.ts';
import { decideResource } from '#core/trustee/resource-policy/decide.ts';
import { previewToken } from '#core/trustee/token-preview.ts';
import type { JsonObject } from '#core/trustee/json.ts';
import { stationIds, type Passage, type SeenValue, type Station, type StationId } from './station.ts';
import { tampered, type Bytes, type NotApplicable, type TamperId } from './tamper.ts';

export interface JourneyRequest {
  readonly route: Route;
  /** The owner's document: what the resource policy pins. */
  readonly document: Uint8Array<ArrayBuffer>;
  /** Its algorithm. */
  readonly algorithm: Algorithm;
  readonly tamper?: TamperId | undefined;
  /** Another pod's document, for the replay. */
  readonly other?: Uint8Array<ArrayBuffer> | undefined;
  /** Absent means: the generated one for the document, or the status alone where nothing can be pinned. */
  readonly policy?: string | undefined;
  /** Repository, type and tag of the secret. */
  readonly path: readonly string[];
}

export interface Journey {
  readonly kind: 'journey';
  readonly stations: readonly Station[];
  /** Where the way ended; `secret` when it was released. */
  readonly end: StationId;
  readonly released: boolean;
  /** The policy that decided. */
  readonly policy: string;
  /** Claims of the token, when there was one. */
  readonly claims?: JsonObject;
}

/**
 * Computes the way.
 *
 * @throws TypeError where WebCrypto is missing, and what `import()` throws for a part of the policy engine
 */
export async function journeyOf(request: JourneyRequest): Promise<Journey | NotApplicable> {
  const bytes = tampered(request.tamper, request);
  if ('kind' in bytes) return bytes;
  const draft = new Draft();
  const pinned = await rowFor(request.route, request.document, request.algorithm);
  const policy = request.policy ?? defaultPolicy(pinned);
  const claims = await travel(draft, request, bytes, pinned, policy);
  const end = draft.stations.at(-1)?.id ?? 'document';
  for (const id of laterThan(end)) {
    draft.add(id, { kind: 'not-reached' }, 'The way ended before.', []);
  }
  const released = end === 'secret';
  return {
    kind: 'journey',
    stations: draft.stations,
    end,
    released,
    policy,
    ...(claims === undefined ? {} : { claims }),
  };
}

function defaultPolicy(pinned: BindingRow): string {
  if (pinned.claim.kind !== 'value') return statusOnlyPolicy([]);
  const documents = [{ label: 'this document', rows: [pinned] }];
  return generateResourcePolicy({ documents, resources: [], olderTokens: false }).text;
}

function laterThan(id: StationId): readonly StationId[] {
  return stationIds.slice(stationIds.indexOf(id) + 1);
}

class Draft {
  readonly stations: Station[] = [];

  add(
    id: StationId,
    passage: Passage,
    does: string,
    values: readonly SeenValue[],
    fact?: string,
  ): Passage['kind'] {
    this.stations.push({ id, passage, does, values, ...(fact === undefined ? {} : { fact }) });
    return passage.kind;
  }
}

const passes: Passage = { kind: 'passes' };
const unaware: Passage = { kind: 'unaware' };

function stops(message?: string): Passage {
  return message === undefined ? { kind: 'stops' } : { kind: 'stops', message };
}

/** Walks from station to station until one stops; gives the claims of the token, if the way gets that far. */
async function travel(
  draft: Draft,
  request: JourneyRequest,
  bytes: Bytes,
  pinned: BindingRow,
  policy: string,
): Promise<JsonObject | undefined> {
  const { route } = request;
  const { annotated, measured } = bytes;
  await documentStation(draft, request, bytes);
  annotationStation(draft, bytes);
  if (hostStation(draft, route, bytes) === 'stops') return undefined;
  const written = measured === undefined ? undefined : await rowFor(route, measured, algorithmOf(measured));
  const delivered = route.delivery === 'nothing' ? undefined : bytes.delivered;
  const got = delivered === undefined ? undefined : await rowFor(route, delivered, algorithmOf(delivered));
  const field = fieldOf(route, written, got);
  fieldStation(draft, field, route, pinned);
  if (guestStation(draft, route, field, delivered, got) === 'stops') return undefined;
  evidenceStation(draft, route, field);
  const isSent = delivered !== undefined && route.plaintext === 'sent';
  if (verifierStation(draft, route, field, got, isSent) === 'stops') return undefined;
  const claim = claimOf(route, field, got, isSent);
  const claims = tokenStation(draft, { route, field, claim, pinned, got, isSent, delivered });
  if (claims === undefined) return undefined;
  const decision = await decideResource(policy, { claims, plugin: 'resource', path: request.path });
  const fact = 'Trustee: kbs/src/api_server.rs';
  const guards = pinned.claim.kind === 'value' || request.policy !== undefined;
  if (decision.kind !== 'allowed') {
    const message = decision.kind === 'denied' ? undefined : decision.message;
    const does = 'The policy denies: the claims are not those that it accepts.';
    draft.add('resource-policy', stops(message), does, [], fact);
    return claims;
  }
  const isSame =
    annotated !== undefined && bytes.delivered === request.document && measured === request.document;
  draft.add(
    'resource-policy',
    isSame ? passes : unaware,
    guards
      ? 'The policy allows: the claims are among those that it accepts.'
      : 'There is no value of Init-Data to pin here; the policy asks for the status alone and allows.',
    [],
    fact,
  );
  const does = isSame
    ? 'The key broker releases the secret to the guest.'
    : 'The key broker releases the secret: nothing on the way noticed.';
  draft.add('secret', passes, does, [{ label: 'resource', text: request.path.join('/') }], fact);
  return claims;
}

async function documentStation(draft: Draft, request: JourneyRequest, { annotated }: Bytes): Promise<void> {
  const own = spelled(await digestOf(request.document, request.algorithm));
  if (annotated === undefined) {
    draft.add('document', passes, 'The owner makes the document; the pod will start without it.', [
      { label: request.algorithm, text: own.hex },
    ]);
    return;
  }
  const algorithm = algorithmOf(annotated);
  const digest = spelled(await digestOf(annotated, algorithm));
  draft.add('document', passes, `${annotated.length} bytes, measured as they stand.`, [
    seen(algorithm, digest.hex, own.hex),
  ]);
}

function annotationStation(draft: Draft, { annotated, key }: Bytes): void {
  if (annotated === undefined) {
    draft.add('annotation', unaware, 'The pod has no annotation; Kubernetes asks for none.', []);
    return;
  }
  const { annotation } = encodeAnnotation(annotated, 'fast');
  const name = key === 'old' ? oldAnnotationKey : annotationKey;
  const does = 'Kubernetes stores the value with the pod and looks at its size alone.';
  draft.add('annotation', unaware, does, [{ label: name, text: annotation }]);
}

function hostStation(draft: Draft, route: Route, { annotated, key, delivered }: Bytes): Passage['kind'] {
  const { host, source } = route;
  if (annotated === undefined) {
    return draft.add(
      'host',
      unaware,
      `${host}: no annotation, so the pod starts without Init-Data.`,
      [],
      source,
    );
  }
  if (key === 'old') {
    const says =
      route.runtime === 'runtime-rs' ? 'logs the unknown annotation' : 'passes over the unknown annotation';
    return draft.add('host', unaware, `${host} ${says}, and the pod starts without Init-Data.`, [], source);
  }
  const outcome = hostOutcome(route, annotated);
  if (outcome !== undefined && (outcome.outcome === 'rejects' || outcome.outcome === 'panics')) {
    const does =
      outcome.outcome === 'panics' ? `${host} panics on the document.` : `${host} refuses the document.`;
    return draft.add('host', stops(outcome.message), does, [], source);
  }
  const hands =
    delivered === undefined || route.delivery === 'nothing'
      ? 'hands over no document'
      : 'hands the document over';
  return draft.add(
    'host',
    passes,
    `${host} decodes the annotation, computes the digest and ${hands}.`,
    [],
    source,
  );
}

function hostOutcome({ runtime }: Route, annotated: Uint8Array): DocumentOutcome | undefined {
  const outcomes = documentOutcomes(annotated);
  switch (runtime) {
    case 'go':
      return outcomes.go;
    case 'runtime-rs':
      return outcomes['runtime-rs'];
    case 'remote':
      return outcomes.go.outcome === 'accepts' ? outcomes.caa : outcomes.go;
    case 'other':
      return undefined;
  }
}

/** PCR 8 of a peer pod that got no document: its image measures a built-in one of 66 bytes. */
const dummyPcr8 = '4b58b30becd30d16f7f60d56b32661d921ae0d3310c6a89f5d552f9bfee921a9';

/** The bytes in the evidence: of the host's document where the host writes them, else of the guest's. */
function fieldOf(route: Route, written: BindingRow | undefined, got: BindingRow | undefined): Carried {
  const { binding } = platformOf(route.platform);
  const { writer } = route;
  if (writer.kind === 'nobody') return { kind: 'nothing', reason: writer.reason };
  if (binding.kind === 'none') return { kind: 'nothing', reason: binding.reason };
  const row = writer.kind === 'host' || writer.kind === 'unknown' ? written : got;
  if (row !== undefined) return row.carried;
  const value = writer.kind === 'image' ? spelled(bytesOfHex(dummyPcr8)) : zeros(binding);
  return {
    kind: 'value',
    field: binding.field,
    value,
    fitting: 'exact',
    confirmed: writer.kind !== 'unknown',
  };
}

function zeros(binding: Exclude<Binding, { readonly kind: 'none' }>): Spelled {
  return spelled(new Uint8Array(binding.bytes));
}

function fieldStation(draft: Draft, field: Carried, route: Route, pinned: BindingRow): void {
  const own = pinned.carried.kind === 'value' ? pinned.carried.value.hex : undefined;
  switch (field.kind) {
    case 'value': {
      const isZero = /^0*$/.test(field.value.hex);
      const by =
        route.writer.kind === 'host'
          ? 'host'
          : route.writer.kind === 'agent'
            ? "guest's agent"
            : 'guest image';
      const does = isZero
        ? 'Nothing was written: zero bytes.'
        : `Written by the ${by}; the hardware signs it as it is.`;
      draft.add('field', unaware, does, [seen(field.field, field.value.hex, own)], route.source);
      return;
    }
    case 'refused':
      draft.add('field', unaware, 'Nothing is extended: the agent will refuse the digest.', [], route.source);
      return;
    case 'nothing':
      draft.add('field', unaware, field.reason, [], route.source);
  }
}

function guestStation(
  draft: Draft,
  route: Route,
  field: Carried,
  delivered: Uint8Array<ArrayBuffer> | undefined,
  got: BindingRow | undefined,
): Passage['kind'] {
  const agent = 'kata-containers: src/agent/src/main.rs';
  if (delivered === undefined || got === undefined) {
    const does = isPeerPod(route)
      ? 'The image measures its built-in document and starts with its own policy.'
      : 'The agent starts without a document: with the policy and the configuration of the image, and compares nothing.';
    return draft.add('guest', unaware, does, [], isPeerPod(route) ? route.source : agent);
  }
  const outcome = isPeerPod(route) ? documentOutcomes(delivered).caa : documentOutcomes(delivered).agent;
  if (outcome.outcome === 'rejects' || outcome.outcome === 'panics') {
    return draft.add(
      'guest',
      stops(outcome.message),
      'The guest refuses the document and does not start.',
      [],
      agent,
    );
  }
  const fact = `guest-components: attestation-agent/attester/src (${verifierOf(route.platform)})`;
  const { launch, carried } = got;
  switch (launch.kind) {
    case 'compares': {
      const own = carried.kind === 'value' ? carried.value.hex : '';
      const isSame = field.kind === 'value' && field.value.hex === own;
      return draft.add(
        'guest',
        isSame ? passes : stops(launch.message),
        launch.does,
        [{ label: 'fitted digest', text: own }],
        fact,
      );
    }
    case 'extends':
      return draft.add(
        'guest',
        launch.refusal === undefined ? unaware : stops(launch.refusal),
        launch.does,
        [],
        fact,
      );
    case 'none':
      return draft.add('guest', unaware, launch.does, [], fact);
  }
}

function evidenceStation(draft: Draft, route: Route, field: Carried): void {
  const isSample = verifierOf(route.platform) === 'sample';
  draft.add(
    'evidence',
    isSample ? unaware : passes,
    isSample
      ? 'There is no hardware: any program can make this evidence, and it proves nothing.'
      : field.kind === 'value'
        ? `The hardware signs ${field.field} with the rest.`
        : 'The hardware signs its evidence, and Init-Data is not in it.',
    field.kind === 'value' ? [{ label: field.field, text: field.value.base64 }] : [],
  );
}

function verifierStation(
  draft: Draft,
  route: Route,
  field: Carried,
  got: BindingRow | undefined,
  isSent: boolean,
): Passage['kind'] {
  const fact = `Trustee: deps/verifier/src (${verifierOf(route.platform)})`;
  if (!isSent || got === undefined) {
    const does = 'No document comes with the evidence, so nothing is compared.';
    return draft.add('verifier', unaware, does, [], 'Trustee: attestation-service/src/lib.rs');
  }
  const { verifier, carried } = got;
  switch (verifier.kind) {
    case 'none':
      return draft.add('verifier', unaware, verifier.does, [], fact);
    case 'panics':
      return draft.add('verifier', stops(), verifier.does, [], fact);
    case 'compares': {
      const isSame =
        verifier.succeeds &&
        field.kind === 'value' &&
        carried.kind === 'value' &&
        field.value.hex === carried.value.hex;
      return draft.add('verifier', isSame ? passes : stops(verifier.message), verifier.does, [], fact);
    }
  }
}

function claimOf(route: Route, field: Carried, got: BindingRow | undefined, isSent: boolean): ReportedClaim {
  const verifier = verifierOf(route.platform);
  if (verifier === 'se') return { kind: 'absent', reason: 'Secure Execution no longer binds Init-Data.' };
  if (verifier === 'sample') {
    return isSent && got !== undefined
      ? got.claim
      : { kind: 'absent', reason: 'The sample verifier repeats the document it is sent, and none is sent.' };
  }
  return field.kind === 'value'
    ? { kind: 'value', encoding: 'hex', value: field.value.hex }
    : { kind: 'unset', reason: field.kind === 'nothing' ? field.reason : field.message };
}

interface TokenParts {
  readonly route: Route;
  readonly field: Carried;
  readonly claim: ReportedClaim;
  readonly pinned: BindingRow;
  readonly got: BindingRow | undefined;
  readonly isSent: boolean;
  readonly delivered: Uint8Array<ArrayBuffer> | undefined;
}

function tokenStation(draft: Draft, parts: TokenParts): JsonObject | undefined {
  const { route, field, claim, pinned, got, isSent, delivered } = parts;
  const fact = 'Trustee: attestation-service/src/ear_token/broker.rs';
  const initData = delivered === undefined ? undefined : checkInitData(decodeUtf8(delivered) ?? '').value;
  const row: BindingRow = {
    ...(got ?? pinned),
    route: { ...route, plaintext: isSent ? 'sent' : 'not-sent' },
    carried: field,
    claim,
    // The comparison was made at the station before.
    verifier: { kind: 'none', does: '' },
  };
  const token = previewToken({ row, initData, layout: 'cpu0' });
  if (token.kind === 'no-token') {
    draft.add('token', stops(), token.reason, [], fact);
    return undefined;
  }
  const own = pinned.claim.kind === 'value' ? pinned.claim.value : undefined;
  const values =
    claim.kind === 'value'
      ? [
          seen('init_data', claim.value, own),
          { label: 'init_data_claims', text: isSent ? 'the entries' : 'null' },
        ]
      : [];
  draft.add(
    'token',
    passes,
    'Trustee signs what its verifier found; the status is taken to be affirming.',
    values,
    fact,
  );
  return token.claims;
}

function isPeerPod({ runtime }: Route): boolean {
  return runtime === 'remote';
}

function rowFor(route: Route, document: Uint8Array<ArrayBuffer>, algorithm: Algorithm): Promise<BindingRow> {
  const place = { source: 'initdata', span: { from: 0, to: 0 } } as const;
  return digestOf(document, algorithm).then((digest) => bindingRow(route, { digest, algorithm, place }));
}

/** The one that a document names; a document without one is refused before its digest matters. */
function algorithmOf(document: Uint8Array): Algorithm {
  const spelling = outlineOf(decodeUtf8(document) ?? '').algorithm?.value;
  return isAlgorithm(spelling) ? spelling : 'sha256';
}

function seen(label: string, text: string, own: string | undefined): SeenValue {
  return own === undefined || own === text ? { label, text } : { label, text, differsFrom: own };
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) =>
    Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16),
  );
}
