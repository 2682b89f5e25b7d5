/**
 * TOML with places. smol-toml decides what is TOML and gives the values; our own scan of the same text gives the exact
 * place of every key and value; a tree exists only where both agree. (smol-toml knows no places; toml-eslint-parser
 * does, but turns CRLF into LF and fails on strings of more than about 120 000 characters, so it is only a second
 * opinion in the tests.)
 *
 * Spans count a byte order mark at the start as one code unit; it belongs to no node but the root.
 */
import { parse, TomlError } from 'smol-toml';
import {
  diagnostic,
  type Checked,
  type ConsumerOutcome,
  type Diagnostic,
  type SourceName,
} from '../diagnostics/diagnostic.ts';
import { replaceSpan } from '../text/edit.ts';
import type { Span } from '../text/span.ts';
import { newerSyntaxIn, type NewerSyntax } from './newer-syntax.ts';
import type { TomlNode, TomlTable } from './node.ts';
import { maxNesting, scanToml, type Scan } from './scan.ts';
import { syntaxFinding } from './syntax-error.ts';
import { treeOf } from './tree.ts';

export { memberOf, nodeAt } from './node.ts';
export type {
  TomlArray,
  TomlBoolean,
  TomlDatetime,
  TomlFloat,
  TomlInteger,
  TomlMember,
  TomlNode,
  TomlString,
  TomlTable,
} from './node.ts';

/**
 * Parses a TOML text as the guest's parser does (TOML 1.1), with the place of every key and value.
 *
 * @returns the tree, or no value and the first syntax error; syntax that TOML 1.0 lacks is a finding beside the tree.
 *   Never throws.
 */
export function parseToml(text: string, source: SourceName): Checked<TomlTable> {
  return parseScanned(text, source, scanToml(text));
}

/** As `parseToml`, for a caller that has already scanned the same text. */
export function parseScanned(text: string, source: SourceName, scan: Scan): Checked<TomlTable> {
  const deep = deepKey(scan);
  if (deep !== undefined) {
    return { diagnostics: [diagnostic('toml/too-deep', source, deep, 'This key has too many parts.')] };
  }
  let values: unknown;
  try {
    values = parse(text, { integersAsBigInt: 'asNeeded', maxDepth: maxNesting });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return { diagnostics: [syntaxFinding(text, source, scan, error)] };
  }
  const reading = treeOf(text, scan, values);
  if (reading.kind === 'disagreement') {
    const { span, path } = reading.at;
    const where = path.length === 0 ? 'this text' : path.join('.');
    return {
      diagnostics: [
        diagnostic(
          'toml/readers-disagree',
          source,
          span,
          `Two readings of ${where} differ; neither is shown.`,
        ),
      ],
    };
  }
  const diagnostics: Diagnostic[] = [];
  findImpossibleDates(reading.root, source, diagnostics);
  if (diagnostics.length > 0) return { diagnostics };
  for (const uses of usesByKind(newerSyntaxIn(text, scan))) {
    diagnostics.push(newerSyntaxFinding(uses, text, source));
  }
  return { value: reading.root, diagnostics };
}

function deepKey(scan: Scan): { readonly from: number; readonly to: number } | undefined {
  for (const statement of scan.statements) {
    if (statement.kind !== 'broken' && statement.key.length > maxNesting) return statement.span;
  }
  return undefined;
}

