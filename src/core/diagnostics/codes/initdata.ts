import type { Catalogue } from '../entry.ts';

const kataGo =
  'https://github.com/kata-containers/kata-containers/blob/7c6ba40c54/src/runtime/pkg/oci/utils.go';
const kataRust =
  'https://github.com/kata-containers/kata-containers/blob/7c6ba40c54/src/libs/kata-types/src/initdata.rs';
const kataAgent =
  'https://github.com/kata-containers/kata-containers/blob/7c6ba40c54/src/agent/src/initdata.rs';
const agentPolicy =
  'https://github.com/kata-containers/kata-containers/blob/7c6ba40c54/src/agent/policy/src/policy.rs';
const trusteeParse =
  'https://github.com/confidential-containers/trustee/blob/78962cd416/attestation-service/src/lib.rs';
const trusteeSpec = 'https://github.com/confidential-containers/trustee/blob/78962cd416/kbs/docs/initdata.md';
const peerPodFiles =
  'https://github.com/confidential-containers/cloud-api-adaptor/blob/fbdde756/src/cloud-api-adaptor/pkg/userdata/provision.go';

export const initdataCodes = {
  'initdata/empty': {
    severity: 'error',
    title: 'Empty document',
    why: 'An empty document has no algorithm: the Go runtime crashes on it and every other reader refuses it.',
    reference: kataGo,
  },
  'initdata/missing-version': {
    severity: 'error',
    title: 'No version',
    why: 'The guest refuses a document without it, after the host has already measured it.',
    reference: kataRust,
  },
  'initdata/unsupported-version': {
    severity: 'error',
    title: 'Another version than 0.1.0',
    why: 'The Go runtime measures the document without looking; the guest then refuses it and the pod never becomes ready.',
    reference: kataRust,
  },
  'initdata/missing-algorithm': {
    severity: 'error',
    title: 'No algorithm',
    why: 'Without it nobody knows which digest to bind; the Go runtime crashes with a nil pointer.',
    reference: kataGo,
  },
  'initdata/unknown-algorithm': {
    severity: 'error',
    title: 'Unknown algorithm',
    why: 'The Go runtime crashes on an unknown name, so that the pod fails with a lost connection to its shim.',
    reference: kataGo,
  },
  'initdata/field-case': {
    severity: 'error',
    title: 'A field name in another case',
    why: 'Rust readers compare names exactly and find the field missing; Go readers accept any case.',
    reference: kataRust,
  },
  'initdata/field-misspelt': {
    severity: 'error',
    title: 'A misspelt field name',
    reference: kataRust,
  },
  'initdata/field-type': {
    severity: 'error',
    title: 'A field that is no string',
    reference: kataRust,
  },
  'initdata/field-after-data': {
    severity: 'error',
    title: 'version or algorithm below [data]',
    why: 'Everything below [data] belongs to data, so the field is missing where it is looked for.',
    reference: kataRust,
  },
  'initdata/missing-data': {
    severity: 'error',
    title: 'No [data] table',
    reference: kataRust,
  },
  'initdata/data-not-a-table': {
    severity: 'error',
    title: 'data is not one table',
    reference: kataRust,
  },
  'initdata/data-empty': {
    severity: 'info',
    title: '[data] holds nothing',
    reference: kataAgent,
  },
  'initdata/unquoted-key': {
    severity: 'error',
    title: 'A file name without quotes',
    why: 'TOML reads the dot as a step into another table, and data may hold strings only.',
    reference: kataRust,
  },
  'initdata/not-a-string': {
    severity: 'error',
    title: 'A data value that is no string',
    reference: kataRust,
  },
  'initdata/duplicate-entry': {
    severity: 'error',
    title: 'An entry written twice',
    why: 'TOML knows no second definition; every reader refuses the document.',
    reference: trusteeSpec,
  },
  'initdata/misspelt-entry': {
    severity: 'warning',
    title: 'An entry name that is nearly a known one',
    why: 'Names are compared exactly: the guest skips the entry without a word and starts with defaults.',
    reference: kataAgent,
  },
  'initdata/unknown-entry': {
    severity: 'info',
    title: 'An entry that the guest does not read',
    reference: kataAgent,
  },
  'initdata/missing-cococtl-entry': {
    severity: 'info',
    title: 'An entry that kubectl coco asks for',
    reference: 'https://github.com/confidential-devhub/cococtl/blob/d0c3af9/cmd/initdata/validate.go',
  },
  'initdata/unknown-field': {
    severity: 'info',
    title: 'A top-level key that nobody reads',
    reference: kataRust,
  },
  'initdata/byte-order-mark': {
    severity: 'warning',
    title: 'Byte order mark',
    why: 'It is measured like every other byte; peer pods and kubectl coco refuse it.',
    reference: peerPodFiles,
  },
  'initdata/crlf': {
    severity: 'info',
    title: 'Windows line ends',
    why: 'Carriage returns are measured and stay inside the values that the guest reads.',
    reference: kataRust,
  },
  'initdata/mixed-line-ends': {
    severity: 'warning',
    title: 'Mixed line ends',
    why: 'Editors like to even them out when saving, and that changes the digest.',
    reference: kataRust,
  },
  'initdata/not-utf8': {
    severity: 'error',
    title: 'Not UTF-8',
    why: 'runtime-rs unwraps the decoding error and crashes; every other reader refuses the document.',
    reference: kataRust,
  },
  'initdata/utf16': {
    severity: 'error',
    title: 'UTF-16',
    why: 'TOML is UTF-8. With a byte order mark runtime-rs crashes; every other reader refuses the document.',
    reference: kataRust,
  },
  'initdata/json': {
    severity: 'error',
    title: 'JSON',
    why: 'The readers take it for TOML with a syntax error; Trustee refuses every format but toml.',
    reference: trusteeSpec,
  },
  'initdata/template-leftover': {
    severity: 'warning',
    title: 'A placeholder that was never filled in',
    why: 'The guest takes it literally: it is measured, delivered and used as it stands.',
    reference: trusteeSpec,
  },
  'initdata/early-end': {
    severity: 'error',
    title: "A ''' inside the content ended the value early",
    why: 'The rest of the content is then read as TOML of the document itself.',
    reference: trusteeSpec,
  },
  'initdata/policy-package': {
    severity: 'error',
    title: 'The policy is not in package agent_policy',
    why: 'The agent asks for data.agent_policy; rules in another package are undefined, so every request fails.',
    reference: agentPolicy,
  },
  'initdata/policy-empty': {
    severity: 'error',
    title: 'The policy is empty',
    why: 'A policy without a package does not load and the agent stops while starting.',
    reference: agentPolicy,
  },
  'initdata/policy-limit': {
    severity: 'error',
    title: 'The policy is larger than the agent takes',
    why: 'The engine inside the agent refuses to load it, and the agent stops while starting.',
    reference: agentPolicy,
  },
  'initdata/policy-data-not-last': {
    severity: 'info',
    title: 'policy_data is not the end of the policy',
    why: 'Trustee takes everything after "policy_data := " for JSON; with more text behind it the token carries no agent_policy_claims.',
    reference: trusteeParse,
  },
  'initdata/no-such-entry': {
    severity: 'error',
    title: 'The entry does not exist',
    reference: trusteeSpec,
  },
  'initdata/entry-exists': {
    severity: 'error',
    title: 'The entry exists already',
    reference: trusteeSpec,
  },
  'initdata/unclosed-above': {
    severity: 'error',
    title: 'A string above has no end',
    reference: trusteeSpec,
  },
  'initdata/cannot-embed': {
    severity: 'error',
    title: 'Content that no TOML string can hold',
    reference: 'https://toml.io/en/v1.0.0#string',
  },
} as const satisfies Catalogue;
