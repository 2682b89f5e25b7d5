/** The rows of the problems panel: findings that pass the filter, with their place as people count it. */
import type { Inputs } from '#state/analysis.ts';
import type { Diagnostic, SourceName } from '#core/diagnostics/diagnostic.ts';
import { entryOf, outlineOf } from '#core/initdata/outline.ts';
import { lineIndexOf, positionAt, type LineIndex } from '#core/text/line-index.ts';
import { entryKeyOf, labelOfSource } from '../common/sources.ts';
import type { ProblemFilter } from './show-problems.ts';

export interface ProblemRow {
  /** Stable while the finding stays, for keys and focus. */
  readonly id: string;
  readonly diagnostic: Diagnostic;
  /** `aa.toml:2:1`, both counted from 1. */
  readonly place: string;
}

/** The text that spans of a source point into, as it was when it was analysed. */
export function textOfSource(source: SourceName, inputs: Inputs): string | undefined {
  if (source === 'manifest') return inputs.manifest;
  if (inputs.document.kind === 'bytes') return undefined;
  const { text } = inputs.document;
  const key = entryKeyOf(source);
  return key === undefined ? text : entryOf(outlineOf(text), key)?.content;
}

/** Findings in the order they were given, with their places. */
export function problemRows(diagnostics: readonly Diagnostic[], inputs: Inputs): readonly ProblemRow[] {
  const indexes = new Map<SourceName, LineIndex | undefined>();
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const { source, span, code } = diagnostic;
    if (!indexes.has(source)) {
      const text = textOfSource(source, inputs);
      indexes.set(source, text === undefined ? undefined : lineIndexOf(text));
    }
    const index = indexes.get(source);
    const position = index === undefined ? undefined : positionAt(index, span.from);
    const place =
      position === undefined
        ? labelOfSource(source)
        : `${labelOfSource(source)}:${String(position.line)}:${String(position.column)}`;
    const name = `${code} ${place}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { id: `${name} ${String(count)}`, diagnostic, place };
  });
}

export function filterRows(rows: readonly ProblemRow[], filter: ProblemFilter): readonly ProblemRow[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(({ diagnostic, place }) => {
    if (filter.severity !== undefined && diagnostic.severity !== filter.severity) return false;
    if (filter.source !== undefined && diagnostic.source !== filter.source) return false;
    const text = `${diagnostic.message} ${diagnostic.code} ${place} ${diagnostic.hint ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The texts that have findings, in the order of their first one. */
export function sourcesOf(rows: readonly ProblemRow[]): readonly SourceName[] {
  return [...new Set(rows.map(({ diagnostic }) => diagnostic.source))];
}
