/** Findings that keep a manifest from being read: syntax, templating, and the published mistakes that cause them. */
import { isMap, isScalar, visit, type Document } from 'yaml';
import { diagnostic, type Diagnostic, type Fix } from '#core/diagnostics/diagnostic.ts';
import type { TextEdit } from '#core/text/edit.ts';
import type { Span } from '#core/text/span.ts';
import { indentationAt, lineEndOf, lineStartOf, nextLineOf } from './lines.ts';
import type { ParsedYaml, YamlProblem } from './yaml.ts';

/** More findings of one syntax error help nobody: what follows the first is mostly its echo. */
const maxProblems = 3;

/** Everything that keeps the text from being read; empty when it can be. */
export function checkSyntax(yaml: ParsedYaml): readonly Diagnostic[] {
  const template = templateSpan(yaml);
  if (template !== undefined) return [templateFinding(template)];
  const known = [...equalsSigns(yaml.text), ...wrappedValues(yaml)];
  if (yaml.problems.length === 0) return known.filter(({ code }) => code === 'manifest/equals-sign');
  const tabs = yaml.problems.filter(({ code }) => code === 'TAB_AS_INDENT');
  if (tabs.length > 0) return tabs.slice(0, maxProblems).map((problem) => tabFinding(yaml.text, problem));
  if (known.length > 0) return known;
  return yaml.problems.slice(0, maxProblems).map(problemFinding);
}

function problemFinding({ code, span, message }: YamlProblem): Diagnostic {
  switch (code) {
    case 'DUPLICATE_KEY':
      return diagnostic('manifest/duplicate-key', 'manifest', span, 'This key stands twice in one map.', {
        hint: 'Keep one of the two.',
      });
    case 'TOO_DEEP':
      return diagnostic(
        'manifest/too-deep',
        'manifest',
        span,
        'The manifest is nested more than 100 levels deep.',
      );
    case 'TOO_LONG':
      return diagnostic(
        'manifest/too-long',
        'manifest',
        span,
        'The text is longer than 4 000 000 characters: it is not read as a manifest.',
      );
    default:
      return diagnostic(
        'manifest/syntax',
        'manifest',
        span,
        `This is neither YAML nor JSON: ${message.replace(/[.:]+$/, '')}.`,
        {
          hint: 'Nothing is changed in a text that cannot be read. Mend this place first.',
        },
      );
  }
}

function templateFinding(span: Span): Diagnostic {
  return diagnostic(
    'manifest/template',
    'manifest',
    span,
    'This is a template (such as a Helm chart), not a manifest: "{{" has to be filled in first.',
    {
      hint: 'Render it, with `helm template` for one, and open the result; or put the annotation into the values.',
    },
  );
}

/** The first `{{` that YAML reads as something other than text, or that keeps it from reading. */
function templateSpan(yaml: ParsedYaml): Span | undefined {
  const { text } = yaml;
  if (yaml.problems.length > 0) {
    const found = /\{\{|\{%/.exec(text);
    return found === null ? undefined : { from: found.index, to: found.index + 2 };
  }
  if (!text.includes('{{')) return undefined;
  for (const document of yaml.documents) {
    const from = doubleBrace(document, text);
    if (from !== undefined) return { from, to: from + 2 };
  }
  return undefined;
}

/** `{{ x }}` without quotes is a map whose key is a map: nobody writes that on purpose. */
function doubleBrace(document: Document.Parsed, text: string): number | undefined {
  let found: number | undefined;
  visit(document, {
    Map(_key, node) {
      const first = node.items[0]?.key;
      if (node.flow !== true || !isMap(first) || isScalar(first) || !node.range) return undefined;
      if (!text.startsWith('{{', node.range[0])) return undefined;
      found = node.range[0];
      return visit.BREAK;
    },
  });
  return found;
}

function tabFinding(text: string, { span }: YamlProblem): Diagnostic {
  const start = lineStartOf(text, span.from);
  const written = indentationAt(text, start);
  return diagnostic(
    'manifest/tab-indentation',
    'manifest',
    { from: start, to: start + Math.max(1, written.length) },
    'A tab stands where YAML allows only spaces.',
    {
      hint: 'Indent this line with the spaces of its neighbours.',
      ...withFix(
        'Indent like the line above',
        written === ''
          ? []
          : [{ span: { from: start, to: start + written.length }, insert: indentationAbove(text, start) }],
      ),
    },
  );
}

/** Indentation that continues the nearest line above with more than white space: deeper when that line opens a map. */
function indentationAbove(text: string, lineStart: number): string {
  let start = lineStart;
  while (start > 0) {
    const previous = lineStartOf(text, start - 1 - (text.startsWith('\r\n', start - 2) ? 1 : 0));
    if (previous >= start) return '';
    start = previous;
    const indentation = indentationAt(text, start);
    const end = lineEndOf(text, start);
    if (start + indentation.length < end) {
      const opens = /:[ \t]*(?:#.*)?\r?$/.test(text.slice(start, end));
      return indentation.replaceAll('\t', '  ') + (opens ? '  ' : '');
    }
  }
  return '';
}

/** `io.katacontainers.… = ${INIT_DATA}`, as two documentation pages print it. */
function equalsSigns(text: string): readonly Diagnostic[] {
  const pattern = /^[ \t]*["']?io\.katacontainers\.[\w.]+["']?([ \t]*=[ \t]*)/gm;
  return [...text.matchAll(pattern)].map((match) => {
    const sign = match[1] ?? '';
    const to = match.index + match[0].length;
    const span = { from: to - sign.length, to };
    return diagnostic(
      'manifest/equals-sign',
      'manifest',
      span,
      'An equals sign stands between the annotation and its value; YAML wants a colon and a space.',
      { hint: 'Write "key: value".', ...withFix('Write a colon', [{ span, insert: ': ' }]) },
    );
  });
}

/** base64 that was wrapped without `-w0` and pasted as it came: the lines after the first start at column 0. */
function wrappedValues(yaml: ParsedYaml): readonly Diagnostic[] {
  if (yaml.problems.length === 0) return [];
  const { text } = yaml;
  const pattern =
    /^[ \t]*["']?io\.katacontainers\.config\.[\w.]+["']?[ \t]*:[ \t]*["']?[A-Za-z0-9+/]{16,}[ \t]*$/gm;
  return [...text.matchAll(pattern)].flatMap((match) => {
    const edits: TextEdit[] = [];
    let end = match.index + match[0].trimEnd().length;
    for (;;) {
      const next = nextLineOf(text, end);
      const line = text.slice(next, lineEndOf(text, next));
      const continued = /^[ \t]*([A-Za-z0-9+/]+={0,2}["']?)[ \t]*$/.exec(line);
      if (next <= end || continued === null) break;
      const from = next + line.indexOf(continued[1] ?? '');
      edits.push({ span: { from: end, to: from }, insert: '' });
      end = from + (continued[1]?.length ?? 0);
    }
    if (edits.length === 0) return [];
    return [
      diagnostic(
        'manifest/wrapped-value',
        'manifest',
        { from: match.index + match[0].length, to: end },
        'The base64 value goes on over several lines that YAML does not read as part of it.',
        {
          hint: 'Encode with `base64 -w0`, or join the lines.',
          ...withFix('Join the lines', edits),
        },
      ),
    ];
  });
}

function withFix(title: string, edits: readonly TextEdit[]): { readonly fix?: Fix } {
  return edits.length === 0 ? {} : { fix: { title, source: 'manifest', edits } };
}
