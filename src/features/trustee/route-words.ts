/** How a way to a guest, and what happens on it, is told. */
import type { BindingRow, Carried, LaunchCheck, VerifierCheck } from '#core/measurement/binding.ts';
import type { DerivationStep } from '#core/measurement/derivation.ts';
import type { Route } from '#core/measurement/routes.ts';

/** Short enough for a list to choose from. */
export function routeName({ runtimeClass, host, writer, platform }: Route): string {
  const name = runtimeClass === undefined ? host : `${runtimeClass} · ${host}`;
  const isPeerPod = platform === 'peer-pods' || platform === 'peer-pods-aws';
  return isPeerPod
    ? `${name} · ${writer.kind === 'nobody' ? 'image without a TPM' : 'image with a TPM'}`
    : name;
}

/** Who puts the value where the hardware signs it. */
export function writerWords({ writer, host }: Route): string {
  switch (writer.kind) {
    case 'host':
      return `${host} passes it, as base64, to the virtual machine.`;
    case 'agent':
      return 'The attestation agent of the guest extends the register at its start.';
    case 'image':
      return 'A unit of the guest image extends the register with the first 64 digits of the digest.';
    case 'nobody':
      return `Nobody. ${writer.reason}`;
    case 'unknown':
      return `Not confirmed. ${writer.reason}`;
  }
}

export function deliveryWords({ delivery }: Route): string {
  switch (delivery) {
    case 'disk':
      return 'On a disk that the host attaches.';
    case 'user-data':
      return 'In the user data of the cloud instance.';
    case 'nothing':
      return 'Not at all: the guest starts without it.';
    case 'unknown':
      return 'Not confirmed.';
  }
}

export function plaintextWords({ plaintext }: Route): string {
  switch (plaintext) {
    case 'sent':
      return 'Yes, so it can be compared and its entries appear in the token.';
    case 'not-sent':
      return 'No: nothing is compared, and the token has no entries.';
    case 'unknown':
      return 'Not confirmed.';
  }
}

/** What a value in the evidence is of the digest; for a heading. */
export function carriedTitle(carried: Carried): string {
  switch (carried.kind) {
    case 'value':
      return carried.field;
    case 'refused':
      return 'The guest refuses this digest';
    case 'nothing':
      return 'Nothing of the document';
  }
}

export function fittingWords(carried: Extract<Carried, { readonly kind: 'value' }>): string {
  if (carried.field === 'PCR 8') {
    return carried.fitting === 'cut' ? 'first 32 bytes, then extended' : 'extended once';
  }
  const words = { exact: 'the digest as it is', cut: 'digest cut', padded: 'digest with zeros behind it' };
  return words[carried.fitting];
}

/** What happens at launch when document and evidence differ. */
export function mismatchWords(launch: LaunchCheck): string {
  switch (launch.kind) {
    case 'compares':
      return 'The agent ends, its socket never appears, and the pod fails.';
    case 'extends':
      return launch.refusal === undefined
        ? 'Nothing happens in the guest: the register holds what was extended, and only Trustee can tell.'
        : 'The agent ends before it has extended anything, and the pod fails.';
    case 'none':
      return 'Nothing happens in the guest.';
  }
}

/** What Trustee does when document and evidence differ. */
export function verifierMismatchWords(verifier: VerifierCheck): string {
  switch (verifier.kind) {
    case 'compares':
      return verifier.succeeds
        ? 'There is no token.'
        : 'They differ here whatever the document says, so there is no token.';
    case 'panics':
      return 'The verifier panics on this digest, and there is no token.';
    case 'none':
      return 'There is a token all the same.';
  }
}

/** What a step does to the bytes. */
export function actionWords({ action, value }: DerivationStep): string {
  switch (action.kind) {
    case 'digest':
      return `${action.algorithm} of the document: ${String(value.bytes)} bytes`;
    case 'cut':
      return `Keep the first ${String(action.kept)} bytes; the last ${String(action.dropped)} do not fit`;
    case 'pad':
      return `Append ${String(action.zeros)} zero bytes, up to ${String(value.bytes)}`;
    case 'extend':
      return `Extend ${action.register}: sha256 of 32 zero bytes, which is what it holds at first, and the value above`;
  }
}

/** The claim `init_data`, or why there is none. */
export function claimTitle({ claim }: BindingRow): string {
  switch (claim.kind) {
    case 'value':
      return `${claim.encoding === 'hex' ? 'hexadecimal digits' : 'base64'}, ${String(claim.value.length)} characters`;
    case 'absent':
      return `Absent. ${claim.reason}`;
    case 'fails':
      return 'There is no token: the guest refuses the digest, and the verifier panics on it.';
    case 'unset':
      return `Whatever the field held before. ${claim.reason}`;
  }
}
