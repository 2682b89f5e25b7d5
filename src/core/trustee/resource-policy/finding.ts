/** Small helpers that the rules about resource policies share. */
import { trusteeCodes } from '#core/diagnostics/codes/trustee.ts';
import type { Diagnostic, DiagnosticDetails, Fix } from '#core/diagnostics/diagnostic.ts';
import { findingFrom } from '#core/diagnostics/finding.ts';
import type { TextEdit } from '#core/text/edit.ts';
import type { Span } from '#core/text/span.ts';

type Code = Extract<keyof typeof trusteeCodes, `resource-policy/${string}`>;

/** A finding in the resource policy. */
export function finding(
  code: Code,
  span: Span,
  message: string,
  details: DiagnosticDetails = {},
): Diagnostic {
  return findingFrom(trusteeCodes[code], code, 'resource-policy', span, message, details);
}

/** A fix of the resource policy, ready to be spread into the details of a finding. */
export function mend(title: string, ...edits: readonly TextEdit[]): { readonly fix: Fix } {
  return { fix: { title, source: 'resource-policy', edits } };
}
