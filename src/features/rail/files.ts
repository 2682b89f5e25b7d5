/** The rows of the file rail: data entries in document order, what else stands in `data`, the document, the manifest. */
import type { EntryFacts } from '#core/analysis/analysis.ts';
import type { Diagnostic, Severity } from '#core/diagnostics/diagnostic.ts';
import type { OtherData, Outline } from '#core/initdata/outline.ts';
import type { Span } from '#core/text/span.ts';
import type { EditorTab } from '#state/view.ts';
import { countBySeverity, severities } from '../common/severity.ts';
import { entryTab } from '../common/sources.ts';

/** Entries that components of the guest read, in the order in which they are offered. */
export const wellKnownEntries = ['policy.rego', 'aa.toml', 'cdh.toml'] as const;

export interface EntryRow {
  /** Stays with the entry when others come and go. */
  readonly id: string;
  readonly key: string;
  readonly tab: EditorTab;
  /** Position among the entries of the document. */
  readonly index: number;
  /** UTF-8 bytes as last counted; undefined before the first analysis of the entry. */
  readonly bytes: number | undefined;
  readonly findings: Readonly<Record<Severity, number>>;
  /** Why the entry cannot be edited on its own. */
  readonly unreadable: string | undefined;
}

/** Something in `data` that no component reads as a file. */
export interface OtherRow {
  readonly name: string;
  readonly reason: string;
  readonly span: Span;
}

/** The entries of a document in its order; a repeated key has a row each, and only the first can be edited. */
export function entryRows(
  outline: Outline,
  diagnostics: readonly Diagnostic[],
  facts: readonly EntryFacts[],
): readonly EntryRow[] {
  const seen = new Set<string>();
  return outline.entries.map(({ key, closed }, index) => {
    const repeated = seen.has(key);
    seen.add(key);
    return {
      id: repeated ? `${String(index)}:${key}` : `:${key}`,
      key,
      tab: entryTab(key),
      index,
      bytes: facts.find((fact) => fact.key === key)?.bytes,
      findings: findingsOf(diagnostics, entryTab(key)),
      unreadable: repeated
        ? 'The key stands twice: no component accepts the document.'
        : closed
          ? undefined
          : 'The end of its string was not found: mend it in initdata.toml.',
    };
  });
}

/** True when two rows show the same. */
export function isSameRow(a: EntryRow, b: EntryRow): boolean {
  return (
    a.key === b.key &&
    a.index === b.index &&
    a.bytes === b.bytes &&
    a.unreadable === b.unreadable &&
    severities.every((severity) => a.findings[severity] === b.findings[severity])
  );
}

export function otherRows(outline: Outline): readonly OtherRow[] {
  return outline.others.map((other) => ({
    name: other.path.length === 0 ? 'data' : other.path.join('.'),
    reason: reasonOf(other),
    span: other.keySpan,
  }));
}

export function missingEntries(outline: Outline): readonly string[] {
  return wellKnownEntries.filter((key) => !outline.entries.some((entry) => entry.key === key));
}

export function findingsOf(
  diagnostics: readonly Diagnostic[],
  source: EditorTab,
): Readonly<Record<Severity, number>> {
  return countBySeverity(diagnostics.filter((diagnostic) => diagnostic.source === source));
}

function reasonOf({ kind }: OtherData): string {
  switch (kind) {
    case 'unquoted':
      return 'Key without quotes: TOML reads a table, not a file.';
    case 'table':
      return 'A table: entries must be strings.';
    case 'value':
      return 'Not a string.';
  }
}
