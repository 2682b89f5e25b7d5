/** Findings for one editor. Those about an entry's content are shown in the entry, and at their place in the document. */
import type { Diagnostic, SourceName } from '#core/diagnostics/diagnostic.ts';
import { entryOf, type Outline } from '#core/initdata/outline.ts';
import type { Span } from '#core/text/span.ts';
import { contentToText } from '#core/toml/string-map.ts';
import type { EditorTab } from '#state/view.ts';
import { entryKeyOf } from '../common/sources.ts';

/**
 * @param text the document's text that the findings were made from, with its outline; undefined when it is not UTF-8
 */
export function diagnosticsFor(
  tab: EditorTab,
  diagnostics: readonly Diagnostic[],
  text: string | undefined,
  outline: Outline | undefined,
): readonly Diagnostic[] {
  if (tab !== 'initdata') return diagnostics.filter(({ source }) => source === tab);
  return diagnostics.flatMap((diagnostic) => {
    if (diagnostic.source === 'initdata') return [diagnostic];
    if (text === undefined || outline === undefined) return [];
    const span = spanInDocument(text, outline, diagnostic.source, diagnostic.span);
    return span === undefined ? [] : [{ ...diagnostic, span }];
  });
}

/** Where a place in an entry's content stands in the document. */
export function spanInDocument(
  text: string,
  outline: Outline,
  source: SourceName,
  span: Span,
): Span | undefined {
  const key = entryKeyOf(source);
  const entry = key === undefined ? undefined : entryOf(outline, key);
  if (entry === undefined) return undefined;
  const place = { span: entry.valueSpan, form: entry.form };
  return { from: contentToText(text, place, span.from), to: contentToText(text, place, span.to) };
}
