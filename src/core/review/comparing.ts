/** The comparison with an expected value, for what was pasted and for its repaired copy. */
import { measure } from '#core/analysis/measure.ts';
import { compareExpected } from '#core/expected/compare.ts';
import type { Comparison } from '#core/expected/comparison.ts';
import { readExpected } from '#core/expected/read-value.ts';
import { outlineOf, type Outline } from '#core/initdata/outline.ts';
import type { Survey } from '#core/recognition/survey.ts';
import { decodeUtf8 } from '#core/text/utf8.ts';
import { mostSearching } from './limits.ts';
import type { Peeled } from './peel.ts';
import type { RepairedCopy, ReviewRequest, Subject } from './review.ts';
import type { Steps } from './steps.ts';

/** Compares with what was given, or else with the digests that stand in the paste, the nearest of which counts. */
export async function comparisonOf(
  document: Uint8Array<ArrayBuffer> | undefined,
  outline: Outline | undefined,
  { value, gzip, image }: Peeled,
  survey: Survey,
  expected: string,
  steps: Steps,
): Promise<{ readonly comparison: Comparison; readonly from: Subject['expectedFrom'] }> {
  const stopped = bounded(steps);
  const compare = async (text: string): Promise<Comparison> =>
    compareExpected({
      expected: text,
      ...(document === undefined ? {} : { document }),
      ...(outline?.algorithm?.value === undefined ? {} : { algorithm: outline.algorithm.value }),
      ...(outline?.version?.value === undefined ? {} : { version: outline.version.value }),
      entries: outline?.entries.map(({ key, content }) => ({ key, content })) ?? [],
      wrappings: {
        ...(value === undefined ? {} : { value }),
        ...(gzip === undefined ? {} : { gzip: new Uint8Array(gzip) }),
        ...(image === undefined ? {} : { image: new Uint8Array(image) }),
      },
      stopped,
    });
  if (expected.trim() !== '') return { comparison: await compare(expected), from: 'given' };
  const pasted = survey.digests.filter(({ written }) => readExpected(written).length > 0).slice(0, 4);
  let best: Comparison | undefined;
  for (const { written } of pasted) {
    const comparison = await compare(written);
    await steps.next();
    if (best === undefined || rankOf(comparison) > rankOf(best)) best = comparison;
  }
  return best === undefined
    ? { comparison: { kind: 'unchecked', reason: 'none-given' }, from: 'none' }
    : { comparison: best, from: 'paste' };
}

/** True when nobody waits any more, or when the search had its time. */
function bounded(steps: Steps): () => boolean {
  const end = performance.now() + mostSearching;
  return () => steps.stopped() || performance.now() > end;
}

function rankOf(comparison: Comparison): number {
  if (comparison.kind === 'matches') return 2;
  return comparison.kind === 'differs' && comparison.explanation !== undefined ? 1 : 0;
}

/** The repaired copy as it is offered; absent where nothing has to be mended or it is reviewed itself. */
export async function repairedCopy(
  { repair, value }: Peeled,
  request: ReviewRequest,
  steps: Steps,
): Promise<RepairedCopy | undefined> {
  if (repair === undefined || value === repair.value) return undefined;
  const bytes = new Uint8Array(repair.document);
  const text = decodeUtf8(bytes);
  const outline = text === undefined ? undefined : outlineOf(text);
  const { digests } = await measure(bytes, outline?.algorithm?.value, request.context.platform);
  const decided =
    digests.kind === 'computed' && digests.decided !== undefined
      ? digests.of[digests.decided].hex
      : undefined;
  return {
    repairs: repair.repairs,
    value: repair.value,
    documentBytes: bytes.length,
    ...(decided === undefined ? {} : { digest: decided }),
    comparison: await compareExpected({
      expected: request.expected,
      document: bytes,
      ...(outline?.algorithm?.value === undefined ? {} : { algorithm: outline.algorithm.value }),
      ...(outline?.version?.value === undefined ? {} : { version: outline.version.value }),
      entries: outline?.entries.map(({ key, content }) => ({ key, content })) ?? [],
      wrappings: { ...(value === undefined ? {} : { value }) },
      stopped: bounded(steps),
    }),
  };
}
