/** Changes of a policy's text that set the default of a request. */
import { insertAt, replaceSpan, type TextEdit } from '#core/text/edit.ts';
import type { RequestName } from '../requests/catalogue.ts';
import type { PolicyReading } from './reading.ts';

/**
 * Edits after which the default of a request is what is wanted: the value of the default that counts, or a new line behind
 * the last default. They say nothing of other rules of that name.
 *
 * @returns no edits when the default is that already, or the text has no package to write behind
 */
export function defaultEdits(
  { text, module, rules }: PolicyReading,
  name: RequestName,
  value: boolean,
): readonly TextEdit[] {
  if (module === undefined) return [];
  // Of several defaults the engine takes the first.
  const existing = (rules.get(name) ?? []).find((rule) => rule.kind === 'default');
  if (existing !== undefined) {
    const { span } = existing.value;
    if (text.slice(span.from, span.to) === String(value)) return [];
    return [replaceSpan(span, String(value))];
  }
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const line = `default ${name} := ${value}`;
  const last = module.rules.findLast((rule) => rule.kind === 'default');
  if (last !== undefined) return [insertAt(endOfLine(text, last.span.to), `${lineEnd}${line}`)];
  const header = [module.package.span.to, ...module.imports.map(({ span }) => span.to)];
  return [insertAt(endOfLine(text, Math.max(...header)), `${lineEnd}${lineEnd}${line}`)];
}

/** Behind what stands on the line, a comment included. */
function endOfLine(text: string, offset: number): number {
  const rest = /^[^\S\r\n]*(?:#[^\r\n]*)?(?=\r?\n|$)/.exec(text.slice(offset));
  return offset + (rest?.[0].length ?? 0);
}
