/** The stations from the start of the guest to the token. */
import { checkInitData } from '#core/initdata/check.ts';
import { documentOutcomes } from '#core/initdata/outcomes.ts';
import { verifierOf, type BindingRow, type Carried, type ReportedClaim } from '#core/measurement/binding.ts';
import type { Route } from '#core/measurement/routes.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';
import type { JsonObject } from '#core/trustee/json.ts';
import { previewToken } from '#core/trustee/token-preview.ts';
import type { Passage, Station } from './station.ts';
import { add, passes, seen, stops, unaware, type Sent } from './draft.ts';

/** What the guest compares when it starts. */
export function guestStation(
  draft: Station[],
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
    return add(draft, 'guest', unaware, does, [], isPeerPod(route) ? route.source : agent);
  }
  const outcome = isPeerPod(route) ? documentOutcomes(delivered).caa : documentOutcomes(delivered).agent;
  if (outcome.outcome === 'rejects' || outcome.outcome === 'panics') {
    return add(
      draft,
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
      return add(
        draft,
        'guest',
        isSame ? passes : stops(launch.message),
        launch.does,
        [{ label: 'fitted digest', text: own }],
        fact,
      );
    }
    case 'extends':
      return add(
        draft,
        'guest',
        launch.refusal === undefined ? unaware : stops(launch.refusal),
        launch.does,
        [],
        fact,
      );
    case 'none':
      return add(draft, 'guest', unaware, launch.does, [], fact);
  }
}

/** What leaves the guest. */
export function evidenceStation(draft: Station[], route: Route, field: Carried, byProgram: boolean): void {
  const values = field.kind === 'value' ? [{ label: field.field, text: field.value.base64 }] : [];
  if (verifierOf(route.platform) === 'sample') {
    const does = 'There is no hardware: any program can make this evidence, and it proves nothing.';
    add(draft, 'evidence', unaware, does, values);
    return;
  }
  const signed =
    field.kind === 'value'
      ? `${field.field === 'PCR 8' ? 'The TPM quotes' : 'The hardware signs'} ${field.field} with the rest.`
      : 'The hardware signs its evidence, and Init-Data is not in it.';
  const asks = 'A program in the guest asks for it, which is as genuine as any.';
  add(draft, 'evidence', byProgram ? unaware : passes, byProgram ? `${signed} ${asks}` : signed, values);
}

/** What Trustee compares. */
export function verifierStation(
  draft: Station[],
  route: Route,
  field: Carried,
  sent: Sent | undefined,
): Passage['kind'] {
  const fact = `Trustee: deps/verifier/src (${verifierOf(route.platform)})`;
  if (sent === undefined) {
    const does = 'No document comes with the evidence, so nothing is compared.';
    return add(draft, 'verifier', unaware, does, [], 'Trustee: attestation-service/src/lib.rs');
  }
  const { verifier, carried } = sent.row;
  switch (verifier.kind) {
    case 'none':
      return add(draft, 'verifier', unaware, verifier.does, [], fact);
    case 'panics':
      return add(draft, 'verifier', stops(), verifier.does, [], fact);
    case 'compares': {
      const couldExtend = sent.byProgram && route.writer.kind === 'agent';
      const does = couldExtend
        ? `${verifier.does} A program that may write to the TPM could extend the register before it asks.`
        : verifier.does;
      const isSame =
        verifier.succeeds &&
        field.kind === 'value' &&
        carried.kind === 'value' &&
        field.value.hex === carried.value.hex;
      return add(draft, 'verifier', isSame ? passes : stops(verifier.message), does, [], fact);
    }
  }
}

function claimOf(route: Route, field: Carried, sent: Sent | undefined): ReportedClaim {
  const verifier = verifierOf(route.platform);
  if (verifier === 'se') return { kind: 'absent', reason: 'Secure Execution no longer binds Init-Data.' };
  if (verifier === 'sample') {
    return (
      sent?.row.claim ?? {
        kind: 'absent',
        reason: 'The sample verifier repeats the document it is sent, and none is sent.',
      }
    );
  }
  return field.kind === 'value'
    ? { kind: 'value', encoding: 'hex', value: field.value.hex }
    : { kind: 'unset', reason: field.kind === 'nothing' ? field.reason : field.message };
}

interface TokenParts {
  readonly route: Route;
  readonly field: Carried;
  readonly pinned: BindingRow;
  readonly sent: Sent | undefined;
}

/** The claims of the token; undefined when there is none. */
export function tokenStation(
  draft: Station[],
  { route, field, pinned, sent }: TokenParts,
): JsonObject | undefined {
  const fact = 'Trustee: attestation-service/src/ear_token/broker.rs';
  const claim = claimOf(route, field, sent);
  const isSent = sent !== undefined;
  const initData = isSent ? checkInitData(decodeUtf8(sent.document) ?? '').value : undefined;
  const row: BindingRow = {
    ...(sent?.row ?? pinned),
    route: { ...route, plaintext: isSent ? 'sent' : 'not-sent' },
    carried: field,
    claim,
    // The comparison was made at the station before.
    verifier: { kind: 'none', does: '' },
  };
  const token = previewToken({ row, initData, layout: 'cpu0' });
  if (token.kind === 'no-token') {
    add(draft, 'token', stops(), token.reason, [], fact);
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
  add(
    draft,
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
