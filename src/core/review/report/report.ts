/**
 * A review as something to attach to a pull request. One plain value, and three pure writers of it: Markdown for people, JSON
 * for programs, SARIF for code scanning.
 */
import type { Diagnostic } from '#core/diagnostics/diagnostic.ts';
import { consumerNames } from '#core/diagnostics/consumer-names.ts';
import { catalogue } from '#core/diagnostics/catalogue.ts';
import type { Comparison } from '#core/expected/comparison.ts';
import { lineAndColumn } from './places.ts';
import type { Layer, Review, Subject, Verdict } from '../review.ts';

/** A finding that somebody looked at and let stand. */
export interface AcceptedNote {
  /** As `findingKey` names it. */
  readonly finding: string;
  /** In the reviewer's words; never empty. */
  readonly reason: string;
}

export interface ReportRequest {
  readonly review: Review;
  readonly notes: readonly AcceptedNote[];
  /** Of this studio. */
  readonly toolVersion: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

export interface ReportFinding {
  readonly code: string;
  readonly title: string;
  readonly severity: 'error' | 'risk' | 'note';
  /** The text that it is about: `initdata.toml`, a data entry, the annotation or the manifest. */
  readonly file: string;
  /** From 1, in that text. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  readonly why?: string;
  readonly hint?: string;
  readonly reference: string;
  readonly consumers: readonly {
    readonly name: string;
    readonly outcome: string;
    readonly message?: string;
  }[];
  /** The reviewer's reason, when it was accepted. */
  readonly accepted?: string;
}

export interface ReportLayer {
  readonly title: string;
  readonly state: Layer['state'];
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly verdicts: readonly ReportVerdict[];
}

export interface ReportVerdict {
  readonly name: string;
  readonly outcome: Verdict['outcome'];
  readonly message?: string;
  readonly note?: string;
}

export interface Report {
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly headline: string;
  readonly detail?: string;
  readonly sentence: string;
  readonly source: { readonly kind: string; readonly label?: string; readonly path?: string };
  /** True when the report is about a repaired copy and not about what was given. */
  readonly repaired: boolean;
  readonly document?: {
    readonly bytes: number;
    readonly algorithm?: string;
    readonly digests: Readonly<Record<string, string>>;
    /** The digest that counts. */
    readonly digest?: string;
    readonly files: readonly { readonly name: string; readonly bytes: number }[];
  };
  readonly expected?: {
    readonly written: string;
    readonly result: Comparison['kind'];
    readonly explanation?: string;
  };
  readonly layers: readonly ReportLayer[];
  readonly outcomes: readonly ReportVerdict[];
  readonly findings: readonly ReportFinding[];
  readonly checks: readonly { readonly name: string; readonly skipped?: string }[];
}

const severities = { error: 'error', warning: 'risk', info: 'note' } as const;

/** Names a finding for as long as it stands where it stands. */
export function findingKey({ code, source, span }: Diagnostic): string {
  return `${code} ${source} ${String(span.from)}`;
}

/** Gathers what a report says. Pure. */
export function reportOf({ review, notes, toolVersion, time }: ReportRequest): Report {
  const { subject, choices, chosen, headline, sentence, paste } = review;
  const choice = chosen === undefined ? undefined : choices[chosen];
  const expected = expectedOf(subject);
  return {
    tool: { name: 'Init-Data Studio', version: toolVersion },
    time: new Date(time).toISOString(),
    headline: headline.text,
    ...(headline.detail === undefined ? {} : { detail: headline.detail }),
    sentence: sentence
      .map(({ text }) => text)
      .join('')
      .trim(),
    source: {
      kind: paste.kind,
      ...(choice === undefined ? {} : { label: choice.label }),
      ...(choice?.path === undefined ? {} : { path: choice.path }),
    },
    repaired: subject?.isRepaired ?? false,
    ...documentOf(subject),
    ...(expected === undefined ? {} : { expected }),
    layers: (subject?.layers ?? []).map(layerOf),
    outcomes: (subject?.outcomes ?? []).map(verdictOf),
    findings: (subject?.findings ?? []).map((finding) => findingOf(finding, review, notes)),
    checks: subject?.checks ?? [],
  };
}

function documentOf(subject: Subject | undefined): Pick<Report, 'document'> {
  const document = subject?.document;
  if (document === undefined) return {};
  const { digests, facts, bytes, files } = document;
  const of =
    digests.kind === 'computed'
      ? Object.fromEntries(Object.entries(digests.of).map(([algorithm, { hex }]) => [algorithm, hex]))
      : {};
  const decided = digests.kind === 'computed' ? digests.decided : undefined;
  return {
    document: {
      bytes: bytes.length,
      ...(facts.algorithm === undefined ? {} : { algorithm: facts.algorithm }),
      digests: of,
      ...(digests.kind === 'computed' && decided !== undefined ? { digest: digests.of[decided].hex } : {}),
      files: files.map(({ key, bytes: length }) => ({ name: key, bytes: length })),
    },
  };
}

function expectedOf(subject: Subject | undefined): Report['expected'] {
  const comparison = subject?.comparison;
  if (comparison === undefined || comparison.kind === 'unchecked') return undefined;
  const explanation = comparison.kind === 'differs' ? comparison.explanation?.text : undefined;
  return {
    written: comparison.expected.written,
    result: comparison.kind,
    ...(explanation === undefined ? {} : { explanation }),
  };
}

function layerOf({ title, state, facts, verdicts }: Layer): ReportLayer {
  return {
    title,
    state,
    facts: facts.map(({ name, value }) => ({ name, value })),
    verdicts: verdicts.map(verdictOf),
  };
}

function verdictOf({ consumer, outcome, message, note }: Verdict): ReportVerdict {
  return {
    name: consumerNames[consumer],
    outcome,
    ...(message === undefined ? {} : { message }),
    ...(note === undefined ? {} : { note }),
  };
}

function findingOf(finding: Diagnostic, review: Review, notes: readonly AcceptedNote[]): ReportFinding {
  const { code, severity, source, span, message, why, hint, consumers = [] } = finding;
  const key = findingKey(finding);
  const accepted = notes.find((note) => note.finding === key)?.reason;
  const text = textOf(source, review);
  const [start, end] = [lineAndColumn(text, span.from), lineAndColumn(text, span.to)];
  return {
    code,
    title: catalogue[code].title,
    severity: severities[severity],
    file: fileOf(source),
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    message,
    ...(why === undefined ? {} : { why }),
    ...(hint === undefined ? {} : { hint }),
    reference: catalogue[code].reference,
    consumers: consumers.map((one) => ({
      name: consumerNames[one.consumer],
      outcome: one.outcome,
      ...(one.message === undefined ? {} : { message: one.message }),
    })),
    ...(accepted === undefined ? {} : { accepted }),
  };
}

function fileOf(source: Diagnostic['source']): string {
  if (source === 'initdata') return 'initdata.toml';
  if (source === 'manifest') return 'manifest.yaml';
  if (source === 'annotation') return 'annotation.b64';
  return source === 'image' ? 'initdata.img' : source.replace(/^entry:/, '');
}

function textOf(source: Diagnostic['source'], { subject, paste }: Review): string {
  if (source === 'initdata') return subject?.document?.text ?? '';
  if (source === 'manifest') return paste.text ?? '';
  if (source === 'annotation') return subject?.value ?? '';
  return subject?.document?.files.find((file) => file.source === source)?.text ?? '';
}
