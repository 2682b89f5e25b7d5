/** All findings of the workspace: those made at every keystroke, and those that need the finished annotation. */
import { compareDiagnostics, type Diagnostic, type Severity } from '#core/diagnostics/diagnostic.ts';
import type { AnalysisState } from './analysis.ts';

const none: readonly Diagnostic[] = [];
let last: {
  readonly analysed: readonly Diagnostic[];
  readonly sized: readonly Diagnostic[];
  readonly all: readonly Diagnostic[];
} = {
  analysed: none,
  sized: none,
  all: none,
};

/** Sorted as the problems panel shows them; the same list as long as nothing changed. */
export function findingsOf({
  analysis,
  outputs,
}: Pick<AnalysisState, 'analysis' | 'outputs'>): readonly Diagnostic[] {
  const analysed = analysis?.diagnostics ?? none;
  const sized = outputs?.diagnostics ?? none;
  if (last.analysed !== analysed || last.sized !== sized) {
    const all = sized.length === 0 ? analysed : [...analysed, ...sized].toSorted(compareDiagnostics);
    last = { analysed, sized, all };
  }
  return last.all;
}

export function countBySeverity(findings: readonly Diagnostic[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}
