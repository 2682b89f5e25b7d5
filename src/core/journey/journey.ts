/**
 * The way from a document to a secret, computed from real values: what each party sees, what it checks, and where the way
 * ends when somebody tampers. It ends where the real system would end, and goes on where the real system would not notice.
 */
import type { Algorithm } from '#core/initdata/algorithm.ts';
import type { BindingRow } from '#core/measurement/binding.ts';
import type { Route } from '#core/measurement/routes.ts';
import type { JsonObject } from '#core/trustee/json.ts';
import { decideResource } from '#core/trustee/resource-policy/decide.ts';
import { generateResourcePolicy, statusOnlyPolicy } from '#core/trustee/resource-policy/generate.ts';
import { add, algorithmOf, passes, rowFor, stops, unaware, type Sent } from './draft.ts';
import { evidenceStation, guestStation, tokenStation, verifierStation } from './guest-stations.ts';
import { annotationStation, documentStation, fieldOf, fieldStation, hostStation } from './host-stations.ts';
import { stationIds, type Station, type StationId } from './station.ts';
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
  const draft: Station[] = [];
  const pinned = await rowFor(request.route, request.document, request.algorithm);
  const policy = request.policy ?? defaultPolicy(pinned);
  const claims = await travel(draft, request, bytes, pinned, policy);
  const end = draft.at(-1)?.id ?? 'document';
  for (const id of laterThan(end)) {
    add(draft, id, { kind: 'not-reached' }, 'The way ended before.', []);
  }
  const released = end === 'secret';
  return {
    kind: 'journey',
    stations: draft,
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

/** Walks from station to station until one stops; gives the claims of the token, if the way gets that far. */
async function travel(
  draft: Station[],
  request: JourneyRequest,
  bytes: Bytes,
  pinned: BindingRow,
  policy: string,
): Promise<JsonObject | undefined> {
  const { route } = request;
  const { annotated, measured } = bytes;
  await documentStation(
    draft,
    { hex: pinned.steps[0]?.value.hex ?? '', algorithm: request.algorithm },
    bytes,
  );
  annotationStation(draft, bytes);
  if (hostStation(draft, route, bytes) === 'stops') return undefined;
  const written = measured === undefined ? undefined : await rowFor(route, measured, algorithmOf(measured));
  const delivered = route.delivery === 'nothing' ? undefined : bytes.delivered;
  const got = delivered === undefined ? undefined : await rowFor(route, delivered, algorithmOf(delivered));
  const field = fieldOf(route, written, got);
  fieldStation(draft, field, route, pinned);
  if (guestStation(draft, route, field, delivered, got) === 'stops') return undefined;
  evidenceStation(draft, route, field, bytes.sent !== undefined);
  const sent = await sentOf(route, bytes, delivered);
  if (verifierStation(draft, route, field, sent) === 'stops') return undefined;
  const claims = tokenStation(draft, { route, field, pinned, sent });
  if (claims === undefined) return undefined;
  const decision = await decideResource(policy, { claims, plugin: 'resource', path: request.path });
  const fact = 'Trustee: kbs/src/api_server.rs';
  const guards = pinned.claim.kind === 'value' || request.policy !== undefined;
  if (decision.kind !== 'allowed') {
    const message = decision.kind === 'denied' ? undefined : decision.message;
    const does = 'The policy denies: the claims are not those that it accepts.';
    add(draft, 'resource-policy', stops(message), does, [], fact);
    return claims;
  }
  const isSame =
    annotated !== undefined && bytes.delivered === request.document && measured === request.document;
  add(
    draft,
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
  add(draft, 'secret', passes, does, [{ label: 'resource', text: request.path.join('/') }], fact);
  return claims;
}

/** The document beside the evidence, if there is one: the agent sends what it has, any other program what it likes. */
async function sentOf(
  route: Route,
  bytes: Bytes,
  delivered: Uint8Array<ArrayBuffer> | undefined,
): Promise<Sent | undefined> {
  const document = bytes.sent ?? (route.plaintext === 'sent' ? delivered : undefined);
  if (document === undefined) return undefined;
  const row = await rowFor({ ...route, plaintext: 'sent' }, document, algorithmOf(document));
  return { document, row, byProgram: bytes.sent !== undefined };
}
