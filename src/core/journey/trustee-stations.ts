/** The stations of Trustee: what its verifier compares, what its token says, and what the policy of the key broker makes of it. */
import { checkInitData } from '#core/initdata/check.ts';
import { verifierOf, type BindingRow, type Carried, type ReportedClaim } from '#core/measurement/binding.ts';
import type { Route } from '#core/measurement/routes.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';
import type { JsonObject } from '#core/trustee/json.ts';
import type { ResourceDecision } from '#core/trustee/resource-policy/decide.ts';
import { previewToken } from '#core/trustee/token-preview.ts';
import {
  digestValue,
  isPeerPod,
  nothingOf,
  passes,
  stops,
  threadOf,
  unaware,
  type Own,
  type Sent,
} from './parts.ts';
import type { Passage, SeenValue, Station, Thread, Threads } from './station.ts';

/** What reaches Trustee. */
export interface Attested {
  readonly field: Carried;
  readonly sent: Sent | undefined;
}

/** What Trustee compares. */
export function verifierStation(route: Route, own: Own, { field, sent }: Attested): Station {
  const leaves: Threads = {
    document: threadOf(sent?.document, own.document),
    digest: claimThread(claimOf(route, { field, sent }), own.row),
  };
  if (sent === undefined) {
    return {
      id: 'verifier',
      passage: unaware,
      does: 'No document comes with the evidence, so nothing is compared.',
      values: [nothingOf('document')],
      leaves,
      fact: 'Trustee: attestation-service/src/lib.rs',
    };
  }
  const { passage, does } = comparison(route, field, sent);
  return {
    id: 'verifier',
    passage,
    does,
    values: comparedValues(own, field, sent),
    leaves: passage.kind === 'stops' ? { document: 'none', digest: 'none' } : leaves,
    fact: `Trustee: deps/verifier/src (${isPeerPod(route) ? 'az-snp-vtpm, az-tdx-vtpm, tpm' : verifierOf(route.platform)})`,
  };
}

function comparison(
  route: Route,
  field: Carried,
  sent: Sent,
): { readonly passage: Passage; readonly does: string } {
  const { verifier, carried } = sent.row;
  const does = isPeerPod(route) ? pcr8Words : verifier.does;
  switch (verifier.kind) {
    case 'none':
      return { passage: unaware, does };
    case 'panics':
      return {
        passage: stops(),
        does: isPeerPod(route) ? `${pcr8Words} A digest of another length makes it panic.` : does,
      };
    case 'compares': {
      const isSame =
        verifier.succeeds &&
        field.kind === 'value' &&
        carried.kind === 'value' &&
        field.value.hex === carried.value.hex;
      // The verifiers of Azure say this; which other verifier looks at a peer pod depends on its provider.
      const message = route.platform === 'peer-pods' ? azureMismatch : verifier.message;
      const couldExtend = sent.byProgram && (route.writer.kind === 'agent' || route.writer.kind === 'image');
      return {
        passage: isSame ? passes : stops(message),
        does: couldExtend
          ? `${does} A program that may write to the TPM could have extended the register before it asked.`
          : does,
      };
    }
  }
}

const pcr8Words = 'Compares SHA-256 of 32 zero bytes and the digest with PCR 8.';
const azureMismatch = 'Expected init_data digest is different from the content of PCR8';

function comparedValues(own: Own, field: Carried, sent: Sent): readonly SeenValue[] {
  const owners = own.row.carried.kind === 'value' ? own.row.carried.value.hex : undefined;
  const { carried, verifier } = sent.row;
  if (verifier.kind === 'none') return [];
  return [
    ...(carried.kind === 'value' ? [digestValue('computed of the document', carried.value.hex, owners)] : []),
    ...(field.kind === 'value'
      ? [digestValue(`${field.field} in the evidence`, field.value.hex, owners)]
      : []),
  ];
}

