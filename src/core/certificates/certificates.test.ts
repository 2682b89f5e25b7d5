import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseToml, type TomlString } from '#core/toml/document.ts';
import { checkCertificates, cococtlRefusal, type CertificateContext } from './check.ts';
import type { CertificateField } from './field.ts';
import { pemBlocksIn } from './pem.ts';
import { readCertificates } from './read.ts';
import { readCertificate } from './x509.ts';

const context: CertificateContext = { now: Date.UTC(2027, 0, 1), profile: { cococtl: false } };

function pem(name: string): string {
  return readFileSync(new URL(`fixtures/${name}.pem`, import.meta.url), 'utf8');
}

function fieldOf(value: string, use: CertificateField['use'] = 'agent'): CertificateField {
  const text = `cert = """\n${value}"""`;
  const node = parseToml(text, 'entry:aa.toml').value?.members[0]?.node as TomlString;
  return { source: 'entry:aa.toml', use, path: 'token_configs.kbs.cert', text, node };
}

async function codesOf(
  value: string,
  profile = context.profile,
  now = context.now,
): Promise<readonly string[]> {
  const findings = await checkCertificates([fieldOf(value)], { now, profile });
  return findings.map(({ code, severity }) => `${code} ${severity}`);
}

const names = [
  'ca',
  'ca-p384',
  'ca-ed25519',
  'leaf',
  'expired',
  'sha1',
  'rsa1024',
  'rsa512',
  'critical',
  'no-usage',
  'no-sign',
  'names',
];

describe('facts agree with another reader', () => {
  test.for(names)('%s', (name) => {
    const text = pem(name);
    const der = pemBlocksIn(text)[0]?.der;
    const ours = der === undefined ? undefined : readCertificate(der);
    const theirs = new X509Certificate(text);
    expect(ours?.notBefore).toBe(Date.parse(theirs.validFrom));
    expect(ours?.notAfter).toBe(Date.parse(theirs.validTo));
    // Node calls a certificate a CA only when its key usage allows signing too.
    if (name !== 'no-sign') expect(ours?.ca).toBe(theirs.ca);
    expect(ours?.serial.replace(/^0+/, '')).toBe(theirs.serialNumber.toLowerCase().replace(/^0+/, ''));
    expect(ours?.subject.split(', ')).toEqual(theirs.subject.split('\n'));
    expect(ours?.key.kind === 'rsa' ? ours.key.bits : undefined).toBe(
      theirs.publicKey.asymmetricKeyDetails?.modulusLength,
    );
  });

  test('fingerprint and names', async () => {
    const [located] = await readCertificates([fieldOf(pem('names'))]);
    expect(located?.sha256).toBe(
      new X509Certificate(pem('names')).fingerprint256.replaceAll(':', '').toLowerCase(),
    );
    expect(located?.certificate?.names).toEqual(['kbs.coco.svc', '10.0.0.1', 'https://kbs.coco.svc/']);
  });
});

describe('findings', () => {
  test.for([
    { name: 'ca', want: [], cococtl: undefined },
    { name: 'ca-p384', want: [], cococtl: undefined },
    { name: 'ca-ed25519', want: [], cococtl: undefined },
    { name: 'leaf', want: ['certificate/not-a-ca warning'], cococtl: 'not a CA' },
    { name: 'expired', want: ['certificate/expired error'], cococtl: 'not valid now' },
    { name: 'sha1', want: ['certificate/weak-signature warning'], cococtl: 'weak signature' },
    { name: 'rsa1024', want: ['certificate/short-key warning'], cococtl: undefined },
    { name: 'rsa512', want: ['certificate/weak-key error'], cococtl: 'short RSA key' },
    { name: 'critical', want: ['certificate/unknown-critical warning'], cococtl: 'critical extension' },
    { name: 'no-usage', want: ['certificate/no-cert-sign warning'], cococtl: 'no certificate signing' },
    { name: 'no-sign', want: ['certificate/no-cert-sign warning'], cococtl: 'no certificate signing' },
  ])('$name', async ({ name, want, cococtl }) => {
    const text = pem(name);
    expect(await codesOf(text)).toEqual(want);
    const der = pemBlocksIn(text)[0]?.der;
    expect(cococtlRefusal(der === undefined ? undefined : readCertificate(der), context.now)).toBe(cococtl);
    const strict = await codesOf(text, { cococtl: true });
    expect(strict.some((line) => line.endsWith(' error'))).toBe(cococtl !== undefined);
  });

  test('not valid yet, and not for long', async () => {
    const start = Date.parse(new X509Certificate(pem('ca')).validFrom);
    const end = Date.parse(new X509Certificate(pem('ca')).validTo);
    expect(await codesOf(pem('ca'), context.profile, start - 1)).toEqual(['certificate/not-yet-valid error']);
    expect(await codesOf(pem('ca'), context.profile, end)).toEqual(['certificate/expires-soon warning']);
    expect(await codesOf(pem('ca'), context.profile, end + 1)).toEqual(['certificate/expired error']);
    expect(await codesOf(pem('ca'), context.profile, end - 30 * 86_400_000)).toEqual([]);
  });

  test.for([
    { name: 'cut short', text: pem('ca').replace(/\n[^\n]+\n-----END/, '\n-----END') },
    { name: 'dots in the middle', text: '-----BEGIN CERTIFICATE-----\nMIIC...\n-----END CERTIFICATE-----\n' },
    { name: 'nothing inside', text: '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n' },
    { name: 'no end', text: '-----BEGIN CERTIFICATE-----\nMIIC\n' },
  ])('undecodable: $name', async ({ text }) => {
    expect(await codesOf(text)).toEqual(['certificate/undecodable error']);
  });

  test('spans point at the block in the file, copies are told', async () => {
    const field = fieldOf(`# first\n${pem('ca')}${pem('ca')}`);
    const findings = await checkCertificates([field], context);
    expect(findings.map(({ code }) => code)).toEqual(['certificate/repeated']);
    const span = findings[0]?.span;
    expect(field.text.slice(span?.from, span?.to)).toBe(pem('ca').trim());
  });

  test('other labels are not read', async () => {
    expect(await codesOf('-----BEGIN PUBLIC KEY-----\nMIIC\n-----END PUBLIC KEY-----\n')).toEqual([]);
  });
});

test('no bytes make the reader throw, and broken copies are refused or read whole', () => {
  const der = pemBlocksIn(pem('names'))[0]?.der ?? new Uint8Array();
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(der.length - 1), fc.nat(255)), { maxLength: 4 }),
      fc.nat(der.length),
      (changes, length) => {
        const bytes = der.slice(0, length);
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
        const certificate = readCertificate(bytes);
        if (certificate !== undefined) expect(Number.isFinite(certificate.notAfter)).toBe(true);
      },
    ),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(readCertificate(bytes)).toBeUndefined();
    }),
  );
});
