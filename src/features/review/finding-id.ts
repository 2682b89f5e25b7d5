import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';

/** Names a finding for as long as it stands where it stands: what was accepted stays accepted when it is found again. */
export function findingId({ code, source, span }: Diagnostic): string {
  return `${code} ${source} ${String(span.from)}`;
}
