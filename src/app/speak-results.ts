/**
 * Tells a screen reader what typing came to: the digest and the counts, in words, once the person rests. Nothing is said
 * while letters come, and nothing that is already known.
 */
import type { Analysis } from '#core/analysis/analysis.ts';
import type { Diagnostic, Severity } from '#core/diagnostics/diagnostic.ts';
import { analysisStore } from '#state/analysis.ts';
import { announce } from '#state/announcer.ts';
import { analysedFindings, followFindings } from '#state/findings.ts';

const restMilliseconds = 800;

/** The digests of a document and everything that was found in it. */
export interface Result {
  readonly digests: Analysis['digests'];
  readonly findings: readonly Diagnostic[];
}

/** Starts listening to what is found; call once. What the analysis finds at the start of the page is not announced. */
export function speakResults(): void {
  let spoken: Result | undefined;
  let heard: Result | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  followFindings(() => {
    const { analysis } = analysisStore.getState();
    if (analysis === undefined) return;
    const result = { digests: analysis.digests, findings: analysedFindings() };
    if (result.digests === heard?.digests && result.findings === heard.findings) return;
    heard = result;
    spoken ??= result;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const words = changeInWords(spoken, result);
      spoken = result;
      if (words !== undefined) announce(words);
    }, restMilliseconds);
  });
}

/** Such as "sha384 digest changed, 2 errors, 1 risk"; `undefined` when there is nothing new to say. */
export function changeInWords(before: Result | undefined, now: Result): string | undefined {
  const digest = digestOf(now);
  const changedDigest = digest !== digestOf(before);
  const counts = countsInWords(now);
  if (!changedDigest && before !== undefined && counts === countsInWords(before)) return undefined;
  const { digests } = now;
  const name = digests.kind === 'computed' ? digests.decided : undefined;
  if (!changedDigest) return counts;
  return `${name === undefined ? 'Digest undecided' : `${name} digest changed`}, ${counts}`;
}

function digestOf(result: Result | undefined): string | undefined {
  const digests = result?.digests;
  if (digests?.kind !== 'computed' || digests.decided === undefined) return undefined;
  return digests.of[digests.decided].hex;
}

function countsInWords({ findings }: Result): string {
  const words = [countInWords(findings, 'error', 'error'), countInWords(findings, 'warning', 'risk')].filter(
    (word) => word !== undefined,
  );
  return words.length === 0 ? 'no errors or risks found' : words.join(', ');
}

function countInWords(findings: readonly Diagnostic[], severity: Severity, word: string): string | undefined {
  const count = findings.filter((finding) => finding.severity === severity).length;
  return count === 0 ? undefined : `${String(count)} ${word}${count === 1 ? '' : 's'}`;
}
