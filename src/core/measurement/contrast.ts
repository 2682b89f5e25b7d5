/**
 * The flow of Azure Kubernetes Service and older Contrast, where the policy alone is measured, and Contrast's current one.
 *
 * @see https://github.com/edgelesssys/contrast/blob/a2046ed5c50cbca489085c225894842d010c274e/internal/manifest/manifest.go
 */
import { readBase64 } from '#core/annotation/base64.ts';
import { digestOf, type Digest } from '#core/initdata/digest.ts';
import type { Algorithm } from '#core/initdata/algorithm.ts';
import { hexOf } from '#core/initdata/hex.ts';
import { pcrBytes } from '#core/initdata/hostdata.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';
import { equalBytes } from '#core/text/bytes.ts';
import { derive, spelled, type DerivationStep, type Spelled } from './derivation.ts';

/** What the annotation `io.katacontainers.config.agent.policy` holds. */
export type PolicyAnnotation =
  | { readonly kind: 'policy'; readonly bytes: Uint8Array<ArrayBuffer>; readonly text: string }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads the value: base64 of the policy, without gzip. Never throws. */
export function readPolicyAnnotation(value: string): PolicyAnnotation {
  const { bytes } = readBase64(value.trim());
  if (bytes === undefined) return { kind: 'unreadable', reason: 'It is not base64.' };
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    return {
      kind: 'unreadable',
      reason: 'It is gzip, as Init-Data is: it belongs under the key of Init-Data.',
    };
  }
  const text = decodeUtf8(bytes);
  if (text === undefined) return { kind: 'unreadable', reason: 'It is not UTF-8.' };
  return { kind: 'policy', bytes: new Uint8Array(bytes), text };
}

export interface PolicyMeasurement {
  readonly steps: readonly DerivationStep[];
  /** HOSTDATA of SEV-SNP: SHA-256 of the policy's exact bytes. */
  readonly hostdata: Spelled;
  /** The key under which the manifest of Contrast lists the policy. */
  readonly manifestKey: string;
}

/**
 * Measures a policy as AKS and older Contrast do: the host puts its SHA-256 into HOSTDATA, hands it over with SetPolicy
 * after the start, and the agent, patched for it, refuses a policy whose digest is another.
 *
 * @throws TypeError where WebCrypto is missing
 */
export async function measurePolicy(
  policy: Uint8Array<ArrayBuffer>,
  policyFile = 'policy.rego',
): Promise<PolicyMeasurement> {
  const digest = await digestOf(policy, 'sha256');
  const steps = await derive(digest, 'sha256', undefined, policyFile);
  const hostdata = spelled(digest);
  return { steps, hostdata, manifestKey: hostdata.hex };
}

/** What the guest of current Contrast says to a document and what the hardware carries. */
export type ContrastCheck =
  | { readonly kind: 'matches'; readonly comparedBytes: number }
  /** A policy that denies everything is installed. */
  | { readonly kind: 'denies-all'; readonly comparedBytes: number }
  | { readonly kind: 'too-short'; readonly comparedBytes: number };

/**
 * Compares as Contrast's init-data processor does: the common beginning of digest and field, at least 32 bytes.
 *
 * @param field HOSTDATA or MRCONFIGID
 */
export function contrastCheck(digest: Digest, field: Uint8Array): ContrastCheck {
  const comparedBytes = Math.min(digest.length, field.length);
  if (comparedBytes < pcrBytes) return { kind: 'too-short', comparedBytes };
  const isSame = equalBytes(digest.subarray(0, comparedBytes), field.subarray(0, comparedBytes));
  return { kind: isSame ? 'matches' : 'denies-all', comparedBytes };
}

/** What a manifest of Contrast says of one workload. */
export interface ContrastEntry {
  /** Lower-case hex of 32 bytes: the policy, or the document, by its HOSTDATA. */
  readonly key: string;
  readonly isThis: boolean;
  readonly names: readonly string[];
  readonly role?: string;
}

export type ContrastManifest =
  | { readonly kind: 'entries'; readonly entries: readonly ContrastEntry[]; readonly lists: boolean }
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * Reads which workloads a manifest of Contrast lists, and whether a value is among them. Older manifests hold a list of
 * names where current ones hold an entry.
 *
 * @param hostdata lower-case hex of what HOSTDATA carries
 */
export function readContrastManifest(json: string, hostdata: string): ContrastManifest {
  const manifest = parsed(json);
  const policies = isRecord(manifest) ? manifest['Policies'] : undefined;
  if (!isRecord(policies)) return { kind: 'unreadable', reason: 'It is no JSON object with Policies.' };
  const entries = Object.entries(policies).map(([key, value]): ContrastEntry => {
    const lower = key.toLowerCase();
    const role = isRecord(value) ? value['Role'] : undefined;
    return {
      key: lower,
      isThis: lower === hostdata,
      names: textsIn(isRecord(value) ? value['SANs'] : value),
      ...(typeof role === 'string' && role !== '' ? { role } : {}),
    };
  });
  return { kind: 'entries', entries, lists: entries.some(({ isThis }) => isThis) };
}

/** HOSTDATA of current Contrast on SEV-SNP for a document: the first 32 bytes of its digest. Lower-case hex. */
export async function contrastKey(document: Uint8Array<ArrayBuffer>, algorithm: Algorithm): Promise<string> {
  return hexOf((await digestOf(document, algorithm)).subarray(0, pcrBytes));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
