/** Findings that a person looked at and accepts. Kept beside the policy and never in it: its bytes are measured. */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';

export interface AcceptedFinding {
  readonly code: string;
  /** The text that was marked, so that an acceptance ends when that text changes. */
  readonly marked: string;
  readonly reason: string;
}

/** The acceptance of a finding, or undefined when nobody accepted it. */
export function acceptanceOf(
  { code, span }: Diagnostic,
  text: string,
  accepted: readonly AcceptedFinding[],
): AcceptedFinding | undefined {
  const marked = text.slice(span.from, span.to);
  return accepted.find((each) => each.code === code && each.marked === marked);
}
