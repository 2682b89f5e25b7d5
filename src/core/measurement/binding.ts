/**
 * What becomes of a document's digest on every platform: the value in the evidence, who looks at it, and the claim in the
 * token. This room computes from the document's digest and the tables of platforms and routes; it reads no other text and
 * talks to nothing.
 */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { digestBytes, type Algorithm } from '#core/initdata/algorithm.ts';
import {
  ccaComparisonMatches,
  initDataClaim,
  vtpmRefusal,
  type InitDataClaim,
  type Verifier,
} from '#core/initdata/claim.ts';
import type { Digest } from '#core/initdata/digest.ts';
import type { Place } from '#core/platform/place.ts';
import { platformOf, type PlatformId } from '#core/platform/platform.ts';
import { derive, fittingOf, type DerivationStep, type Spelled } from './derivation.ts';
import { routes, type Route } from './routes.ts';
import { routeTraps } from './traps.ts';

/** What the evidence carries of the document on one route. */
export type Carried =
  | {
      readonly kind: 'value';
      readonly field: string;
      readonly value: Spelled;
      readonly fitting: 'exact' | 'cut' | 'padded';
      /** `false` where it is not confirmed that this route writes it. */
      readonly confirmed: boolean;
    }
  /** The guest refuses the digest, so that there is no evidence. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'nothing'; readonly reason: string };

/** What the guest's attestation agent does when it starts. */
export type LaunchCheck =
  | {
      readonly kind: 'compares';
      readonly does: string;
      /** Logged when field and document differ. The agent ends, its socket never appears, the pod fails. */
      readonly message: string;
    }
  | { readonly kind: 'extends'; readonly does: string; readonly refusal?: string }
  | { readonly kind: 'none'; readonly does: string };

/** What Trustee's verifier does with the document that comes beside the evidence. */
export type VerifierCheck =
  | {
      readonly kind: 'compares';
      readonly does: string;
      readonly message?: string;
      readonly succeeds: boolean;
    }
  | { readonly kind: 'panics'; readonly does: string }
  | { readonly kind: 'none'; readonly does: string };

/** The claim `init_data` of a route; `unset` is whatever the field held before. */
export type ReportedClaim = InitDataClaim | { readonly kind: 'unset'; readonly reason: string };

export interface BindingRow {
  readonly route: Route;
  readonly carried: Carried;
  readonly steps: readonly DerivationStep[];
  readonly launch: LaunchCheck;
  readonly verifier: VerifierCheck;
  readonly claim: ReportedClaim;
  /** Findings on the document at hand, with fixes. */
  readonly traps: readonly Diagnostic[];
}

export interface BindingRequest {
  readonly digest: Digest;
  /** The one that the digest was made with. */
  readonly algorithm: Algorithm;
  /** Where findings about the algorithm point: the value of the field `algorithm` in the document. */
  readonly place: Place;
  readonly documentFile?: string;
}

/** The verifier of Trustee that looks at a platform's evidence. */
export function verifierOf(platform: PlatformId): Verifier {
  switch (platform) {
    case 'tdx':
    case 'tdx-gpu':
      return 'tdx';
    case 'snp':
    case 'snp-gpu':
      return 'snp';
    case 'peer-pods':
    case 'peer-pods-aws':
      return 'peer-pods-on-vtpm';
    case 'coco-dev':
      return 'sample';
    case 'az-snp-vtpm':
    case 'az-tdx-vtpm':
    case 'tpm':
    case 'cca':
    case 'sgx':
    case 'se':
      return platform;
  }
}

/**
 * One row for every route.
 *
 * @throws TypeError where WebCrypto is missing; ask `webCryptoAvailable()` first
 */
export function bindingTable(request: BindingRequest): Promise<readonly BindingRow[]> {
  return Promise.all(routes.map((route) => bindingRow(route, request)));
}

