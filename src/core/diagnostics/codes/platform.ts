import type { Catalogue } from '../entry.ts';

const binding = 'Trustee: kbs/docs/initdata.md, Integrity Binding for Different TEEs';
const classes = 'kata-containers: tools/packaging/kata-deploy/helm-chart/kata-deploy/values.yaml';
const enabling = 'kata-containers: src/runtime/Makefile, src/runtime-rs/Makefile (enable_annotations)';

export const platformCodes = {
  'platform/digest-cut': {
    severity: 'info',
    title: 'Digest longer than the field',
    why: 'Only the leading bytes are measured: a comparison with the whole digest fails.',
    reference: binding,
  },
  'platform/digest-padded': {
    severity: 'info',
    title: 'Digest shorter than the field',
    why: 'The field carries the digest followed by zero bytes: a comparison with the digest alone fails.',
    reference: binding,
  },
  'platform/vtpm-digest-length': {
    severity: 'error',
    title: 'Digest that a TPM does not take',
    why: 'PCR 8 is extended with 32 bytes; the attestation agent refuses other lengths and the pod never becomes ready.',
    reference: 'guest-components: attestation-agent/attester/src/az_snp_vtpm/mod.rs, tpm/mod.rs',
  },
  'platform/peer-pod-digest-cut': {
    severity: 'warning',
    title: 'Digest cut to 32 bytes on peer pods',
    why: 'Only the first 64 hex characters are extended into PCR 8.',
    reference:
      'cloud-api-adaptor: podvm/mkosi.images/system/mkosi.skeleton/usr/lib/systemd/system/process-user-data.service.d/10-override.conf',
  },
  'platform/cca-digest': {
    severity: 'error',
    title: 'Digest that does not verify on CCA',
    why: 'Trustee compares without padding, so that only a 64-byte digest can equal the 64-byte value.',
    reference: 'Trustee: deps/verifier/src/cca/mod.rs',
  },
  'platform/not-bound': {
    severity: 'warning',
    title: 'Init-Data is bound to nothing here',
    why: 'The host can change the document without any evidence changing.',
    reference: binding,
  },
  'platform/not-compared': {
    severity: 'info',
    title: 'Nothing compares Init-Data with the evidence',
    why: 'Neither the guest nor Trustee notices a changed document unless a policy pins the value of PCR 8.',
    reference: 'cloud-api-adaptor: src/cloud-api-adaptor/pkg/userdata/provision.go',
  },
  'platform/development-class': {
    severity: 'warning',
    title: 'Development class proves nothing',
    why: 'There is no TEE: the sample attester echoes what it is told, and any host can produce the same evidence.',
    reference: classes,
  },
  'platform/removed-class': {
    severity: 'error',
    title: 'Runtime class that no longer exists',
    why: 'A cluster with a current Kata refuses the pod: the class is not there.',
    reference: classes,
  },
  'platform/class-elsewhere': {
    severity: 'info',
    title: 'Runtime class from elsewhere',
    reference: classes,
  },
  'platform/unknown-class': {
    severity: 'info',
    title: 'Unknown runtime class',
    reference: classes,
  },
  'platform/not-confidential-class': {
    severity: 'warning',
    title: 'Runtime class without a TEE',
    why: 'The virtual machine is not protected from the host and nothing is measured.',
    reference: classes,
  },
  'platform/annotation-not-enabled': {
    severity: 'error',
    title: 'Annotation not enabled on this class',
    why: 'The Go runtime fails the pod; runtime-rs starts it without Init-Data and without a word to the user.',
    reference: enabling,
  },
} as const satisfies Catalogue;
