/**
 * The way from a document to a secret, computed from real values: what each party sees, what it checks, and where the way
 * ends when somebody tampers. It ends where the real system would end, and goes on where the real system would not notice.
 */
import type { Algorithm } from '#core/initdata/algorithm.ts';
import type { BindingRow } from '#core/measurement/binding.ts';
import type { Route } from '#core/measurement/routes.ts';
import { decideResource } from '#core/trustee/resource-policy/decide.ts';
import { generateResourcePolicy, statusOnlyPolicy } from '#core/trustee/resource-policy/generate.ts';
import { evidenceStation, guestStation } from './guest-stations.ts';
import { annotationStation, documentStation, fieldOf, fieldStation, hostStation } from './host-stations.ts';
import { lessonOf, type Lesson } from './lesson.ts';
import { looksAtInitData } from './probe.ts';
import { algorithmOf, rowFor, type Document, type Own, type Sent } from './parts.ts';
import { stationIds, type Station, type StationId } from './station.ts';
import { tampered, type Bytes, type NotApplicable, type TamperId } from './tamper.ts';
import { policyStation, secretStation, tokenStation, verifierStation } from './trustee-stations.ts';

export interface JourneyRequest {
  readonly route: Route;
  /** The owner's document: what the resource policy pins. */
  readonly document: Document;
  /** Its algorithm. */
  readonly algorithm: Algorithm;
  readonly tamper?: TamperId | undefined;
  /** Another pod's document, for the replay. */
  readonly other?: Document | undefined;
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
  /** Set when a tampering reached the secret, or would always reach it on this way. */
  readonly lesson?: Lesson;
  /** What of this is not confirmed upstream; absent where all of it is. */
  readonly unconfirmed?: string;
}

/**
 * Computes the way.
 *
 * @throws TypeError where WebCrypto is missing, and what `import()` throws for a part of the policy engine
 */
export async function journeyOf(request: JourneyRequest): Promise<Journey | NotApplicable> {
  const { route, document, algorithm, tamper } = request;
  const bytes = tampered(tamper, request);
  if ('kind' in bytes) return bytes;
  const own: Own = { document, algorithm, row: await rowFor(route, document, algorithm) };
  const policy = request.policy ?? defaultPolicy(own.row);
  const { stations, looks = true } = await travel(request, own, bytes, policy);
  const end = stations.at(-1)?.id ?? 'document';
  const released = end === 'secret';
  const token = stations.find(({ id }) => id === 'token');
  const lesson = released && token !== undefined ? lessonOf(route, token.leaves, looks) : undefined;
  return {
    kind: 'journey',
    stations: [...stations, ...notReached(end)],
    end,
    released,
    ...(lesson !== undefined && (tamper !== undefined || holdsForAll(lesson)) ? { lesson } : {}),
    ...(route.writer.kind === 'unknown' ? { unconfirmed: route.writer.reason } : {}),
  };
}

/** Whether nothing of the document counts on this way, whoever tampers with it. */
function holdsForAll({ kind }: Lesson): boolean {
  return kind === 'unbound' || kind === 'sample' || kind === 'not-looked-at';
}

function defaultPolicy(own: BindingRow): string {
  if (own.claim.kind !== 'value') return statusOnlyPolicy([]);
  const documents = [{ label: 'this document', rows: [own] }];
  return generateResourcePolicy({ documents, resources: [], olderTokens: false }).text;
}

function notReached(end: StationId): readonly Station[] {
  const passage = { kind: 'not-reached' } as const;
  const leaves = { document: 'none', digest: 'none' } as const;
  const does = 'The way ended before.';
  return stationIds
    .slice(stationIds.indexOf(end) + 1)
    .map((id) => ({ id, passage, does, values: [], leaves }));
}

interface Travelled {
  readonly stations: readonly Station[];
  /** Whether the policy looked at Init-Data, if it allowed. */
  readonly looks?: boolean;
}

/** Walks from station to station until one stops. */
async function travel(
  { route, path, policy: edited }: JourneyRequest,
  own: Own,
  bytes: Bytes,
  policy: string,
): Promise<Travelled> {
  const stations: Station[] = [];
  const ends = (station: Station): boolean => {
    stations.push(station);
    return station.passage.kind === 'stops';
  };
  if (ends(await documentStation(own, bytes)) || ends(annotationStation(own, bytes))) return { stations };
  const host = await hostStation(route, own, bytes);
  if (ends(host)) return { stations };

  const delivered = route.delivery === 'nothing' ? undefined : bytes.delivered;
  const written = await rowOf(route, bytes.measured);
  const got = await rowOf(route, delivered);
  const field = fieldOf(route, written, got);
  if (ends(fieldStation(route, own, field, host.leaves.document))) return { stations };
  if (ends(guestStation(route, own, { field, delivered, got }))) return { stations };

  const attested = { field, sent: await sentOf(route, bytes, delivered) };
  if (ends(evidenceStation(route, own, attested))) return { stations };
  if (ends(verifierStation(route, own, attested))) return { stations };
  const { station: token, claims } = tokenStation(route, own, attested);
  if (ends(token) || claims === undefined) return { stations };

  const isUntouched = [bytes.annotated, bytes.measured, bytes.delivered].every(
    (document) => document === own.document,
  );
  const decision = await decideResource(policy, { claims, plugin: 'resource', path });
  const isGenerated = edited === undefined;
  const arrives = token.leaves;
  const looks = decision.kind === 'allowed' && (await looksAtInitData(policy, claims, path));
  if (ends(policyStation(own, { policy, isGenerated, decision, arrives, isUntouched, looks }))) {
    return { stations };
  }
  stations.push(secretStation(path, { isUntouched, guestHasDocument: delivered !== undefined }));
  return { stations, looks };
}

async function rowOf(route: Route, document: Document | undefined): Promise<BindingRow | undefined> {
  return document === undefined ? undefined : rowFor(route, document, algorithmOf(document));
}

/** The document beside the evidence, if there is one: the agent sends what it has, any other program what it likes. */
async function sentOf(
  route: Route,
  bytes: Bytes,
  delivered: Document | undefined,
): Promise<Sent | undefined> {
  const document = bytes.sent ?? (route.plaintext === 'sent' ? delivered : undefined);
  if (document === undefined) return undefined;
  const row = await rowFor({ ...route, plaintext: 'sent' }, document, algorithmOf(document));
  return { document, row, byProgram: bytes.sent !== undefined };
}
