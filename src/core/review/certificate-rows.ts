/** The certificates of a document as rows of a table. */
import { certificateFieldsOf } from '#core/config/certificate-fields.ts';
import type { ConfigContext } from '#core/config/context.ts';
import { readCertificates, type LocatedCertificate } from '#core/certificates/read.ts';
import type { CertificateRow } from './review.ts';

/** A file with thousands of blocks is an attack on the reader and not a list of authorities. */
const mostCertificates = 100;

/** Every certificate in the fields that the guest reads, in order. Nothing is checked but the dates, by the context's clock. */
export async function certificateRows(
  texts: { readonly aa?: string; readonly cdh?: string },
  context: ConfigContext,
): Promise<readonly CertificateRow[]> {
  const located = await readCertificates(certificateFieldsOf(texts, context));
  return located.slice(0, mostCertificates).map((one) => rowOf(one, context.now));
}

function rowOf({ field, span, certificate, sha256 }: LocatedCertificate, now: number): CertificateRow {
  const place = { source: field.source, span, field: field.path };
  const fingerprint = sha256 === undefined ? {} : { sha256 };
  if (certificate === undefined) {
    return { ...place, readable: false, subject: '', issuer: '', state: 'unknown', ...fingerprint };
  }
  const { subject, issuer, notBefore, notAfter, ca, selfIssued, key } = certificate;
  return {
    ...place,
    readable: true,
    subject,
    issuer,
    notBefore,
    notAfter,
    state: now > notAfter ? 'expired' : now < notBefore ? 'not-yet' : 'current',
    authority: ca,
    selfSigned: selfIssued,
    key: key.name,
    ...fingerprint,
  };
}
