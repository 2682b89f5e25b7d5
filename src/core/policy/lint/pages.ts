/** The page of every rule: what it finds, why that matters, how it looks and how it looks done well. */
import { policyCodes } from '#core/diagnostics/codes/policy.ts';
import { regoCodes } from '#core/diagnostics/codes/rego.ts';
import type { CatalogueEntry } from '#core/diagnostics/entry.ts';
import { lintRules } from './registry.ts';
import type { LintRule, SyntaxRule } from './rule.ts';
import { syntaxRules } from './syntax-rules.ts';

export interface RulePage {
  readonly code: LintRule['code'] | SyntaxRule['code'];
  readonly title: string;
  readonly severity: CatalogueEntry['severity'];
  readonly why: string | undefined;
  readonly hint: string | undefined;
  readonly bad: string;
  readonly good: string;
  /** Where the fact can be read. */
  readonly reference: string;
}

/** Longer examples say no more than their beginning. */
const maxShown = 2_000;

/** All pages: those of the parser first, then those of the lint, in the order of the catalogue. */
export const rulePages: readonly RulePage[] = [
  ...syntaxRules.map(({ code, bad, good }): RulePage => pageOf(code, regoCodes[code], { bad, good })),
  ...lintRules.map((rule): RulePage => pageOf(rule.code, policyCodes[rule.code], rule)),
];

/** The page of a finding's code; undefined for codes that have none. */
export function rulePageOf(code: string): RulePage | undefined {
  return rulePages.find((page) => page.code === code);
}

function pageOf(
  code: RulePage['code'],
  { title, severity, why, reference }: CatalogueEntry,
  rule: Pick<LintRule, 'bad' | 'good'> & Partial<Pick<LintRule, 'why' | 'hint'>>,
): RulePage {
  const bad = rule.bad.length > maxShown ? `${rule.bad.slice(0, maxShown)}…` : rule.bad;
  return { code, title, severity, why: rule.why ?? why, hint: rule.hint, bad, good: rule.good, reference };
}
