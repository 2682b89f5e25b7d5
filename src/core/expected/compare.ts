/** Compares an expected value with a document and searches for the nearest way that leads from one to the other. */
import { equalBytes } from '#core/text/bytes.ts';
import { webCryptoAvailable } from '#core/initdata/digest.ts';
import { algorithms, digestBytes, isAlgorithm, type Algorithm } from '#core/initdata/algorithm.ts';
import type { Comparison, ExpectedValue, Explanation, Form, Hashed } from './comparison.ts';
import { candidatesOf, type Wrappings } from './candidates.ts';
import { readExpected, unreadableBecause } from './read-value.ts';
import { explain } from './words.ts';

export interface ComparisonRequest {
  /** As given; empty or blank for none. */
  readonly expected: string;
  /** The exact bytes of the document; absent when there is none to compare with. */
  readonly document?: Uint8Array<ArrayBuffer>;
  /** The algorithm as the document spells it. */
  readonly algorithm?: string;
  readonly version?: string;
  readonly entries: readonly { readonly key: string; readonly content: string }[];
  readonly wrappings?: Wrappings;
  /** Asked between steps; the search ends when it says true. */
  readonly stopped?: () => boolean;
}

/**
 * Bytes that are hashed before the search gives up: a second or two of work. A document of 100 kB is searched to the end,
 * one of 16 MB for its simple changes.
 */
const mostHashedBytes = 384 * 1024 * 1024;

/**
 * Says whether the value is the digest of the document and, if not, which known way leads to it.
 *
 * The nearest way wins: fewer changes before more, changes of the value before changes of the bytes, the document's own
 * algorithm before another. Never throws.
 */
export async function compareExpected(request: ComparisonRequest): Promise<Comparison> {
  const { document, algorithm } = request;
  if (request.expected.trim() === '') return { kind: 'unchecked', reason: 'none-given' };
  const values = readExpected(request.expected);
  const [first] = values;
  if (first === undefined) {
    const detail = unreadableBecause(request.expected);
    return { kind: 'unchecked', reason: 'unreadable', ...(detail === undefined ? {} : { detail }) };
  }
  if (!webCryptoAvailable()) return { kind: 'unchecked', reason: 'no-crypto' };
  if (document === undefined) {
    // Somebody may have hashed the text that does not decode.
    const found = await search({ ...request, entries: [] }, undefined, undefined, values, first);
    const isExplained = found.kind === 'differs' && found.explanation !== undefined;
    return isExplained ? found : { kind: 'unchecked', reason: 'no-document' };
  }
  const own = isAlgorithm(algorithm) ? algorithm : undefined;
  if (own !== undefined) {
    const digest = await hash(document, own);
    const same = values.find(({ bytes }) => equalBytes(bytes, digest));
    if (same !== undefined) return { kind: 'matches', expected: same, algorithm: own };
  }
  return search(request, document, own, values, first);
}

interface Hit {
  readonly value: ExpectedValue;
  readonly explanation: Explanation;
}

async function search(
  request: ComparisonRequest,
  document: Uint8Array<ArrayBuffer> | undefined,
  own: Algorithm | undefined,
  values: readonly ExpectedValue[],
  first: ExpectedValue,
): Promise<Comparison> {
  let hashed = 0;
  let tried = 0;
  let best: Hit | undefined;
  const likely = algorithmsFor(values, own);
  for (const { bytes, hashed: what, cost } of candidatesOf(document, request)) {
    // Candidates come nearest first; a change of the value adds less than the next change of the bytes.
    if (best !== undefined && best.explanation.cost < cost) break;
    if (request.stopped?.() === true || hashed > mostHashedBytes) {
      return { kind: 'differs', expected: first, tried, complete: false };
    }
    for (const algorithm of likely) {
      hashed += bytes.length;
      tried++;
      const hit = await hitOf(await hash(bytes, algorithm), values, what, algorithm, own, cost);
      if (hit !== undefined && (best === undefined || hit.explanation.cost < best.explanation.cost))
        best = hit;
    }
  }
  if (best === undefined) return { kind: 'differs', expected: first, tried, complete: true };
  return { kind: 'differs', expected: best.value, explanation: best.explanation, tried, complete: true };
}

/** The document's own first; those are left out whose digests cannot lead to a value of these lengths and zero tails. */
function algorithmsFor(values: readonly ExpectedValue[], own: Algorithm | undefined): readonly Algorithm[] {
  const possible = algorithms.filter((algorithm) =>
    values.some(({ bytes }) => {
      const length = digestBytes[algorithm];
      return bytes.length <= length || bytes.subarray(length).every((byte) => byte === 0);
    }),
  );
  return possible.toSorted((a, b) => Number(b === own) - Number(a === own));
}

const otherAlgorithmCost = 0.5;

const formCosts: Readonly<Record<Form, number>> = {
  whole: 0,
  'cut-32': 0.1,
  'cut-48': 0.1,
  'padded-48': 0.1,
  'padded-64': 0.1,
  'padded-256': 0.1,
  pcr8: 0.2,
  'pcr8-of-all-bytes': 0.3,
};

async function hitOf(
  digest: Uint8Array<ArrayBuffer>,
  values: readonly ExpectedValue[],
  hashed: Hashed,
  algorithm: Algorithm,
  own: Algorithm | undefined,
  cost: number,
): Promise<Hit | undefined> {
  for (const value of values) {
    const form = await formOf(digest, value.bytes);
    if (form === undefined) continue;
    const otherAlgorithm = own !== undefined && algorithm !== own;
    const total = cost + formCosts[form] + (otherAlgorithm ? otherAlgorithmCost : 0);
    const way = { hashed, algorithm, otherAlgorithm, form, cost: total };
    return { value, explanation: { ...way, ...explain(way, own) } };
  }
  return undefined;
}

async function formOf(digest: Uint8Array<ArrayBuffer>, wanted: Uint8Array): Promise<Form | undefined> {
  const { length } = wanted;
  if (length === digest.length) {
    if (equalBytes(wanted, digest)) return 'whole';
  } else if (length < digest.length) {
    if (equalBytes(wanted, digest.subarray(0, length))) return length === 32 ? 'cut-32' : 'cut-48';
  } else {
    const padded = equalBytes(wanted.subarray(0, digest.length), digest);
    if (padded && wanted.subarray(digest.length).every((byte) => byte === 0)) {
      return length === 48 ? 'padded-48' : length === 64 ? 'padded-64' : 'padded-256';
    }
  }
  if (length !== 32) return undefined;
  if (equalBytes(wanted, await extended(digest.subarray(0, 32)))) return 'pcr8';
  return digest.length > 32 && equalBytes(wanted, await extended(digest)) ? 'pcr8-of-all-bytes' : undefined;
}

/** A PCR of the SHA-256 bank that starts as zeros and is extended once. */
async function extended(by: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(32 + by.length);
  bytes.set(by, 32);
  return hash(bytes, 'sha256');
}

const webCryptoNames: Readonly<Record<Algorithm, string>> = {
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};

async function hash(bytes: Uint8Array<ArrayBuffer>, algorithm: Algorithm): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest(webCryptoNames[algorithm], bytes));
}
