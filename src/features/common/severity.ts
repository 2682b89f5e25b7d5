/** Severities as they are called and coloured on screen. */
import type { Severity } from '#core/diagnostics/diagnostic.ts';
import type { Tone } from '#ui/tone.ts';

export const severities = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

interface SeverityWords {
  readonly word: string;
  readonly plural: string;
  readonly tone: Tone;
}

export const severityWords = {
  error: { word: 'Error', plural: 'Errors', tone: 'error' },
  warning: { word: 'Risk', plural: 'Risks', tone: 'risk' },
  info: { word: 'Note', plural: 'Notes', tone: 'note' },
} as const satisfies Record<Severity, SeverityWords>;

/** How many findings there are of each severity. */
export function countBySeverity(
  diagnostics: readonly { readonly severity: Severity }[],
): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of diagnostics) counts[severity] += 1;
  return counts;
}
