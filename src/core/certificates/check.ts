/**
 * Judges certificates: what makes TLS fail, what TLS libraries refuse, and what `kubectl coco initdata validate`
 * refuses although the guest may take it.
 */
import type { DiagnosticCode } from '#core/diagnostics/catalogue.ts';
import { diagnostic, type Diagnostic, type DiagnosticDetails } from '#core/diagnostics/diagnostic.ts';
import type { CertificateField } from './field.ts';
import { derKey } from './pem.ts';
import { readCertificates, type LocatedCertificate } from './read.ts';
import type { Certificate } from './x509.ts';

export interface CertificateContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** `cococtl` reports everything that cococtl refuses as an error. */
  readonly profile: { readonly cococtl: boolean };
}

const day = 86_400_000;
/** The note that cococtl prints begins at the same distance. */
const soonDays = 30;

/** What cococtl's validation makes of one certificate: its six checks in its order, only the first miss counts. */
export type CococtlRefusal =
  | 'undecodable'
  | 'not a CA'
  | 'not valid now'
  | 'no certificate signing'
  | 'weak signature'
  | 'short RSA key'
  | 'critical extension';

/** The first check of cococtl that a certificate misses, or `undefined` when it passes all. */
export function cococtlRefusal(
  certificate: Certificate | undefined,
  now: number,
): CococtlRefusal | undefined {
  if (certificate === undefined) return 'undecodable';
  if (!certificate.ca) return 'not a CA';
  if (now < certificate.notBefore || now > certificate.notAfter) return 'not valid now';
  if (certificate.keyUsage?.includes('keyCertSign') !== true) return 'no certificate signing';
  if (certificate.signature.weakHash !== undefined) return 'weak signature';
  if (certificate.key.kind === 'rsa' && (certificate.key.bits ?? 0) < 1024) return 'short RSA key';
  return certificate.unknownCritical.length > 0 ? 'critical extension' : undefined;
}

/**
 * Reads and judges the certificates of the fields. Asynchronous only for the fingerprints, and kept by content: asking
 * again for the same certificates costs nothing. Spans point into the file of each field. Never rejects.
 */
export async function checkCertificates(
  fields: readonly CertificateField[],
  context: CertificateContext,
): Promise<readonly Diagnostic[]> {
  return findingsOfCertificates(await readCertificates(fields), context);
}

/** Findings of certificates that were read; spans point into the file of each field. */
export function findingsOfCertificates(
  certificates: readonly LocatedCertificate[],
  context: CertificateContext,
): readonly Diagnostic[] {
  return [...certificates.flatMap((located) => judge(located, context)), ...repeated(certificates)];
}

function judge(located: LocatedCertificate, context: CertificateContext): readonly Diagnostic[] {
  const { certificate } = located;
  const findings: Diagnostic[] = [];
  const refused = cococtlRefusal(certificate, context.now);
  const add = (
    code: DiagnosticCode,
    message: string,
    refusal?: CococtlRefusal,
    details: DiagnosticDetails = {},
  ): void => {
    const strict = refusal !== undefined && context.profile.cococtl ? { severity: 'error' as const } : {};
    const consumers =
      refusal !== undefined && refusal === refused
        ? { consumers: [...(details.consumers ?? []), { consumer: 'cococtl', outcome: 'rejects' } as const] }
        : {};
    findings.push(
      diagnostic(code, located.field.source, located.span, message, { ...details, ...consumers, ...strict }),
    );
  };
  if (certificate === undefined) {
    add('certificate/undecodable', undecodable(located), 'undecodable', {
      why: undecodableWhy(located.field),
    });
    return findings;
  }
  const name = `${located.field.path}: ${certificate.subject === '' ? 'the certificate' : certificate.subject}`;
  judgeTime(certificate, name, context.now, add);
  judgeUse(certificate, name, located.field, add);
  judgeStrength(certificate, name, add);
  return findings;
}

type Add = (
  code: DiagnosticCode,
  message: string,
  refusal?: CococtlRefusal,
  details?: DiagnosticDetails,
) => void;

