import type { SourceName } from '#core/diagnostics/diagnostic.ts';
import type { Span } from '#core/text/span.ts';

/** Where a finding points whose cause is a choice and not a text of its own. */
export interface Place {
  readonly source: SourceName;
  readonly span: Span;
}