/** The row of one route. Rejects as `bindingTable` does. */
export async function bindingRow(route: Route, request: BindingRequest): Promise<BindingRow> {
  const { digest, algorithm, documentFile } = request;
  const { binding } = platformOf(route.platform);
  const obstacle = obstacleOf(route, digest);
  const steps = await derive(digest, algorithm, obstacle === undefined ? binding : undefined, documentFile);
  const carried = obstacle ?? carriedValue(route, digest, steps);
  return {
    route,
    carried,
    steps,
    launch: launchCheck(route, digest),
    verifier: verifierCheck(route, digest),
    claim: await reportedClaim(route, digest, carried),
    traps: routeTraps(route, algorithm, request.place),
  };
}

/** Why no value of the document is in the evidence of this route; absent when one is. */
function obstacleOf(route: Route, digest: Digest): Exclude<Carried, { readonly kind: 'value' }> | undefined {
  const { binding } = platformOf(route.platform);
  const { writer } = route;
  if (writer.kind === 'nobody') return { kind: 'nothing', reason: writer.reason };
  if (binding.kind === 'none') return { kind: 'nothing', reason: binding.reason };
  const message = refusalOf(route, digest);
  return message === undefined ? undefined : { kind: 'refused', message };
}

function carriedValue(route: Route, digest: Digest, steps: readonly DerivationStep[]): Carried {
  const { binding } = platformOf(route.platform);
  const value = steps.at(-1)?.value;
  if (binding.kind === 'none' || value === undefined) throw new Error(`${route.id} binds nothing`);
  const fitting = fittingOf(digest, binding.bytes);
  return { kind: 'value', field: binding.field, value, fitting, confirmed: route.writer.kind !== 'unknown' };
}

/** What the agent logs when it cannot extend PCR 8 with this digest. */
function refusalOf({ platform, writer }: Route, digest: Digest): string | undefined {
  if (writer.kind !== 'agent' || digest.length === digestBytes.sha256) return undefined;
  return platform === 'az-snp-vtpm' || platform === 'az-tdx-vtpm' || platform === 'tpm'
    ? vtpmRefusal(platform)
    : undefined;
}

function launchCheck(route: Route, digest: Digest): LaunchCheck {
  const { attester, binding } = platformOf(route.platform);
  if (route.delivery === 'nothing') {
    return {
      kind: 'none',
      does: 'The guest has no document: the agent starts without it and compares nothing.',
    };
  }
  if (binding.kind === 'field' && attester.failure !== undefined) {
    return { kind: 'compares', does: attester.does, message: attester.failure };
  }
  if (route.writer.kind === 'agent') {
    const refusal = refusalOf(route, digest);
    return { kind: 'extends', does: attester.does, ...(refusal === undefined ? {} : { refusal }) };
  }
  return { kind: 'none', does: attester.does };
}

function verifierCheck(route: Route, digest: Digest): VerifierCheck {
  const { verifier, binding, claim, id } = platformOf(route.platform);
  if (route.plaintext === 'not-sent') {
    return { kind: 'none', does: 'Gets no document with the evidence, so it compares nothing.' };
  }
  if (binding.kind === 'none' || claim.kind === 'absent') return { kind: 'none', does: verifier.does };
  if (binding.kind === 'pcr8' && digest.length !== binding.bytes)
    return { kind: 'panics', does: verifier.does };
  return {
    kind: 'compares',
    does: verifier.does,
    ...(verifier.failure === undefined ? {} : { message: verifier.failure }),
    succeeds: route.writer.kind !== 'nobody' && (id !== 'cca' || ccaComparisonMatches(digest)),
  };
}

async function reportedClaim(route: Route, digest: Digest, carried: Carried): Promise<ReportedClaim> {
  const verifier = verifierOf(route.platform);
  if (verifier === 'sample' && route.plaintext === 'not-sent') {
    return {
      kind: 'absent',
      reason: 'The sample verifier repeats the document it is sent, and none is sent.',
    };
  }
  const isEcho = verifier === 'sample' || verifier === 'se';
  if (carried.kind === 'nothing' && !isEcho) return { kind: 'unset', reason: carried.reason };
  return initDataClaim(verifier, digest);
}
