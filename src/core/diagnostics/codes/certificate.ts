import type { Catalogue } from '../entry.ts';

const cococtl = 'cococtl: cmd/initdata/validate.go';

/** Findings of certificates in aa.toml and cdh.toml. */
export const certificateCodes = {
  'certificate/undecodable': {
    severity: 'error',
    title: 'Block that is no certificate',
    reference: cococtl,
  },
  'certificate/expired': {
    severity: 'error',
    title: 'Certificate has expired',
    why: 'TLS fails.',
    reference: cococtl,
  },
  'certificate/not-yet-valid': {
    severity: 'error',
    title: 'Certificate is not valid yet',
    why: 'TLS fails until then.',
    reference: cococtl,
  },
  'certificate/expires-soon': {
    severity: 'warning',
    title: 'Certificate expires within 30 days',
    why: 'A new certificate means new Init-Data, a new digest and new reference values.',
    reference: cococtl,
  },
  'certificate/not-a-ca': {
    severity: 'warning',
    title: 'Not a CA certificate',
    why: 'As a trust anchor it serves exactly the server that presents this very self-signed certificate, and nothing it might have issued.',
    reference: cococtl,
  },
  'certificate/no-cert-sign': {
    severity: 'warning',
    title: 'Key usage without certificate signing',
    why: 'kubectl coco refuses it, and strict TLS libraries do not accept what it signed.',
    reference: cococtl,
  },
  'certificate/weak-signature': {
    severity: 'warning',
    title: 'Signed with MD2, MD5 or SHA-1',
    why: 'Such signatures can be forged, and TLS libraries refuse them below the anchor.',
    reference: cococtl,
  },
  'certificate/weak-key': {
    severity: 'error',
    title: 'RSA key below 1024 bits',
    why: 'The key can be factored; TLS libraries refuse it.',
    reference: cococtl,
  },
  'certificate/short-key': {
    severity: 'warning',
    title: 'RSA key below 2048 bits',
    why: 'TLS libraries refuse it (rustls and webpki begin at 2048 bits).',
    reference: 'rustls-webpki',
  },
  'certificate/unknown-critical': {
    severity: 'warning',
    title: 'Unknown critical extension',
    why: 'A reader that does not know a critical extension must refuse the certificate, and kubectl coco does.',
    reference: cococtl,
  },
  'certificate/chip': {
    severity: 'warning',
    title: 'AMD chip certificate',
    why: 'It certifies a processor for attestation and can never authenticate a TLS server.',
    reference: 'AMD SEV-SNP: VCEK certificate and KDS interface, 57230',
  },
  'certificate/repeated': {
    severity: 'info',
    title: 'Same certificate twice in one text',
    why: 'The copy has no effect and costs bytes.',
    reference: cococtl,
  },
} as const satisfies Catalogue;
