/** What the policy workbench and its worker say to each other. Policies are texts; rows, findings and inputs are plain data. */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import type { SignatureHelp } from '#core/policy/assist/signature-help.ts';
import type { Completion, Hover, Occurrence, OutlineItem, Renaming } from '#core/policy/assist/types.ts';
import type { RulePage } from '#core/policy/lint/pages.ts';
import type { RequestComparison } from '#core/policy/matrix/compare.ts';
import type { RequestVerdict, Witness } from '#core/policy/matrix/verdict.ts';
import type { TextEdit } from '#core/text/edit.ts';
import type { GeneratorCalls } from './policy-generate-calls.ts';
import type { PolicyRunCalls, PolicyText } from './policy-run-calls.ts';

/** The matrix as it is shown: what the rows leave unsaid holds for all of them. */
export interface MatrixAnswer {
  /** What the engine says when it does not load the policy: every request fails. */
  readonly loadError?: string;
  /** What the engine answers to every request, although it loaded the policy. */
  readonly failure?: string;
  readonly allowsFailures: boolean;
  readonly rows: readonly RequestVerdict[];
  /** False when time ran out before every input was tried. */
  readonly complete: boolean;
}

export interface FoundInPolicy {
  readonly diagnostic: Diagnostic;
  /** A request that shows the finding: the policy allows it. */
  readonly witness?: Witness;
}

export interface MatrixRequest extends PolicyText {
  /** After so long no further input is tried. */
  readonly milliseconds: number;
}

/** The same for another policy, and how it stands to the first. */
export type ComparisonAnswer =
  | { readonly kind: 'compared'; readonly second: MatrixAnswer; readonly rows: readonly RequestComparison[] }
  | { readonly kind: 'refused'; readonly reason: string };

export type FormatAnswer =
  | { readonly kind: 'formatted'; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** An offset in a policy that may be broken because it is being typed. */
export interface PolicyPlace extends PolicyText {
  readonly offset: number;
}

export interface PolicyCalls extends PolicyRunCalls, GeneratorCalls {
  /** What parser and compiler say: quick enough for every keystroke. */
  readonly check: { readonly request: PolicyText; readonly response: readonly Diagnostic[] };
  readonly matrix: { readonly request: MatrixRequest; readonly response: MatrixAnswer };
  /** Everything that is found, what `check` says included. */
  readonly lint: { readonly request: PolicyText; readonly response: readonly FoundInPolicy[] };
  /** `policy` is the one that is worked on, `other` the one that it is compared with. */
  readonly compare: {
    readonly request: PolicyText & { readonly other: string };
    readonly response: ComparisonAnswer;
  };
  readonly format: { readonly request: PolicyText; readonly response: FormatAnswer };
  /** Edits that set the default of a request; empty when it is that already. */
  readonly default: {
    readonly request: PolicyText & { readonly name: RequestVerdict['name']; readonly value: boolean };
    readonly response: readonly TextEdit[];
  };
  readonly complete: { readonly request: PolicyPlace; readonly response: readonly Completion[] };
  readonly hover: { readonly request: PolicyPlace; readonly response: Hover | undefined };
  /** The page of a rule by the code of its findings; undefined for codes that have none. */
  readonly page: { readonly request: { readonly code: string }; readonly response: RulePage | undefined };
  /** The call of a builtin around the offset. */
  readonly signature: { readonly request: PolicyPlace; readonly response: SignatureHelp | undefined };
  readonly outline: { readonly request: PolicyText; readonly response: readonly OutlineItem[] };
  /** Every place that means the same as the name at the offset. */
  readonly occurrences: { readonly request: PolicyPlace; readonly response: readonly Occurrence[] };
  readonly rename: {
    readonly request: PolicyPlace & { readonly name: string };
    readonly response: Renaming;
  };
}