function undecodable({ field, block }: LocatedCertificate): string {
  return `${field.path}: ${undecodableReasons[block.problem ?? 'not-x509']}`;
}

const undecodableReasons = {
  'no-end': 'the block has no line END CERTIFICATE.',
  empty: 'there is nothing between BEGIN and END.',
  'not-base64': 'the text between BEGIN and END is not base64; it may have been shortened.',
  'not-x509': 'the block does not decode to a certificate; it may have been shortened.',
};

function undecodableWhy({ use }: CertificateField): string {
  switch (use) {
    case 'agent':
      return 'Each token request fails.';
    case 'hub':
      return 'With cc_kbc CDH stops at start.';
    case 'registry':
      return 'Every image pull fails.';
  }
}

function judgeTime({ notBefore, notAfter }: Certificate, name: string, now: number, add: Add): void {
  if (now > notAfter) add('certificate/expired', `${name} expired on ${dateOf(notAfter)}.`, 'not valid now');
  else if (now < notBefore)
    add('certificate/not-yet-valid', `${name} is valid from ${dateOf(notBefore)}.`, 'not valid now');
  else if (notAfter - now < soonDays * day) {
    const days = Math.floor((notAfter - now) / day);
    add(
      'certificate/expires-soon',
      `${name} expires on ${dateOf(notAfter)}, in ${days} ${days === 1 ? 'day' : 'days'}.`,
    );
  }
}

function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

const registryConflict =
  'Upstream contradicts itself: the CDH example calls a self-signed server certificate without the CA flag right for extra_root_certificates, because rustls refuses a CA as a server certificate; kubectl coco wants a CA everywhere.';

function judgeUse(certificate: Certificate, name: string, { use }: CertificateField, add: Add): void {
  if (certificate.amdChip)
    add('certificate/chip', `${name} is a certificate of an AMD processor, not of a TLS authority.`);
  if (!certificate.ca) {
    add('certificate/not-a-ca', `${name} is not marked as a CA.`, 'not a CA', {
      hint:
        use === 'registry'
          ? registryConflict
          : 'Use the certificate of the CA that signed the server certificate.',
    });
  } else if (certificate.keyUsage === undefined) {
    add(
      'certificate/no-cert-sign',
      `${name} has no key usage, which kubectl coco refuses.`,
      'no certificate signing',
    );
  } else if (!certificate.keyUsage.includes('keyCertSign')) {
    add(
      'certificate/no-cert-sign',
      `${name} may not sign certificates by its key usage.`,
      'no certificate signing',
    );
  }
  if (certificate.unknownCritical.length > 0) {
    add(
      'certificate/unknown-critical',
      `${name} has the critical extension ${certificate.unknownCritical.join(', ')}.`,
      'critical extension',
    );
  }
}

function judgeStrength({ signature, key }: Certificate, name: string, add: Add): void {
  if (signature.weakHash !== undefined) {
    add('certificate/weak-signature', `${name} is signed by ${signature.name}.`, 'weak signature');
  }
  if (key.kind !== 'rsa' || key.bits === undefined) return;
  if (key.bits < 1024)
    add('certificate/weak-key', `${name} has an RSA key of ${key.bits} bits.`, 'short RSA key');
  else if (key.bits < 2048) add('certificate/short-key', `${name} has an RSA key of ${key.bits} bits.`);
}

/** The same bytes twice in one text; between the files that is as it should be. */
function repeated(certificates: readonly LocatedCertificate[]): readonly Diagnostic[] {
  const first = new Map<string, LocatedCertificate>();
  return certificates.flatMap((located) => {
    const { der } = located.block;
    if (der === undefined) return [];
    const list = located.field.path.replace(/\[\d+\]$/, '');
    const key = `${located.field.source} ${list} ${derKey(der)}`;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, located);
      return [];
    }
    return [
      diagnostic(
        'certificate/repeated',
        located.field.source,
        located.span,
        `${located.field.path}: the same certificate again.`,
        {
          related: [{ source: earlier.field.source, span: earlier.span, message: 'the first one' }],
        },
      ),
    ];
  });
}
