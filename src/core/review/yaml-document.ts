/** One YAML document of a text with several. */
import type { Span } from '#core/text/span.ts';

/**
 * The document around a place, between two `---` lines. Offsets stay those of the whole: what stands before it becomes a
 * comment of the same length.
 */
export function yamlDocumentAt(text: string, span: Span): string {
  const line = text.lastIndexOf('\n---', span.from);
  const start = line < 0 ? 0 : line + 1;
  const next = text.indexOf('\n---', span.to);
  const end = next < 0 ? text.length : next + 1;
  return start === 0 ? text.slice(0, end) : `${'#'.padEnd(start - 1)}\n${text.slice(start, end)}`;
}
