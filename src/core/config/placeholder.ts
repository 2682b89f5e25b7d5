import type { Span } from '#core/text/span.ts';

/**
 * Marks that a guide or a template left for somebody to replace: `${X}`, `$X`, `{{ x }}`, `<x>`, `your-…`, `changeme`,
 * and the `.xxx.` that stands for a part of a host name.
 */
const marks =
  /\$\{[^}\n]{0,80}\}|\$[A-Za-z_][A-Za-z0-9_]{0,80}|\{\{[^}\n]{0,80}\}\}|<[A-Za-z][A-Za-z0-9_. -]{0,60}>|\byour-[a-z0-9-]{1,60}|\bchange-?me\b|\.xxx\./i;

/** The first placeholder in a value, as offsets in it. */
export function placeholderIn(value: string): Span | undefined {
  const match = marks.exec(value);
  return match === null ? undefined : { from: match.index, to: match.index + match[0].length };
}
