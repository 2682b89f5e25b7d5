/**
 * Findings about a policy beyond its syntax. Exposure is decided by asking the policy, so that a finding comes with a request
 * that shows it. Pure and bounded; builtins of the profile must have been loaded (`loadBuiltins`).
 */
import { policyCodes } from '#core/diagnostics/codes/policy.ts';
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { findingFrom } from '#core/diagnostics/finding.ts';
import type { Profile } from '#core/rego/profile.ts';
import { modelOf, type PolicyModel } from '../matrix/model.ts';
import type { Witness } from '../matrix/verdict.ts';
import { lintRules } from './registry.ts';
import type { Finding, LintRule } from './rule.ts';
import { type LintOptions, subjectOf } from './subject.ts';

export interface PolicyFinding {
  readonly diagnostic: Diagnostic;
  /** A request that shows the finding: the policy allows it. */
  readonly witness?: Witness;
}

const source = 'entry:policy.rego';

/**
 * Looks at a policy with every rule that concerns the profile: what the parser found first, then rule after rule. Never
 * throws.
 */
export function lintPolicy(
  text: string,
  profile: Profile,
  options: LintOptions = {},
): readonly PolicyFinding[] {
  return lintModel(modelOf(text, profile), options);
}

/** The same for a policy that was read already. */
export function lintModel(model: PolicyModel, options: LintOptions = {}): readonly PolicyFinding[] {
  const { parsed, profile } = model.reading;
  const fromParser = parsed.diagnostics.map((diagnostic) => ({ diagnostic }));
  const subject = subjectOf(model, options);
  if (subject === undefined) return fromParser;
  const isAgent = profile.id.startsWith('kata-');
  const found = lintRules
    .filter(({ about }) => about === 'rego' || isAgent)
    .flatMap((rule) =>
      options.signal?.aborted === true
        ? []
        : [...rule.find(subject)].map((finding) => findingOf(rule, finding)),
    );
  return [...fromParser, ...found];
}

function findingOf(rule: LintRule, finding: Finding): PolicyFinding {
  const { span, message, severity, fix, witness } = finding;
  const hint = finding.hint ?? rule.hint;
  const diagnostic = findingFrom(policyCodes[rule.code], rule.code, source, span, message, {
    why: rule.why,
    ...(hint === undefined ? {} : { hint }),
    ...(severity === undefined ? {} : { severity }),
    ...(fix === undefined ? {} : { fix: { ...fix, source } }),
  });
  return { diagnostic, ...(witness === undefined ? {} : { witness }) };
}
