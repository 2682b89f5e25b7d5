import { regoCodes } from '../diagnostics/codes/rego.ts';
import type { Diagnostic, DiagnosticDetails, SourceName } from '../diagnostics/diagnostic.ts';
import { findingFrom } from '../diagnostics/finding.ts';
import type { Span } from '../text/span.ts';

export type RegoCode = keyof typeof regoCodes;

/** Makes a finding of the engine's own family. The catalogue of the other families stays out of its chunk. */
export function regoFinding(
  code: RegoCode,
  source: SourceName,
  span: Span,
  message: string,
  details: DiagnosticDetails = {},
): Diagnostic {
  return findingFrom(regoCodes[code], code, source, span, message, details);
}
