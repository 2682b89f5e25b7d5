import type { CatalogueEntry } from './entry.ts';
import type { DiagnosticCode } from './catalogue.ts';
import type { Diagnostic, DiagnosticDetails, SourceName } from './diagnostic.ts';
import type { Span } from '../text/span.ts';

/**
 * Makes a finding of an entry at hand, for a room that ships apart from the page and so without the whole catalogue;
 * everywhere else `diagnostic` finds the entry.
 */
export function findingFrom(
  entry: Pick<CatalogueEntry, 'severity' | 'why'>,
  code: DiagnosticCode,
  source: SourceName,
  span: Span,
  message: string,
  details: DiagnosticDetails = {},
): Diagnostic {
  return {
    code,
    severity: entry.severity,
    source,
    span,
    message,
    ...(entry.why === undefined ? {} : { why: entry.why }),
    ...details,
  };
}
