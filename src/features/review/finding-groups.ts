/** Findings that say the same of several places, as one. */
import type { Diagnostic, Severity } from '#core/diagnostics/diagnostic.ts';

export interface PlacedFinding {
  readonly finding: Diagnostic;
  /** Its position in the findings of the review. */
  readonly index: number;
}

/** At least one; the first stands for all of them. */
export type FindingGroup = readonly [PlacedFinding, ...PlacedFinding[]];

/** The findings of a severity in their order, those with the same words at the first of them. */
export function groupsOf(findings: readonly Diagnostic[], severity: Severity): readonly FindingGroup[] {
  const groups = new Map<string, [PlacedFinding, ...PlacedFinding[]]>();
  for (const [index, finding] of findings.entries()) {
    if (finding.severity !== severity) continue;
    const { code, source, message, hint = '' } = finding;
    const key = JSON.stringify([code, source, message, hint]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [{ finding, index }]);
    else known.push({ finding, index });
  }
  return [...groups.values()];
}
