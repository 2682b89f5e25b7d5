/**
 * Placeholders of shells and template engines that were never filled in. `aa.toml` and `cdh.toml` are left to the config
 * room, which knows their keys.
 */
import type { Diagnostic, SourceName } from '../diagnostics/diagnostic.ts';
import { diagnostic } from '../diagnostics/diagnostic.ts';
import { replaceSpan } from '../text/edit.ts';
import type { Span } from '../text/span.ts';
import { finding, mend } from './finding.ts';
import type { Outline } from './outline.ts';

interface Leftover {
  readonly index: number;
  readonly written: string;
}

/** In values of fields, where nothing but a plain word belongs. */
const inField = /\$\{[^}\n]*\}|\$\([^)\n]*\)|\$[A-Za-z_]\w*|\{\{[^}\n]*\}\}|<[A-Za-z][^<>\n]*>/;
/** On lines of their own: what `cat <<EOF`, envsubst, Helm and Go templates leave when they did not run. */
const inContent =
  /^[ \t]*(?:\$\{[A-Za-z_]\w*\}|\$[A-Z_][A-Z0-9_]*|\{\{-?[^{}\n]*\}\}|<[A-Za-z][\w -]*>)[ \t]*\r?$/m;
/** True when content is nothing but a placeholder, which says nothing about what will stand there. */
export function isTemplate(content: string): boolean {
  return (
    content.length < 400 &&
    /^\s*(?:\$\{[^}\n]*\}|\$\w+|\{\{[^{}\n]*\}\}|<[^<>\n]*>|\.{3}|…)\s*$/.test(content)
  );
}

const ownChecks: readonly string[] = ['aa.toml', 'cdh.toml'];

export function checkTemplates(text: string, outline: Outline): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const { value, valueSpan, key } of outline.fields) {
    const leftover = leftoverIn(
      value ?? text.slice(valueSpan.from, Math.min(valueSpan.to, valueSpan.from + 200)),
      inField,
    );
    if (leftover !== undefined) {
      found.push(
        finding(
          'initdata/template-leftover',
          valueSpan,
          `The value of ${key} is the placeholder ${leftover.written}.`,
          {
            hint: 'Fill it in; a shell does so only in a here-document whose delimiter is not quoted.',
            ...(key === 'version' || key === 'algorithm' ? settled(key, valueSpan) : {}),
          },
        ),
      );
    }
  }
  for (const { span } of outline.scan.statements.filter(({ kind }) => kind === 'broken')) {
    const leftover = leftoverIn(
      text.slice(span.from, Math.min(span.to, span.from + 400)),
      /\{\{[^{}\n]*\}\}|\$\{[A-Za-z_]\w*\}/,
    );
    if (leftover === undefined) continue;
    found.push(
      finding(
        'initdata/template-leftover',
        span,
        `${leftover.written} belongs to a template that was never rendered.`,
        {
          hint: 'Render the template first; the result is what has to be TOML.',
        },
      ),
    );
    break;
  }
  for (const { key, content, closed } of outline.entries) {
    if (!closed || ownChecks.includes(key)) continue;
    const leftover = leftoverIn(content, inContent);
    if (leftover !== undefined) found.push(inEntry(`entry:${key}`, leftover));
  }
  return found;
}

function settled(key: 'version' | 'algorithm', span: Span): ReturnType<typeof mend> {
  const value = key === 'version' ? '0.1.0' : 'sha256';
  return mend(`Set ${key} to ${value}`, replaceSpan(span, `"${value}"`));
}

function inEntry(source: SourceName, { index, written }: Leftover): Diagnostic {
  const span = { from: index, to: index + written.length };
  return diagnostic(
    'initdata/template-leftover',
    source,
    span,
    `${written} is a placeholder that was never filled in.`,
    {
      hint: 'Put the real content here.',
    },
  );
}

function leftoverIn(value: string, pattern: RegExp): Leftover | undefined {
  const match = pattern.exec(value);
  if (match === null) return undefined;
  const written = match[0].trim();
  return { index: match.index + match[0].indexOf(written), written };
}
