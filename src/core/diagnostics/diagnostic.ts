/**
 * The one type for every finding, from a TOML slip to a lint rule. Plain data: it crosses a worker and fits in a test.
 *
 * A problem in the user's text is a value of this type and never an exception.
 */
import type { TextEdit } from '../text/edit.ts';
import type { Span } from '../text/span.ts';
import { catalogue, type DiagnosticCode } from './catalogue.ts';
import { findingFrom } from './finding.ts';

/** Shown as Error, Risk and Note. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * Which text a span points into: the Init-Data document, the manifest, an annotation value, the policy of the key broker,
 * a command line, or the content of one data entry under its own key.
 */
export type SourceName =
  'initdata' | 'manifest' | 'annotation' | 'image' | 'resource-policy' | 'command' | `entry:${string}`;

/** Programs that read Init-Data and do not agree about it. */
export type Consumer =
  'go' | 'runtime-rs' | 'agent' | 'aa' | 'cdh' | 'caa' | 'cococtl' | 'contrast' | 'trustee';

export interface ConsumerOutcome {
  readonly consumer: Consumer;
  readonly outcome: 'accepts' | 'rejects' | 'panics' | 'ignores';
  /** The words that the component logs, for searching; absent when it logs none or they are not known. */
  readonly message?: string;
}

export interface Related {
  readonly source: SourceName;
  readonly span: Span;
  readonly message: string;
}

/** A change that mends the finding: edits of the text named by `source`, one undo step. */
export interface Fix {
  readonly title: string;
  readonly source: SourceName;
  readonly edits: readonly TextEdit[];
}

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly source: SourceName;
  readonly span: Span;
  /** One sentence about the text: what is there and what was expected. */
  readonly message: string;
  /** Why it matters at run time. */
  readonly why?: string;
  /** What to do. */
  readonly hint?: string;
  readonly consumers?: readonly ConsumerOutcome[];
  readonly related?: readonly Related[];
  readonly fix?: Fix;
}

export type DiagnosticDetails = Partial<
  Pick<Diagnostic, 'severity' | 'why' | 'hint' | 'consumers' | 'related' | 'fix'>
>;

/** A value with the findings made on the way to it; without a value the text did not yield one. */
export interface Checked<T> {
  readonly value?: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** Makes a finding; severity and reason come from the catalogue unless the place knows better. */
export function diagnostic(
  code: DiagnosticCode,
  source: SourceName,
  span: Span,
  message: string,
  details: DiagnosticDetails = {},
): Diagnostic {
  return findingFrom(catalogue[code], code, source, span, message, details);
}

const severityRank: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** Errors first, then by source and place: the order of the problems panel. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    severityRank[a.severity] - severityRank[b.severity] ||
    (a.source < b.source ? -1 : a.source > b.source ? 1 : a.span.from - b.span.from)
  );
}