/** The claim `init_data` of what reached Trustee. */
export function claimOf(route: Route, { field, sent }: Attested): ReportedClaim {
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

function claimThread(claim: ReportedClaim, own: BindingRow): Thread {
  if (claim.kind !== 'value') return 'none';
  return own.claim.kind === 'value' && own.claim.value === claim.value ? 'own' : 'other';
}

/** The token, and its claims when there is one. */
export function tokenStation(
  route: Route,
  own: Own,
  { field, sent }: Attested,
): { readonly station: Station; readonly claims?: JsonObject } {
  const fact = 'Trustee: attestation-service/src/ear_token/broker.rs';
  const claim = claimOf(route, { field, sent });
  const isSent = sent !== undefined;
  const initData = isSent ? checkInitData(decodeUtf8(sent.document) ?? '').value : undefined;
  const row: BindingRow = {
    ...(sent?.row ?? own.row),
    route: { ...route, plaintext: isSent ? 'sent' : 'not-sent' },
    carried: field,
    claim,
    // The comparison was made at the station before.
    verifier: { kind: 'none', does: '' },
  };
  const token = previewToken({ row, initData, layout: 'cpu0' });
  if (token.kind === 'no-token') {
    const leaves = { document: 'none', digest: 'none' } as const;
    return {
      station: { id: 'token', passage: stops(), does: token.reason, values: [], leaves, fact },
    };
  }
  const owners = own.row.claim.kind === 'value' ? own.row.claim.value : undefined;
  const hasClaim = claim.kind === 'value';
  return {
    station: {
      id: 'token',
      passage: passes,
      does: `Trustee signs what its verifier found. ${claimWords(claim, isSent)}`,
      values: [
        hasClaim ? digestValue('init_data', claim.value, owners) : nothingOf('init_data'),
        { label: 'ear.status', text: 'affirming (assumed: it depends on reference values)', form: 'text' },
        { label: 'claims', text: JSON.stringify(token.claims, undefined, 2), form: 'code' },
      ],
      leaves: {
        document: hasClaim ? threadOf(sent?.document, own.document) : 'none',
        digest: claimThread(claim, own.row),
      },
      fact,
    },
    claims: token.claims,
  };
}

function claimWords(claim: ReportedClaim, isSent: boolean): string {
  if (claim.kind !== 'value') return 'It has no init_data and no init_data_claims.';
  return isSent
    ? 'init_data_claims holds the entries of the document that was sent.'
    : 'init_data_claims is null, because no document was sent.';
}

/** What the policy of the key broker decides. */
export function policyStation(
  own: Own,
  {
    policy,
    isGenerated,
    decision,
    arrives,
    isUntouched,
    looks,
  }: {
    readonly policy: string;
    readonly isGenerated: boolean;
    readonly decision: ResourceDecision;
    readonly arrives: Threads;
    readonly isUntouched: boolean;
    /** Whether it would decide otherwise for another document; asked of a policy that allows. */
    readonly looks: boolean;
  },
): Station {
  const pinned = own.row.claim.kind === 'value' ? own.row.claim.value : undefined;
  const values: readonly SeenValue[] = [
    ...(pinned !== undefined && policy.includes(pinned)
      ? [{ label: 'accepted value of init_data', text: pinned, form: 'digest' } as const]
      : []),
    { label: isGenerated ? 'policy, generated' : 'policy, as written', text: policy, form: 'code' },
  ];
  const station = {
    id: 'resource-policy',
    values,
    leaves: { document: 'none', digest: 'none' },
    fact: 'Trustee: kbs/src/api_server.rs, kbs/src/error.rs',
  } as const;
  switch (decision.kind) {
    case 'allowed':
      return {
        ...station,
        passage: isUntouched && looks ? passes : unaware,
        does: looks
          ? 'The policy allows: the claims are among those that it accepts.'
          : pinned === undefined && isGenerated
            ? 'There is no value of Init-Data to pin here; the policy asks for the status alone and allows.'
            : 'The policy allows, and would allow any other document as well: it looks at nothing of Init-Data.',
      };
    case 'denied':
      return {
        ...station,
        passage: stops(denial),
        does: isGenerated ? whyDenied(own, arrives) : 'The policy denies.',
      };
    case 'undefined':
      return {
        ...station,
        passage: stops(decision.message),
        does: `Trustee logs a warning and answers: ${denial}.`,
      };
    case 'failed':
      return {
        ...station,
        passage: stops(decision.message),
        does: 'The policy does not run; Trustee answers with an error.',
      };
  }
}

/** The answer to the guest, with status 403. */
const denial = 'Access denied by policy';

function whyDenied({ row }: Own, { document, digest }: Threads): string {
  switch (digest) {
    case 'none':
      return 'The policy denies: it asks for init_data, and the token has none.';
    case 'other':
      return 'The policy denies: init_data is not the value that it accepts.';
    case 'own':
      return document === 'none' && row.route.plaintext === 'sent'
        ? 'The policy denies: init_data is the accepted value, and no document came with the evidence.'
        : 'The policy denies: the claims are those that it accepts, and the resource is none of its.';
  }
}

/** The end of the way. */
export function secretStation(
  path: readonly string[],
  { isUntouched, guestHasDocument }: { readonly isUntouched: boolean; readonly guestHasDocument: boolean },
): Station {
  return {
    id: 'secret',
    passage: passes,
    does: secretWords(isUntouched, guestHasDocument),
    values: [{ label: 'resource', text: path.join('/'), form: 'text' }],
    leaves: { document: 'none', digest: 'none' },
    fact: 'Trustee: kbs/src/api_server.rs',
  };
}

function secretWords(isUntouched: boolean, guestHasDocument: boolean): string {
  if (!isUntouched) return 'The key broker releases the secret: nothing on the way noticed.';
  return guestHasDocument
    ? 'The key broker releases the secret to the guest.'
    : 'The key broker releases the secret, to a guest that never got the document: the policy of its image holds there.';
}
