import type { CheckRun } from '#core/analysis/analysis.ts';

/** What the lint of the policy looks at, beside the checks of the analysis. */
export function lintCheck(hasPolicy: boolean, isDone: boolean): CheckRun {
  const name = 'policy.rego: every rule of the lint, those about exposure by asking the policy';
  if (!hasPolicy) return { name, skipped: 'the document has no readable policy.rego' };
  return isDone ? { name } : { name, skipped: 'not done yet' };
}
