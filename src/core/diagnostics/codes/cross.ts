import type { Catalogue } from '../entry.ts';

const both = 'guest-components: attestation-agent and confidential-data-hub configuration';

/** Findings that need two data entries to be seen. */
export const crossCodes = {
  'cross/kbs-urls-differ': {
    severity: 'warning',
    title: 'Two KBS addresses',
    why: 'A token that one KBS issued is presented to another, which usually refuses it. It is right only where both trust the same tokens.',
    reference: both,
  },
  'cross/schemes-differ': {
    severity: 'error',
    title: 'http and https for one server',
    why: 'A port speaks one of the two, so either the token or the resource requests fail.',
    reference: both,
  },
  'cross/attestation-service-url': {
    severity: 'info',
    title: 'Attestation Service elsewhere',
    why: 'Normal for a separate Attestation Service.',
    reference: both,
  },
  'cross/cococtl-urls-differ': {
    severity: 'warning',
    title: 'kubectl coco warns about the URLs',
    why: 'It compares every token_configs URL with kbc.url.',
    reference: 'cococtl: cmd/initdata/validate.go',
  },
  'cross/no-token-source': {
    severity: 'error',
    title: 'cc_kbc without a token source',
    why: 'CDH asks the agent for a KBS token, the agent has no [token_configs.kbs], and every resource request fails.',
    reference: both,
  },
  'cross/certificates-differ': {
    severity: 'warning',
    title: 'Different certificates for one KBS',
    why: 'One of the two clients may not trust the server.',
    reference: both,
  },
  'cross/certificate-one-sided': {
    severity: 'warning',
    title: 'Certificate for one client only',
    why: 'The other client trusts only the public CAs of the guest image.',
    reference: both,
  },
  'cross/https-without-certificate': {
    severity: 'info',
    title: 'https without a certificate of its own',
    why: 'Only the public CAs of the guest image are trusted; a private KBS certificate will be refused.',
    reference: both,
  },
  'cross/peer-pod-without-agent-file': {
    severity: 'error',
    title: 'Peer pod without aa.toml',
    why: 'The agent is started when the file appears, and CDH and the REST server wait for the agent: nothing starts.',
    reference: 'cloud-api-adaptor: podvm/files/etc/systemd/system',
  },
  'cross/empty-cdh': {
    severity: 'error',
    title: 'Empty cdh.toml',
    why: 'CDH stops at start because kbc.name is missing. Leave the entry out to run on defaults.',
    reference: both,
  },
  'cross/kbs-resources-offline': {
    severity: 'error',
    title: 'KBS resources without a KBS',
    why: 'offline_fs_kbc serves only files of the guest image, and stock images have none.',
    reference: 'guest-components: confidential-data-hub/kms/src/plugins/kbs/offline_fs.rs',
  },
  'cross/event-log': {
    severity: 'info',
    title: 'Image pulls are measured',
    why: 'With the event log on, CDH has the agent record every image it pulls.',
    reference: both,
  },
  'cross/image-gates': {
    severity: 'info',
    title: 'Only one of two image gates',
    why: 'The agent policy judges the request, the image policy of CDH the signature of what is pulled. They are independent.',
    reference: both,
  },
} as const satisfies Catalogue;
