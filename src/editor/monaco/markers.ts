import { consumerNames } from '#core/diagnostics/consumer-names.ts';
import type { Diagnostic, Severity } from '#core/diagnostics/diagnostic.ts';
import { editorRange, firstLineOf, type StoredLines } from '../position-map.ts';
import { monaco } from './monaco.ts';

const severities = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
} satisfies Record<Severity, monaco.MarkerSeverity>;

/** A finding as Monaco underlines it; what it says reads from top to bottom: what, why, what to do, who minds. */
export function markerOf(
  { code, severity, source, span, message, why, hint, consumers = [], related = [] }: Diagnostic,
  lines: StoredLines,
  resource: monaco.Uri,
): monaco.editor.IMarkerData {
  const isHere = (other: { readonly source: string }): boolean => other.source === source;
  const paragraphs = [
    message,
    why,
    hint,
    ...consumers.map(
      ({ consumer, outcome, message: logged }) =>
        `${consumerNames[consumer]} ${outcome}${logged === undefined ? '' : `: ${logged}`}`,
    ),
    ...related.filter((other) => !isHere(other)).map((other) => `${other.source}: ${other.message}`),
  ];
  return {
    // A certificate underlined from end to end hides what else is found in it.
    ...firstLineOf(lines, editorRange(lines, span)),
    code,
    severity: severities[severity],
    message: paragraphs.filter((paragraph) => paragraph !== undefined).join('\n'),
    relatedInformation: related
      .filter(isHere)
      .map((other) => ({ ...editorRange(lines, other.span), resource, message: other.message })),
  };
}
