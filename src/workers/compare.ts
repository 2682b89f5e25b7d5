/** The worker's side of a comparison: finds the second document and compares it with the first. */
import type { FileDifference } from '#core/review/compare/comparison.ts';
import { engineOf } from '#core/analysis/guest-engine.ts';
import { compareInitData } from '#core/review/compare/compare.ts';
import type { CompareAnswer, CompareRequest } from './calls.ts';
import { reviewPaste } from './review.ts';
import { toTheEnd, type Steps } from '#core/review/steps.ts';
import type { Progress } from './server.ts';

/** Lines around a change that tell where it is. */
const contextLines = 3;

export async function comparePaste(
  { first, second }: CompareRequest,
  progress?: Progress,
  steps: Steps = toTheEnd,
): Promise<CompareAnswer> {
  const answer = await reviewPaste(second, progress, steps);
  if (answer.kind === 'too-large') return answer;
  const { subject, choices, chosen, headline } = answer.review;
  if (chosen === undefined && choices.length > 1) return { kind: 'choose', choices };
  if (subject?.document === undefined) return { kind: 'no-document', headline };
  const comparison = await compareInitData(first, subject.document, engineOf(second.context), steps);
  return {
    kind: 'compared',
    comparison: { ...comparison, files: comparison.files.map(withoutFarLines) },
    label: (chosen === undefined ? undefined : choices[chosen]?.label) ?? 'the other one',
  };
}

/** Lines far from any change stay here: the page shows none of them, and there may be a million. */
function withoutFarLines(file: FileDifference): FileDifference {
  const { diff } = file;
  if (diff === undefined) return file;
  let near = -1;
  const isNear = diff.rows.map((row, at) => {
    if (row.kind !== 'same') near = at + contextLines;
    return at <= near;
  });
  let next = Number.POSITIVE_INFINITY;
  for (let at = diff.rows.length - 1; at >= 0; at--) {
    if (diff.rows[at]?.kind !== 'same') next = at - contextLines;
    if (at >= next) isNear[at] = true;
  }
  return { ...file, diff: { ...diff, rows: diff.rows.filter((_, at) => isNear[at] === true) } };
}
