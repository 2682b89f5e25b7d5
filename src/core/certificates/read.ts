/**
 * The certificates of a set of texts with their facts. Reading is kept by content, so that typing elsewhere costs
 * nothing; the fingerprint is made by WebCrypto and left out where a page has none (plain http).
 */
import { contentToText } from '#core/toml/string-map.ts';
import type { Span } from '#core/text/span.ts';
import { webCryptoAvailable } from '#core/initdata/digest.ts';
import { hexOf } from '#core/initdata/hex.ts';
import type { CertificateField } from './field.ts';
import { derKey, pemBlocksIn, type PemBlock } from './pem.ts';
import { readCertificate, type Certificate } from './x509.ts';

export interface LocatedCertificate {
  readonly field: CertificateField;
  /** Position among the CERTIFICATE blocks of the field, from 0. */
  readonly index: number;
  /** In the file, from BEGIN to END. */
  readonly span: Span;
  readonly block: PemBlock;
  /** Absent when the block is no certificate. */
  readonly certificate?: Certificate;
  /** Lower-case hex; absent without bytes or without WebCrypto. */
  readonly sha256?: string;
}

interface Reading {
  readonly certificate?: Certificate;
  readonly sha256?: string;
}

/** More than any Init-Data can hold; the oldest go first. */
const maxKept = 256;
const kept = new Map<string, Promise<Reading>>();

/** Reads every CERTIFICATE block of the fields; blocks with other labels are left to the secret scan. */
export async function readCertificates(
  fields: readonly CertificateField[],
): Promise<readonly LocatedCertificate[]> {
  const located = fields.flatMap((field) =>
    pemBlocksIn(field.node.value)
      .filter(({ label }) => label === 'CERTIFICATE')
      .map((block, index) => ({ field, block, index, span: spanOf(field, block) })),
  );
  return Promise.all(
    located.map(async (place) => {
      const { der } = place.block;
      return der === undefined ? place : { ...place, ...(await readOnce(der)) };
    }),
  );
}

function spanOf({ text, node }: CertificateField, { span }: PemBlock): Span {
  return { from: contentToText(text, node, span.from), to: contentToText(text, node, span.to) };
}

function readOnce(der: Uint8Array<ArrayBuffer>): Promise<Reading> {
  const key = derKey(der);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const reading = read(der);
  kept.set(key, reading);
  const [oldest] = kept.keys();
  if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
  return reading;
}

async function read(der: Uint8Array<ArrayBuffer>): Promise<Reading> {
  const certificate = readCertificate(der);
  const sha256 = await fingerprintOf(der);
  return {
    ...(certificate === undefined ? {} : { certificate }),
    ...(sha256 === undefined ? {} : { sha256 }),
  };
}

async function fingerprintOf(der: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  if (!webCryptoAvailable()) return undefined;
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', der)));
}
