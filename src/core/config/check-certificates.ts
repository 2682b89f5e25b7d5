import { findingsOfCertificates } from '#core/certificates/check.ts';
import { readCertificates, type LocatedCertificate } from '#core/certificates/read.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { certificateFieldsOf, type ConfigTexts } from './certificate-fields.ts';
import type { ConfigContext } from './context.ts';

/**
 * Checks the certificates in aa.toml and cdh.toml. Asynchronous only for the fingerprints. Spans point into the entry
 * that `source` names. Never rejects.
 */
export async function checkCertificates(
  texts: ConfigTexts,
  context: ConfigContext,
): Promise<readonly Diagnostic[]> {
  const certificates = await certificatesOf(texts, context);
  return findingsOfCertificates(certificates, { now: context.now, cococtl: context.profile.cococtl });
}

/** The certificates of both files with their facts, for tables of them. */
export function certificatesOf(
  texts: ConfigTexts,
  context: ConfigContext,
): Promise<readonly LocatedCertificate[]> {
  return readCertificates(certificateFieldsOf(texts, context));
}
