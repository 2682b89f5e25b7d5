import type { Catalogue } from '../entry.ts';

const reference = 'trustee: kbs/docs/initdata.md';
const why =
  'Init-Data is integrity-protected, not confidential: the host, everyone who can read the pod, and the attestation token carry it in clear.';

/** Secret material in a text that everyone can read. */
export const secretCodes = {
  'secret/private-key': { severity: 'error', title: 'Private key', why, reference },
  'secret/private-jwk': { severity: 'error', title: 'Private JSON Web Key', why, reference },
  'secret/registry-login': { severity: 'error', title: 'Registry login', why, reference },
  'secret/url-credentials': { severity: 'error', title: 'User and password in a URL', why, reference },
  'secret/cloud-key': { severity: 'error', title: 'Access key of a cloud', why, reference },
  'secret/token': { severity: 'error', title: 'Access token', why, reference },
  'secret/jwt': { severity: 'error', title: 'JSON Web Token', why, reference },
  'secret/named-value': { severity: 'error', title: 'Value of a key that names a secret', why, reference },
  'secret/high-entropy': { severity: 'warning', title: 'Looks like a secret', why, reference },
} as const satisfies Catalogue;
