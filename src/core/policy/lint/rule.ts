/** What a lint rule is. Each stands in a file of its own in rules/; registry.ts lists them. */
import type { PolicyCode } from '#core/diagnostics/codes/policy.ts';
import type { Severity } from '#core/diagnostics/diagnostic.ts';
import type { RegoCode } from '#core/rego/finding.ts';
import type { ProfileId } from '#core/rego/profile.ts';
import type { Span } from '#core/text/span.ts';
import type { TextEdit } from '#core/text/edit.ts';
import type { Witness } from '../matrix/verdict.ts';
import type { LintSubject } from './subject.ts';

/** What a rule found at one place. */
export interface Finding {
  readonly span: Span;
  /** One sentence about the text. */
  readonly message: string;
  /** What to do, where that differs from place to place. */
  readonly hint?: string;
  /** Where this place is worse or better than the rule in general. */
  readonly severity?: Severity;
  readonly fix?: { readonly title: string; readonly edits: readonly TextEdit[] };
  /** A request that shows it: the policy allows it. */
  readonly witness?: Witness;
}

/** A policy, as a text that a person could have written. */
interface Examples {
  /** The rule finds something in it. Its first test, and shown on its page. */
  readonly bad: string;
  /** The same done well: the rule finds nothing. */
  readonly good: string;
  /** Releases in which the examples hold; absent means all of Kata. */
  readonly profiles?: readonly ProfileId[];
}

export interface LintRule extends Examples {
  readonly code: PolicyCode;
  /** Why it matters at run time. */
  readonly why: string;
  /** What to do, when that is the same everywhere. */
  readonly hint?: string;
  /** `agent`: about policies of the agent only; `rego`: about any Rego, Trustee's policies included. */
  readonly about: 'agent' | 'rego';
  readonly find: (subject: LintSubject) => Iterable<Finding>;
}

/** A rule of the catalogue that the parser itself reports, with examples for its page. */
export interface SyntaxRule extends Examples {
  readonly code: RegoCode;
}
