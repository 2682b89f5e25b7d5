/**
 * Where the parser stands in the tokens, and how it reports what it did not expect. The state of one run, changed as the
 * parser goes; nothing outside of the parser sees it.
 */
import type { Diagnostic, DiagnosticDetails, SourceName } from '../diagnostics/diagnostic.ts';
import { type RegoCode, regoFinding } from './finding.ts';
import type { Span } from '../text/span.ts';
import type { Expression } from './ast.ts';
import { located, type EngineError } from './load-error.ts';
import { kinds, isQuoted, type Tokens } from './lexer.ts';

/** One place in the text, as the engine would name it. */
export interface Mark {
  readonly line: number;
  readonly column: number;
  readonly span: Span;
}

export interface Cursor {
  readonly tokens: Tokens;
  readonly kind: Uint8Array;
  readonly text: string;
  readonly source: SourceName;
  /** The module's name in the engine's messages. */
  readonly name: string;
  /** How deep expressions may nest. */
  readonly nesting: number;
  /** Index of the current token, and its kind. */
  index: number;
  current: number;
  /** Where the token before ends and on which line it starts. Text in quotes ends before its closing quote. */
  end: number;
  previousLine: number;
  /** Expressions around the current token, and the most of them seen since it was last set. */
  depth: number;
  deepest: number;
  /** Brackets, braces and calls around the current token. */
  brackets: number;
  v1: boolean;
  /** Keywords in force, with the import that brought each; none for those of the dialect itself. */
  readonly keywords: Map<string, Mark | undefined>;
  /** True once a keyword that does not exist was imported: names have to be looked up from then on. */
  hasOddKeywords: boolean;
  readonly parenthesised: Set<Expression>;
  /** More than zero while a piece is read that may have to be read again otherwise. */
  trials: number;
  readonly memory: Map<number, Remembered>;
  readonly findings: Diagnostic[];
  /** True once the current rule's deep literal was reported. */
  isDeepReported: boolean;
  /** Where an import may be put, and whether there are imports of single keywords. */
  importsAt: number;
  hasKeywordImports: boolean;
  /** A bar in an expression whose left side is more than a term: perhaps meant as that of a comprehension. */
  suspectBar: { readonly index: number; readonly head: Span } | undefined;
  /** Where the minus starts whose operand is being read. */
  minus: number | undefined;
}

export type Remembered =
  | { readonly term: Expression; readonly place: Place; readonly deepest: number }
  | { readonly failure: SyntaxFailure; readonly place: Place };

export interface Place {
  readonly index: number;
  readonly end: number;
  readonly previousLine: number;
}

/** What the parser throws to leave a broken rule; caught where the next rule is looked for. */
export class SyntaxFailure extends Error {
  readonly engine: EngineError;
  readonly finding: Diagnostic;
  /** True when it is certain that reading fails and not where. */
  readonly isRough: boolean;

  constructor(engine: EngineError, finding: Diagnostic, isRough = false) {
    super(finding.message);
    this.engine = engine;
    this.finding = finding;
    this.isRough = isRough;
  }
}

export function newCursor(
  tokens: Tokens,
  options: {
    readonly name: string;
    readonly source: SourceName;
    readonly v1: boolean;
    readonly nesting: number;
  },
): Cursor {
  const cursor: Cursor = {
    tokens,
    kind: tokens.kind,
    text: tokens.text,
    source: options.source,
    name: options.name,
    nesting: options.nesting,
    index: 0,
    current: tokens.kind[0] ?? kinds.end,
    end: 0,
    previousLine: 0,
    depth: 0,
    deepest: 0,
    brackets: 0,
    v1: options.v1,
    keywords: new Map(options.v1 ? futureKeywords.map((word) => [word, undefined]) : []),
    hasOddKeywords: false,
    parenthesised: new Set(),
    trials: 0,
    memory: new Map(),
    findings: [],
    isDeepReported: false,
    importsAt: 0,
    hasKeywordImports: false,
    suspectBar: undefined,
    minus: undefined,
  };
  return cursor;
}

/** In the order in which the engine switches them on. */
export const futureKeywords: readonly string[] = ['contains', 'every', 'if', 'in'];

/** Moves to the next token. Throws at one that the lexer refused, staying where it is, as the engine does. */
export function advance(cursor: Cursor): void {
  const { tokens, index } = cursor;
  cursor.end = engineEnd(cursor, index);
  cursor.previousLine = tokens.line[index] ?? 0;
  const next = index + 1;
  if (next >= tokens.count) return;
  const kind = cursor.kind[next] ?? kinds.end;
  if (kind === kinds.error) throw lexicalFailure(cursor, next);
  cursor.index = next;
  cursor.current = kind;
}

