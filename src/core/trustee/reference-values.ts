/**
 * Reference values for Init-Data, in the forms that Trustee's provider of reference values takes, and what an attestation
 * policy has to do with them.
 *
 * @see https://github.com/confidential-containers/trustee/tree/78962cd4/rvps/src/extractors/sample
 */
import { encodeBase64 } from '#core/annotation/base64.ts';
import { encodeUtf8 } from '#core/text/utf8.ts';

export interface ReferenceEntry {
  /** The name by which a policy asks. */
  readonly name: string;
  /** Every accepted claim; several during a rolling change. */
  readonly values: readonly string[];
}

/** What the sample extractor reads: JSON of names and lists. It checks no signature. */
export function sampleProvenance(entries: readonly ReferenceEntry[]): string {
  return JSON.stringify(Object.fromEntries(entries.map(({ name, values }) => [name, values])), undefined, 2);
}

/**
 * The message that carries it, as kbs-client sends it: the field is called `payload` in the code, while the readme calls
 * it provenance.
 */
export function referenceMessage(entries: readonly ReferenceEntry[]): string {
  const payload = encodeBase64(encodeUtf8(sampleProvenance(entries)));
  return JSON.stringify({ version: '0.1.0', type: 'sample', payload }, undefined, 2);
}

/** What the policy that Trustee ships for processors looks at, and what it leaves alone. */
export interface AttestationPolicyFact {
  readonly what: string;
  readonly looked: boolean;
  readonly detail: string;
}

/** Trustee: attestation-service/src/ear_token/ear_default_policy_cpu.rego at 78962cd4. */
export const defaultPolicyFacts: readonly AttestationPolicyFact[] = [
  {
    what: 'Launch measurement',
    looked: true,
    detail:
      'executables is 3, or 4 for TDX started by Grub, when it is among the reference values, 33 otherwise.',
  },
  {
    what: 'Firmware and microcode versions',
    looked: true,
    detail: 'hardware is 2 when they are among the reference values, 97 otherwise.',
  },
  {
    what: 'Debug and other settings of the guest',
    looked: true,
    detail:
      'configuration is 2 when they are the reference values, 3 when the dangerous ones are off, 36 otherwise.',
  },
  {
    what: 'init_data',
    looked: false,
    detail:
      'No trust claim depends on it: a reference value alone changes nothing. Pin it in the resource policy, or add a condition to the attestation policy.',
  },
  {
    what: 'Images and users of init_data_claims.agent_policy_claims',
    looked: false,
    detail: 'They are copied into ear.trustee.identifiers as validated, and compared with nothing.',
  },
];

/**
 * A rule to add to a copy of the default policy, with `init_data_known` as one more condition of each rule that sets
 * configuration to 2.
 */
export function initDataCondition(name: string): string {
  return `init_data_known if input.init_data in query_reference_value(${JSON.stringify(name)})\n`;
}
