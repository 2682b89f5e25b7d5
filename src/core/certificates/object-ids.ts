/** Names of object identifiers in certificates. Sources: RFC 5280, 4055, 5758, 8410. */

export const attributeNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

export interface SignatureFacts {
  readonly name: string;
  /** The hash that collisions were or could soon be found for. */
  readonly weakHash?: 'MD2' | 'MD5' | 'SHA-1';
}

export const signatureAlgorithms: Readonly<Record<string, SignatureFacts>> = {
  '1.2.840.113549.1.1.2': { name: 'RSA with MD2', weakHash: 'MD2' },
  '1.2.840.113549.1.1.4': { name: 'RSA with MD5', weakHash: 'MD5' },
  '1.2.840.113549.1.1.5': { name: 'RSA with SHA-1', weakHash: 'SHA-1' },
  '1.3.14.3.2.29': { name: 'RSA with SHA-1', weakHash: 'SHA-1' },
  '1.2.840.113549.1.1.10': { name: 'RSA-PSS' },
  '1.2.840.113549.1.1.11': { name: 'RSA with SHA-256' },
  '1.2.840.113549.1.1.12': { name: 'RSA with SHA-384' },
  '1.2.840.113549.1.1.13': { name: 'RSA with SHA-512' },
  '1.2.840.10040.4.3': { name: 'DSA with SHA-1', weakHash: 'SHA-1' },
  '2.16.840.1.101.3.4.3.2': { name: 'DSA with SHA-256' },
  '1.2.840.10045.4.1': { name: 'ECDSA with SHA-1', weakHash: 'SHA-1' },
  '1.2.840.10045.4.3.2': { name: 'ECDSA with SHA-256' },
  '1.2.840.10045.4.3.3': { name: 'ECDSA with SHA-384' },
  '1.2.840.10045.4.3.4': { name: 'ECDSA with SHA-512' },
  '1.3.101.112': { name: 'Ed25519' },
  '1.3.101.113': { name: 'Ed448' },
};

export const curves: Readonly<Record<string, { readonly name: string; readonly bits: number }>> = {
  '1.2.840.10045.3.1.7': { name: 'P-256', bits: 256 },
  '1.3.132.0.34': { name: 'P-384', bits: 384 },
  '1.3.132.0.35': { name: 'P-521', bits: 521 },
};

/** Bits of the key usage extension, in order. */
export const keyUsages = [
  'digitalSignature',
  'contentCommitment',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

export type KeyUsage = (typeof keyUsages)[number];

export const extensionIds = {
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
} as const;

/** Extensions that Go's and webpki's readers understand when they are critical. */
export const understoodExtensions: ReadonlySet<string> = new Set([
  '2.5.29.14',
  '2.5.29.15',
  '2.5.29.17',
  '2.5.29.19',
  '2.5.29.30',
  '2.5.29.31',
  '2.5.29.32',
  '2.5.29.33',
  '2.5.29.35',
  '2.5.29.36',
  '2.5.29.37',
  '2.5.29.54',
  '1.3.6.1.5.5.7.1.1',
]);

/** Arc of AMD's extensions in certificates of SEV-SNP chips. */
export const amdArc = '1.3.6.1.4.1.3704.1.';
