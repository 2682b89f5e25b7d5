/**
 * The claims that a token of Trustee would carry for a document on one route, as far as they follow from the document.
 * What the hardware and its verifier add is left out. The status is an assumption: it depends on reference values that
 * this room does not know.
 *
 * @see https://github.com/confidential-containers/trustee/blob/78962cd4/attestation-service/src/ear_token/broker.rs
 */
import type { InitData } from '#core/initdata/check.ts';
import type { BindingRow } from '#core/measurement/binding.ts';
import { platformOf, platforms, type PlatformId } from '#core/platform/platform.ts';
import { initDataClaims, type EntryNote } from './init-data-claims.ts';
import type { Json, JsonObject } from './json.ts';

/**
 * `cpu0`: EAR since Trustee 0.14.0. `cpu`: EAR before, where the submodule has no number. `simple`: the flat token that
 * 0.16.0 removed.
 */
export type TokenLayout = 'cpu0' | 'cpu' | 'simple';

export const tokenLayouts: readonly TokenLayout[] = ['cpu0', 'cpu', 'simple'];

/** A value of `ear.status`, best first. */
export type EarStatus = 'affirming' | 'warning' | 'contraindicated' | 'none';

export interface PreviewRequest {
  readonly row: BindingRow;
  /** The document as parsed; absent when Trustee could not parse it. */
  readonly initData: InitData | undefined;
  readonly layout: TokenLayout;
  /** Absent means affirming. */
  readonly status?: EarStatus;
}

export type TokenPreview =
  | {
      readonly kind: 'claims';
      readonly claims: JsonObject;
      readonly entries: readonly EntryNote[];
      /** What is not as one might expect of this platform and layout. */
      readonly notes: readonly string[];
    }
  /** There is no token: the guest does not start, or Trustee ends the request. */
  | { readonly kind: 'no-token'; readonly reason: string };

/** The key of annotated evidence under which a verifier's claims stand, as attestation policies name it. */
export function teeNamesOf(platform: PlatformId): readonly string[] {
  switch (platform) {
    case 'tdx-gpu':
      return ['tdx'];
    case 'snp-gpu':
      return ['snp'];
    case 'coco-dev':
      return ['sample'];
    case 'peer-pods':
    case 'peer-pods-aws':
      return ['az-snp-vtpm', 'az-tdx-vtpm', 'tpm'];
    case 'tdx':
    case 'snp':
    case 'az-snp-vtpm':
    case 'az-tdx-vtpm':
    case 'tpm':
    case 'cca':
    case 'sgx':
    case 'se':
      return [platform];
  }
}

/** All of them. */
export const teeNames: ReadonlySet<string> = new Set(platforms.flatMap(({ id }) => teeNamesOf(id)));

/** The claims under a submodule, below `ear.veraison.annotated-evidence`. */
export const evidenceKey = 'ear.veraison.annotated-evidence';

/** Never throws. */
export function previewToken(request: PreviewRequest): TokenPreview {
  const { row, initData, layout, status = 'affirming' } = request;
  const { carried, claim, verifier, route } = row;
  if (carried.kind === 'refused') {
    return { kind: 'no-token', reason: `The guest's agent refuses the digest: ${carried.message}.` };
  }
  if (verifier.kind === 'panics') {
    return { kind: 'no-token', reason: "Trustee's verifier panics on a digest that is not 32 bytes long." };
  }
  if (verifier.kind === 'compares' && !verifier.succeeds && claim.kind === 'value') {
    return { kind: 'no-token', reason: verifier.message ?? verifier.does };
  }
  const isSent = route.plaintext === 'sent';
  if (isSent && initData === undefined) {
    return { kind: 'no-token', reason: 'Trustee does not parse the document: parse init data.' };
  }
  if (layout === 'simple') return simpleToken(row);
  const reading = layout === 'cpu0' ? 'parsed' : 'text';
  const read = isSent && initData !== undefined ? initDataClaims(initData, reading) : undefined;
  const evidence: Record<string, Json> = {};
  const notes: string[] = [];
  if (claim.kind === 'value') {
    evidence['init_data'] = claim.value;
    evidence['init_data_claims'] = read?.claims ?? null;
    if (read === undefined) {
      notes.push('No document comes with the evidence, so init_data_claims is null.');
    }
  } else if (claim.kind === 'unset') {
    notes.push(`init_data is what the field held before: ${claim.reason}`);
  } else if (claim.kind === 'absent') {
    notes.push(`There is no init_data and so no init_data_claims: ${claim.reason}`);
  }
  const [tee = 'unknown'] = teeNamesOf(route.platform);
  evidence[tee] =
    carried.kind === 'value' && carried.field === 'PCR 8' ? { tpm: { pcr08: carried.value.hex } } : {};
  notes.push(
    `ear.status is assumed: ${status} is what the attestation policy says when its reference values match.`,
  );
  const { gpu } = platformOf(route.platform);
  const submodule = { 'ear.status': status, [evidenceKey]: evidence };
  const names = layout === 'cpu0' ? { cpu: 'cpu0', gpu: 'gpu0' } : { cpu: 'cpu', gpu: 'gpu' };
  const claims: JsonObject = {
    submods: {
      [names.cpu]: submodule,
      ...(gpu ? { [names.gpu]: { 'ear.status': status, [evidenceKey]: {} } } : {}),
    },
  };
  return { kind: 'claims', claims, entries: claim.kind === 'value' ? (read?.notes ?? []) : [], notes };
}

/** Flat claims; which ones carried Init-Data is known of TDX and Secure Execution only. */
function simpleToken({ carried, route }: BindingRow): TokenPreview {
  const [tee = ''] = teeNamesOf(route.platform);
  const isTdx = tee === 'tdx' && carried.kind === 'value';
  const status: JsonObject = isTdx ? { 'tdx.quote.body.mr_config_id': carried.value.hex } : {};
  return {
    kind: 'claims',
    claims: { 'tcb-status': status },
    entries: [],
    notes: [
      'Trustee 0.16.0 removed this token.',
      ...(isTdx ? [] : ['Which claim carried Init-Data on this platform is not known here.']),
    ],
  };
}