/** The failure of an error token. */
export function lexicalFailure(cursor: Cursor, index: number): SyntaxFailure {
  const problem = cursor.tokens.problems.get(index);
  if (problem === undefined) throw new Error(`error token ${index} has no problem`);
  const { code, span, message, hint, fix, engine } = problem;
  return new SyntaxFailure(
    located(engine.line, engine.column, engine.message),
    regoFinding(code, cursor.source, span, message, {
      ...(hint === undefined ? {} : { hint }),
      ...(fix === undefined ? {} : { fix: { ...fix, source: cursor.source } }),
    }),
  );
}

/** Goes back to a place. */
export function moveTo(cursor: Cursor, place: Place): void {
  cursor.index = place.index;
  cursor.current = cursor.kind[place.index] ?? kinds.end;
  cursor.end = place.end;
  cursor.previousLine = place.previousLine;
}

export function placeOf(cursor: Cursor): Place {
  return { index: cursor.index, end: cursor.end, previousLine: cursor.previousLine };
}

/** The engine's end of a token: text in quotes ends before its closing quote. */
function engineEnd(cursor: Cursor, index: number): number {
  const to = cursor.tokens.to[index] ?? 0;
  return isQuoted(cursor.kind[index] ?? kinds.end) ? to - 1 : to;
}

/** What the engine takes for a token: text in quotes without them. */
export function engineSpanOf(cursor: Cursor, index: number): Span {
  const { from } = spanOf(cursor, index);
  return { from: isQuoted(cursor.kind[index] ?? kinds.end) ? from + 1 : from, to: engineEnd(cursor, index) };
}

/** Offset at which the current token starts. */
export function startOf(cursor: Cursor): number {
  return cursor.tokens.from[cursor.index] ?? cursor.text.length;
}

/** Offset at which the token before the current one ends. */
export function endBefore(cursor: Cursor): number {
  return cursor.index === 0 ? 0 : (cursor.tokens.to[cursor.index - 1] ?? 0);
}

export function lineOf(cursor: Cursor, index = cursor.index): number {
  return cursor.tokens.line[index] ?? 1;
}

export function columnOf(cursor: Cursor, index = cursor.index): number {
  return cursor.tokens.column[index] ?? 1;
}

export function spanOf(cursor: Cursor, index = cursor.index): Span {
  return { from: cursor.tokens.from[index] ?? 0, to: cursor.tokens.to[index] ?? 0 };
}

export function textOf(cursor: Cursor, index = cursor.index): string {
  return cursor.text.slice(cursor.tokens.from[index], cursor.tokens.to[index]);
}

export function markOf(cursor: Cursor, index = cursor.index): Mark {
  return { line: lineOf(cursor, index), column: columnOf(cursor, index), span: spanOf(cursor, index) };
}

export interface Finding extends DiagnosticDetails {
  readonly code?: RegoCode;
  readonly span?: Span;
  readonly message: string;
}

/** A failure at a token: in the engine's words, and in ours. */
export function failure(
  cursor: Cursor,
  engineMessage: string,
  finding: Finding,
  index = cursor.index,
  columnShift = 0,
): SyntaxFailure {
  return new SyntaxFailure(
    located(lineOf(cursor, index), columnOf(cursor, index) + columnShift, engineMessage),
    findingAt(cursor, finding, index),
  );
}

export function findingAt(cursor: Cursor, finding: Finding, index = cursor.index): Diagnostic {
  const { code = 'rego/syntax', span = shownSpan(cursor, index), message, ...details } = finding;
  return regoFinding(code, cursor.source, span, message, details);
}

/** The end of the text has no length: what is shown there is the last token. */
function shownSpan(cursor: Cursor, index: number): Span {
  return spanOf(cursor, cursor.kind[index] === kinds.end && index > 0 ? index - 1 : index);
}

/** A token as a message names it. */
export function describe(cursor: Cursor, index = cursor.index): string {
  const kind = cursor.kind[index] ?? kinds.end;
  if (kind === kinds.end) return 'the end of the policy';
  const whole = textOf(cursor, index);
  const text = whole.length > 40 ? `${whole.slice(0, 40)}…` : whole;
  if (isQuoted(kind)) return `the string ${text.split('\n', 1)[0] ?? ''}`;
  if (kind === kinds.number || kind === kinds.negativeNumber) return `the number ${text}`;
  if (kind === kinds.identifier) return `the name \`${text}\``;
  if (isKeyword(kind) || (isFutureKeyword(kind) && cursor.keywords.has(text)))
    return `the keyword \`${text}\``;
  return `\`${text}\``;
}

/** Keywords of every dialect. */
export function isKeyword(kind: number): boolean {
  return kind >= kinds.as && kind <= kinds.with;
}

export function isFutureKeyword(kind: number): boolean {
  return kind >= kinds.contains && kind <= kinds.in;
}

/** True when the current token is a keyword that has to be imported and was. */
export function isImported(cursor: Cursor): boolean {
  if (isFutureKeyword(cursor.current)) return cursor.keywords.has(textOf(cursor));
  return cursor.hasOddKeywords && cursor.current === kinds.identifier && cursor.keywords.has(textOf(cursor));
}
