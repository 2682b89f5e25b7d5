/**
 * Tells a screen reader what typing came to: the digest and the counts, in words, once the person rests. Nothing is said
 * while letters come, and nothing that is already known.
 */
import type { Analysis } from '#core/analysis/analysis.ts';
import type { Severity } from '#core/diagnostics/diagnostic.ts';
import { analysisStore } from '#state/analysis.ts';
import { announce } from '#state/announcer.ts';

const restMilliseconds = 800;

/** Starts listening to the analysis; call once. What the page finds at its start is not announced. */
export function speakResults(): void {
  let spoken: Analysis | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  analysisStore.subscribe(({ analysis }, before) => {
    if (analysis === undefined || analysis === before.analysis) return;
    spoken ??= analysis;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const words = changeInWords(spoken, analysis);
      spoken = analysis;
      if (words !== undefined) announce(words);
    }, restMilliseconds);
  });
}

/** Such as "sha384 digest changed, 2 errors, 1 risk"; `undefined` when there is nothing new to say. */
export function changeInWords(before: Analysis | undefined, now: Analysis): string | undefined {
  const digest = digestOf(now);
  const changedDigest = digest !== digestOf(before);
  const counts = countsInWords(now);
  if (!changedDigest && before !== undefined && counts === countsInWords(before)) return undefined;
  const { digests } = now;
  const name = digests.kind === 'computed' ? digests.decided : undefined;
  if (!changedDigest) return counts;
  return `${name === undefined ? 'Digest undecided' : `${name} digest changed`}, ${counts}`;
}

function digestOf(analysis: Analysis | undefined): string | undefined {
  const digests = analysis?.digests;
  if (digests?.kind !== 'computed' || digests.decided === undefined) return undefined;
  return digests.of[digests.decided].hex;
}

function countsInWords({ diagnostics }: Analysis): string {
  const words = [
    countInWords(diagnostics, 'error', 'error'),
    countInWords(diagnostics, 'warning', 'risk'),
  ].filter((word) => word !== undefined);
  return words.length === 0 ? 'no errors or risks found' : words.join(', ');
}

function countInWords(
  diagnostics: Analysis['diagnostics'],
  severity: Severity,
  word: string,
): string | undefined {
  const count = diagnostics.filter((finding) => finding.severity === severity).length;
  return count === 0 ? undefined : `${String(count)} ${word}${count === 1 ? '' : 's'}`;
}