/** smol-toml lets 30 February roll over into March; Rust's parser refuses it. */
function findImpossibleDates(node: TomlNode, source: SourceName, found: Diagnostic[]): void {
  switch (node.kind) {
    case 'table':
      for (const member of node.members) findImpossibleDates(member.node, source, found);
      break;
    case 'array':
      for (const item of node.items) findImpossibleDates(item, source, found);
      break;
    case 'datetime': {
      const date = /^([0-9]{4})-([0-9]{2})-([0-9]{2})/.exec(node.text);
      if (date === null) break;
      const [, year, month, day] = date.map(Number);
      if (year === undefined || month === undefined || day === undefined || day <= daysIn(year, month)) break;
      found.push(
        diagnostic('toml/no-such-date', source, node.span, `${date[0]} is not a day of the calendar.`),
      );
      break;
    }
    case 'string':
    case 'integer':
    case 'float':
    case 'boolean':
      break;
  }
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** One finding for each kind: a table over twenty lines is one problem and not twenty. */
function usesByKind(uses: readonly NewerSyntax[]): readonly Uses[] {
  const kinds = new Map<NewerSyntax['kind'], Uses>();
  for (const use of uses) {
    const earlier = kinds.get(use.kind);
    const spans = earlier === undefined ? [use.span] : [...earlier.spans, use.span];
    kinds.set(use.kind, { kind: use.kind, first: earlier?.first ?? use.span, spans });
  }
  return [...kinds.values()];
}

interface Uses {
  readonly kind: NewerSyntax['kind'];
  readonly first: Span;
  readonly spans: readonly Span[];
}

const newerSyntaxNames: Readonly<Record<NewerSyntax['kind'], string>> = {
  'escape-e': 'The escape \\e',
  'escape-x': 'The escape \\xHH',
  'inline-newline': 'A line end between the braces of an inline table',
  'inline-trailing-comma': 'A comma after the last pair of an inline table',
  'time-without-seconds': 'A time without seconds',
};

/** What the TOML 1.0 parser of peer pods and kubectl coco logs, where it was recorded. */
const refusals: Readonly<Partial<Record<NewerSyntax['kind'], string>>> = {
  'escape-x': "toml: invalid escaped character U+0078 'x'",
  'inline-newline': 'toml: invalid character at start of key: \n',
};

function newerSyntaxFinding({ kind, first, spans }: Uses, text: string, source: SourceName): Diagnostic {
  const count = spans.length === 1 ? '' : ` It stands here ${spans.length} times.`;
  const edits = spans.map((span) => replaceSpan(span, olderSpelling(kind, text.slice(span.from, span.to))));
  // A comment inside the braces needs its line end.
  const mendable =
    kind !== 'inline-newline' || !spans.some(({ from }) => /#[^\n]*$/.test(lineBefore(text, from)));
  return diagnostic(
    'toml/newer-syntax',
    source,
    first,
    `${newerSyntaxNames[kind]} is TOML 1.1; TOML 1.0 has none.`,
    {
      ...(kind === 'escape-e' ? {} : { consumers: oldReaders(source, refusals[kind]) }),
      hint: `Peer pods, kubectl coco and older Kata releases read TOML 1.0; stay within it.${count}`,
      ...(mendable ? { fix: { title: 'Write it as TOML 1.0 does', source, edits } } : {}),
    },
  );
}

/** Of the readers in use peer pods and kubectl coco accept `\\e` all the same. */
function oldReaders(source: SourceName, refusal: string | undefined): readonly ConsumerOutcome[] {
  const message = refusal === undefined ? {} : { message: refusal };
  const cococtl = refusal === undefined ? {} : { message: `failed to parse TOML: ${refusal}` };
  const coco: ConsumerOutcome = { consumer: 'cococtl', outcome: 'rejects', ...cococtl };
  if (source !== 'initdata') return [coco];
  return [
    { consumer: 'caa', outcome: 'rejects', ...message },
    coco,
    { consumer: 'contrast', outcome: 'rejects' },
  ];
}

function lineBefore(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
}

function olderSpelling(kind: NewerSyntax['kind'], written: string): string {
  switch (kind) {
    case 'escape-e':
      return '\\u001b';
    case 'escape-x':
      return `\\u00${written.slice(2)}`;
    case 'inline-newline':
      return ' ';
    case 'inline-trailing-comma':
      return '';
    case 'time-without-seconds':
      return written.replace(/[0-9]{2}:[0-9]{2}/, '$&:00');
  }
}
