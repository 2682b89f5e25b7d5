/** Findings that a person looked at and accepts. Kept beside the policy and never in it: its bytes are measured. */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';

export interface AcceptedFinding {
  readonly code: string;
  /** The text that was marked, so that an acceptance ends when that text changes. */
  readonly marked: string;
  /** In the words of the person; never empty. */
  readonly reason: string;
}

/** The acceptance of a finding, or undefined when nobody accepted it. */
export function acceptanceOf(
  finding: Pick<Diagnostic, 'code' | 'span'>,
  text: string,
  accepted: readonly AcceptedFinding[],
): AcceptedFinding | undefined {
  const marked = markedBy(finding, text);
  return accepted.find((each) => each.code === finding.code && each.marked === marked);
}

/** The list with a finding accepted for a reason, or no longer accepted when the reason is empty. */
export function withAcceptance(
  finding: Pick<Diagnostic, 'code' | 'span'>,
  text: string,
  accepted: readonly AcceptedFinding[],
  reason: string,
): readonly AcceptedFinding[] {
  const before = acceptanceOf(finding, text, accepted);
  const others = accepted.filter((each) => each !== before);
  if (reason.trim() === '') return others;
  return [...others, { code: finding.code, marked: markedBy(finding, text), reason: reason.trim() }];
}

function markedBy({ span }: Pick<Diagnostic, 'span'>, text: string): string {
  return text.slice(span.from, span.to);
}
