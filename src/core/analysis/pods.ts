/** The pods of the manifest, and what an annotation that is already there carries. */
import { decodeAnnotation } from '#core/annotation/decode.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { isAlgorithm } from '#core/initdata/algorithm.ts';
import { digestOf, webCryptoAvailable } from '#core/initdata/digest.ts';
import { hexOf } from '#core/initdata/hex.ts';
import { outlineOf } from '#core/initdata/outline.ts';
import { checkManifest } from '#core/manifest/check.ts';
import type { ManifestAnnotation, PodTemplate } from '#core/manifest/manifest.ts';
import { readManifest } from '#core/manifest/read.ts';
import { otherAnnotationBytes } from '#core/size/size.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';
import type { AnalysisContext, ManifestFacts, PodFacts } from './analysis.ts';
import { latest } from './latest.ts';

export interface Pods {
  readonly facts: ManifestFacts;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reading YAML costs more than all the rest, and the manifest rarely changes between two keystrokes. */
const factsOnce = latest(manifestFacts);
const checkOnce = latest(
  (
    text: string,
    platform: AnalysisContext['platform'],
    digest: string | undefined,
    digests: ReadonlyMap<string, string>,
  ) =>
    checkManifest(text, {
      platform,
      digests,
      injecting: true,
      current: digest === undefined ? undefined : { digest },
    }),
);

/**
 * @param digest hex of the document being worked on; undefined while undecided
 */
export async function readPods(
  manifest: string,
  platform: AnalysisContext['platform'],
  digest: string | undefined,
): Promise<Pods> {
  const { facts, digests } = await factsOnce(manifest);
  // The document's digest matters only beside another one: left out, a keystroke in the document re-reads no manifest.
  const compared = digests.size === 0 ? undefined : digest;
  return { facts, diagnostics: checkOnce(manifest, platform, compared, digests).diagnostics };
}

async function manifestFacts(
  manifest: string,
): Promise<{ readonly facts: ManifestFacts; readonly digests: ReadonlyMap<string, string> }> {
  const { value } = readManifest(manifest);
  const digests = new Map<string, string>();
  const pods: PodFacts[] = [];
  for (const [index, pod] of (value?.pods ?? []).entries()) {
    const annotation = currentAnnotation(pod)?.value;
    const digest = annotation === undefined ? undefined : await digestInside(annotation);
    if (annotation !== undefined && digest !== undefined) digests.set(annotation, digest);
    pods.push(podFacts(index, pod, annotation, digest));
  }
  return { facts: { parsed: value !== undefined, pods }, digests };
}

function podFacts(
  index: number,
  pod: PodTemplate,
  annotation: string | undefined,
  digest: string | undefined,
): PodFacts {
  return {
    index,
    kind: pod.kind,
    label: pod.label,
    name: pod.name,
    namespace: pod.namespace,
    runtimeClassName: pod.runtimeClassName?.value,
    annotation,
    digest,
    otherAnnotationBytes: otherAnnotationBytes(pod),
  };
}

function currentAnnotation({ annotations }: PodTemplate): ManifestAnnotation | undefined {
  return annotations.find(({ keyClass }) => keyClass === 'hypervisor');
}

/** The digest of the document inside an annotation under the algorithm that this document names. */
async function digestInside(annotation: string): Promise<string | undefined> {
  const document = decodeAnnotation(annotation).document;
  const text = document === undefined ? undefined : decodeUtf8(document);
  if (document === undefined || text === undefined || !webCryptoAvailable()) return undefined;
  const algorithm = outlineOf(text).algorithm?.value;
  return isAlgorithm(algorithm) ? hexOf(await digestOf(new Uint8Array(document), algorithm)) : undefined;
}
