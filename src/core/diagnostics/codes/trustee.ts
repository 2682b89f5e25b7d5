import type { Catalogue } from '../entry.ts';

const engine = 'Trustee: kbs/src/api_server.rs, kbs/sample_policies/default.rego';
const claims = 'Trustee: attestation-service/src/ear_token/broker.rs, deps/verifier/src';
const client = 'Trustee: tools/kbs-client/src/main.rs';

export const trusteeCodes = {
  'resource-policy/package': {
    severity: 'error',
    title: 'Package that Trustee does not ask',
    why: 'Trustee asks data.policy.allow; in another package it finds no answer and denies every resource.',
    reference: engine,
  },
  'resource-policy/rule-name': {
    severity: 'error',
    title: 'Rule that Trustee does not ask',
    why: 'Only allow is asked. A policy without it denies every resource and logs a warning.',
    reference: engine,
  },
  'resource-policy/always-allows': {
    severity: 'error',
    title: 'Every resource for everybody',
    why: 'Any client that gets a token at all, the sample attester included, gets the secret.',
    reference: engine,
  },
  'resource-policy/no-status': {
    severity: 'error',
    title: 'Digest compared, status not',
    why: 'A host can show any digest: without an affirming status nothing says that the guest is one that checks it.',
    reference: claims,
  },
  'resource-policy/no-init-data': {
    severity: 'warning',
    title: 'Init-Data not looked at',
    why: 'Any document, and none, gets the secret: the policy of the guest is the choice of whoever starts it.',
    reference: claims,
  },
  'resource-policy/document-not-asked': {
    severity: 'warning',
    title: 'Document not asked for',
    why: 'The host writes the field and hands over the document apart. A guest without the document checks nothing, Trustee compares nothing, and init_data is still the expected one.',
    reference: 'Trustee: attestation-service/src/lib.rs; kata-containers: src/agent/src/main.rs',
  },
  'resource-policy/encoding': {
    severity: 'error',
    title: 'Value in another form than the claim',
    why: 'Strings are compared letter by letter; the right digest in another form never matches.',
    reference: claims,
  },
  'resource-policy/claim-path': {
    severity: 'error',
    title: 'Claim where it is not',
    why: 'In a token Init-Data stands below a submodule; the short path belongs to attestation policies and is undefined here.',
    reference: claims,
  },
  'resource-policy/older-submodule': {
    severity: 'warning',
    title: 'Submodule of older tokens',
    why: 'Since release 0.14.0 of Trustee the first one is called cpu0; cpu is undefined there.',
    reference: claims,
  },
  'resource-policy/path-is-list': {
    severity: 'error',
    title: 'Resource path taken for a text',
    why: 'It is a list of three parts. Text functions on it end the evaluation with an error, comparisons with a text are never true.',
    reference: engine,
  },
  'resource-policy/prepare-failure': {
    severity: 'error',
    title: 'Policy that the engine refuses at the first request',
    why: 'Trustee takes the policy when it is set; asked for a resource, it answers with an error.',
    reference: engine,
  },
  'resource-policy/not-pinnable': {
    severity: 'warning',
    title: 'Platform without a value to pin',
    why: 'Its evidence carries no Init-Data that Trustee has compared with anything.',
    reference: claims,
  },
  'command/default-denies': {
    severity: 'error',
    title: '--default installs deny-all',
    why: 'kbs-client embeds the deny-all policy under that option, so that no resource is released afterwards.',
    reference: client,
  },
  'command/newline-stripped': {
    severity: 'error',
    title: '$(cat …) removes final newlines',
    why: 'The text that arrives has another digest than the document, and the comparison with the evidence fails.',
    reference: client,
  },
  'command/genpolicy-redirected': {
    severity: 'error',
    title: 'genpolicy writes into the manifest',
    why: 'With -y and neither -r nor -b nothing goes to standard output: the file stays empty and the YAML is changed.',
    reference: 'kata-containers: src/tools/genpolicy/src/main.rs',
  },
  'command/old-admin-key': {
    severity: 'info',
    title: 'Option of older clients',
    why: 'Since release 0.21.0 kbs-client takes a bearer token instead of a private key.',
    reference: client,
  },
} as const satisfies Catalogue;
