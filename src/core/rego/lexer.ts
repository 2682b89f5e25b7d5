/**
 * Cuts a Rego text into tokens as the pinned engine does, its line and column counting included. Nothing is lost: tokens,
 * comments and the blanks between them give back the text. A piece that is no token becomes an error token and the cutting
 * goes on behind it.
 *
 * Tokens are columns of numbers rather than objects, so that a policy of 16 MiB fits in memory.
 *
 * @see https://github.com/microsoft/regorus/blob/8986431/src/lexer.rs
 */
import type { Span } from '../text/span.ts';
import type { RegoCode } from './finding.ts';
import type { TextEdit } from '../text/edit.ts';
import { numberProblem } from './number-spelling.ts';
import {
  escapeProblem,
  invalidCharacter,
  nulProblem,
  surrogateProblem,
  unterminated,
} from './string-problems.ts';

const kindNumbers = {
  end: 0,
  error: 1,
  identifier: 2,
  string: 3,
  escapedString: 4,
  rawString: 5,
  number: 6,
  negativeNumber: 7,
  // keywords of every dialect
  as: 10,
  default: 11,
  else: 12,
  false: 13,
  import: 14,
  package: 15,
  not: 16,
  null: 17,
  some: 18,
  true: 19,
  with: 20,
  // keywords once imported
  contains: 21,
  every: 22,
  if: 23,
  in: 24,
  /** `set(` with its `)` to follow. */
  emptySet: 25,
  // symbols
  openBrace: 30,
  closeBrace: 31,
  openBracket: 32,
  closeBracket: 33,
  openParen: 34,
  closeParen: 35,
  plus: 36,
  minus: 37,
  times: 38,
  divide: 39,
  modulo: 40,
  comma: 41,
  semicolon: 42,
  dot: 43,
  ampersand: 44,
  bar: 45,
  colon: 46,
  assign: 47,
  less: 48,
  lessOrEqual: 49,
  greater: 50,
  greaterOrEqual: 51,
  unify: 52,
  equal: 53,
  notEqual: 54,
};

/** Kinds of tokens. Those of a keyword or symbol have one each, so that the parser compares numbers. */
export const kinds: Readonly<typeof kindNumbers> = kindNumbers;

/** What is wrong with an error token. */
export interface LexicalProblem {
  readonly code: RegoCode;
  readonly span: Span;
  readonly message: string;
  readonly hint?: string;
  readonly fix?: { readonly title: string; readonly edits: readonly TextEdit[] };
  /** What the engine says, and where in its own counting. */
  readonly engine: { readonly message: string; readonly line: number; readonly column: number };
}

/** All tokens of a text in order, the last being the end. Index `i` of each column belongs to the same token. */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly kind: Uint8Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** As the engine counts, from 1: lines end at a line feed, a tab is 4 columns wide, text in quotes counts its bytes. */
  readonly line: Int32Array;
  readonly column: Int32Array;
  readonly comments: readonly Comment[];
  /** By index of the error token. */
  readonly problems: ReadonlyMap<number, LexicalProblem>;
}

export interface Comment {
  /** From the `#` to the end of the line, a carriage return left out. */
  readonly span: Span;
  readonly line: number;
  /** True when nothing but blanks stands before it on its line. */
  readonly alone: boolean;
}

/** One piece of the text; all pieces joined are the text. */
export interface Piece {
  readonly kind: 'token' | 'error' | 'comment' | 'blank';
  readonly span: Span;
}

const keywordKinds: ReadonlyMap<string, number> = new Map<string, number>([
  ['as', kinds.as],
  ['default', kinds.default],
  ['else', kinds.else],
  ['false', kinds.false],
  ['import', kinds.import],
  ['package', kinds.package],
  ['not', kinds.not],
  ['null', kinds.null],
  ['some', kinds.some],
  ['true', kinds.true],
  ['with', kinds.with],
  ['contains', kinds.contains],
  ['every', kinds.every],
  ['if', kinds.if],
  ['in', kinds.in],
]);

const longestKeyword = 8;

/** The engine reads the first token before it learns its limit, with this one. */
const firstTokenColumns = 1_024;

/** Every token kind of one character by its character code. */
const symbolKinds: ReadonlyMap<number, number> = new Map<number, number>([
  [0x7b, kinds.openBrace],
  [0x7d, kinds.closeBrace],
  [0x5b, kinds.openBracket],
  [0x5d, kinds.closeBracket],
  [0x28, kinds.openParen],
  [0x29, kinds.closeParen],
  [0x2b, kinds.plus],
  [0x2d, kinds.minus],
  [0x2a, kinds.times],
  [0x2f, kinds.divide],
  [0x25, kinds.modulo],
  [0x2c, kinds.comma],
  [0x3b, kinds.semicolon],
  [0x2e, kinds.dot],
  [0x26, kinds.ampersand],
  [0x7c, kinds.bar],
]);

/**
 * Cuts `text`. Never throws.
 *
 * @param columns the highest column of a line; absent for no limit
 */
export function tokensOf(text: string, columns?: number): Tokens {
  const maximum = columns ?? Number.MAX_SAFE_INTEGER;
  let limit = columns === undefined ? maximum : Math.min(columns, firstTokenColumns);
  let capacity = Math.max(64, text.length >> 2);
  let kind = new Uint8Array(capacity);
  let from = new Int32Array(capacity);
  let to = new Int32Array(capacity);
  let lineOf = new Int32Array(capacity);
  let columnOf = new Int32Array(capacity);
  let count = 0;
  let offset = 0;
  let line = 1;
  let column = 1;
  let lineStart = true;
  /** The line whose overflow was reported: one report per line. */
  let overflowed = 0;
  const comments: Comment[] = [];
  const problems = new Map<number, LexicalProblem>();
  const length = text.length;

  function add(tokenKind: number, start: number, end: number, tokenLine: number, tokenColumn: number): void {
    if (count === capacity) {
      capacity *= 2;
      kind = grown(kind, new Uint8Array(capacity));
      from = grown(from, new Int32Array(capacity));
      to = grown(to, new Int32Array(capacity));
      lineOf = grown(lineOf, new Int32Array(capacity));
      columnOf = grown(columnOf, new Int32Array(capacity));
    }
    kind[count] = tokenKind;
    from[count] = start;
    to[count] = end;
    lineOf[count] = tokenLine;
    columnOf[count] = tokenColumn;
    count++;
    limit = maximum;
    lineStart = false;
  }

  function addProblem(start: number, end: number, problem: LexicalProblem): void {
    const { engine } = problem;
    // Looking for the `)` of `set(` the engine forgets to count the `(`.
    const shift = isBehindSet() && lineOf[count - 1] === engine.line ? 1 : 0;
    problems.set(count, { ...problem, engine: { ...engine, column: engine.column - shift } });
    add(kinds.error, start, end, engine.line, engine.column);
  }

  function isBehindSet(): boolean {
    const paren = from[count - 1] ?? 0;
    return (
      count > 1 &&
      to[count - 2] === paren &&
      paren - (from[count - 2] ?? 0) === 3 &&
      text.startsWith('set(', paren - 3)
    );
  }

  /** Moves on within the line by one token; false when that passes the limit, which is reported once for the line. */
  function advance(delta: number, start: number, end: number): boolean {
    const fits = column + delta <= limit || overflowed === line;
    if (!fits) report(start, end, column);
    column += delta;
    return fits;
  }

  function report(start: number, end: number, at: number): void {
    overflowed = line;
    addProblem(start, end, {
      code: 'rego/line-too-long',
      span: { from: start, to: end },
      message: `This line is longer than the ${limit} columns that the engine allows.`,
      hint: 'Break the line; comments do not count.',
      engine: { message: `line exceeds maximum column width of ${limit}`, line, column: at },
    });
  }

  for (;;) {
    const code = offset < length ? text.charCodeAt(offset) : 0;
    const start = offset;
    if (code === 0x20) {
      while (text.charCodeAt(offset) === 0x20) offset++;
      const reached = column + offset - start;
      if (reached > limit && overflowed !== line) report(start, offset, limit);
      column = reached;
    } else if (code === 0x0a) {
      offset++;
      line++;
      column = 1;
      lineStart = true;
    } else if (code === 0x09) {
      offset++;
      advance(4, start, offset);
    } else if (code === 0x0d) {
      offset++;
      if (text.charCodeAt(offset) !== 0x0a) {
        addProblem(start, offset, {
          code: 'rego/lone-carriage-return',
          span: { from: start, to: offset },
          message: 'A carriage return without a line feed; expected LF or CRLF as the end of a line.',
          fix: { title: 'Write a line feed', edits: [{ span: { from: start, to: offset }, insert: '\n' }] },
          engine: { message: '\\r must be followed by \\n', line, column },
        });
      }
    } else if (code === 0x23) {
      offset = commentEnd(text, start);
      const beforeReturn = text.charCodeAt(offset - 1) === 0x0d && text.charCodeAt(offset) === 0x0a;
      comments.push({
        span: { from: start, to: beforeReturn ? offset - 1 : offset },
        line,
        alone: lineStart,
      });
    } else if (isIdentifierStart(code)) {
      offset++;
      while (isIdentifierPart(text.charCodeAt(offset))) offset++;
      const tokenColumn = column;
      if (!advance(offset - start, start, offset)) continue;
      let tokenKind: number = kinds.identifier;
      const size = offset - start;
      if (size <= longestKeyword) {
        tokenKind = keywordKinds.get(text.slice(start, offset)) ?? kinds.identifier;
        if (size === 3 && text.startsWith('set(', start) && closesAfterBlanks(text, offset + 1)) {
          offset++;
          tokenKind = kinds.emptySet;
          if (!advance(1, start, offset)) continue;
        }
      }
      add(tokenKind, start, offset, line, tokenColumn);
    } else if (code === 0x22) {
      string(start);
    } else if (code === 0x60) {
      rawString(start);
    } else if (isDigit(code) || ((code === 0x2d || code === 0x2e) && isDigit(text.charCodeAt(start + 1)))) {
      number(start, code);
    } else if (code === 0) {
      // The engine takes a NUL for the end of the text.
      add(kinds.end, offset, length, line, column);
      if (offset < length) {
        problems.set(count - 1, nulProblem(offset, length, line, column));
      }
      break;
    } else {
      symbol(start, code);
    }
  }

  return {
    text,
    count,
    kind: kind.subarray(0, count),
    from: from.subarray(0, count),
    to: to.subarray(0, count),
    line: lineOf.subarray(0, count),
    column: columnOf.subarray(0, count),
    comments,
    problems,
  };

  function symbol(start: number, code: number): void {
    const next = text.charCodeAt(start + 1);
    const tokenColumn = column;
    let tokenKind = symbolKinds.get(code);
    let size = 1;
    if (tokenKind === undefined) {
      const joined = next === 0x3d;
      if (code === 0x3a) tokenKind = joined ? kinds.assign : kinds.colon;
      else if (code === 0x3c) tokenKind = joined ? kinds.lessOrEqual : kinds.less;
      else if (code === 0x3e) tokenKind = joined ? kinds.greaterOrEqual : kinds.greater;
      else if (code === 0x3d) tokenKind = joined ? kinds.equal : kinds.unify;
      else if (code === 0x21 && joined) tokenKind = kinds.notEqual;
      if (joined) size = 2;
    }
    if (tokenKind === undefined) {
      const character = String.fromCodePoint(text.codePointAt(start) ?? code);
      offset = start + character.length;
      addProblem(start, offset, {
        ...invalidCharacter(text, start, character),
        engine: { message: 'invalid character', line, column },
      });
      column += character.length;
      return;
    }
    offset = start + size;
    if (advance(size, start, offset)) add(tokenKind, start, offset, line, tokenColumn);
  }

  function number(start: number, code: number): void {
    offset = start + 1;
    if (code !== 0x30) while (isDigit(text.charCodeAt(offset))) offset++;
    if (text.charCodeAt(offset) === 0x2e && isDigit(text.charCodeAt(offset + 1))) {
      offset++;
      while (isDigit(text.charCodeAt(offset))) offset++;
    }
    if ((text.charCodeAt(offset) | 0x20) === 0x65) {
      offset++;
      const sign = text.charCodeAt(offset);
      if (sign === 0x2b || sign === 0x2d) offset++;
      while (isDigit(text.charCodeAt(offset))) offset++;
    }
    const end = offset;
    const tokenColumn = column;
    if (!advance(end - start, start, end)) return;
    const trailing = text.charCodeAt(end);
    if (trailing === 0x2e || isIdentifierPart(trailing)) {
      while (text.charCodeAt(offset) === 0x2e || isIdentifierPart(text.charCodeAt(offset))) offset++;
      const spelled = text.slice(start, offset);
      addProblem(start, offset, {
        code: 'rego/number',
        span: { from: start, to: offset },
        message: `Found \`${shortened(spelled)}\`; a number is spelled as in JSON.`,
        hint: 'No leading zeros, no underscores, no hexadecimal form, digits on both sides of the point.',
        engine: { message: 'invalid number', line, column },
      });
      column += offset - end;
      return;
    }
    const problem = numberProblem(text.slice(start, end));
    if (problem !== undefined) {
      addProblem(start, end, {
        code: 'rego/number',
        span: { from: start, to: end },
        message: problem.message,
        ...(problem.hint === undefined ? {} : { hint: problem.hint }),
        engine: {
          message: `invalid number. serde_json cannot parse number: ${problem.engine}`,
          line,
          column: tokenColumn,
        },
      });
      return;
    }
    add(code === 0x2d ? kinds.negativeNumber : kinds.number, start, end, line, tokenColumn);
  }

  function rawString(start: number): void {
    const firstLine = line;
    const firstColumn = column + 1;
    const close = text.indexOf('`', start + 1);
    const nul = close < 0 ? -1 : text.slice(start, close).indexOf('\0');
    if (close < 0 || nul >= 0) {
      // What follows is probably code again from the next line on.
      offset = lineEnd(text, start);
      addProblem(start, offset, {
        code: 'rego/unterminated-string',
        span: { from: start, to: offset },
        message: 'This raw string has no closing backtick.',
        engine: { message: 'unmatched `', line, column: firstColumn },
      });
      column += offset - start;
      return;
    }
    offset = close + 1;
    let fits = true;
    for (let at = start; ;) {
      const feed = text.indexOf('\n', at);
      const end = feed < 0 || feed > close ? offset : feed;
      const reached = column + widthOf(text, at, end);
      if (fits && reached > limit) {
        fits = false;
        report(start, offset, limit);
      }
      column = reached;
      if (end === offset) break;
      line++;
      column = 1;
      at = feed + 1;
    }
    if (fits) add(kinds.rawString, start, offset, firstLine, firstColumn);
  }

  function string(start: number): void {
    offset = start + 1;
    const tokenColumn = column + 1;
    let escaped = false;
    let bytes = 0;
    for (;;) {
      const code = offset < length ? text.charCodeAt(offset) : 0;
      if (code === 0x22) break;
      if (code === 0x5c) {
        escaped = true;
        const problem = escapeProblem(text, offset, tokenColumn + bytes, line);
        if (problem !== undefined) return brokenString(start, problem);
        const size = text.charCodeAt(offset + 1) === 0x75 ? 6 : 2;
        offset += size;
        bytes += size;
      } else if (code < 0x20) {
        if (code === 0) return brokenString(start, unterminated(start, lineEnd(text, start), line, column));
        const ended = code === 0x0a || code === 0x0d;
        return brokenString(start, {
          code: ended ? 'rego/unterminated-string' : 'rego/string-character',
          span: ended ? { from: start, to: offset } : { from: offset, to: offset + 1 },
          message: ended
            ? 'This string has no closing quote on its line.'
            : `Found the character U+${code.toString(16).padStart(4, '0').toUpperCase()} in a string; expected an escape such as \\t.`,
          ...(ended ? { hint: 'A string over several lines stands between backticks.' } : {}),
          engine: { message: 'invalid character in string', line, column: tokenColumn + bytes },
        });
      } else {
        offset++;
        bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
        // A pair of surrogates takes four bytes.
        if (code >= 0xd800 && code <= 0xdbff && isTrailing(text.charCodeAt(offset))) {
          offset++;
          bytes++;
        }
      }
    }
    offset++;
    if (escaped) {
      const problem = surrogateProblem(text, start, offset, line, column);
      if (problem !== undefined) {
        addProblem(start, offset, problem);
        column += bytes + 2;
        return;
      }
    }
    if (!advance(1, start, offset)) {
      column += bytes + 1;
      return;
    }
    if (!advance(bytes + 1, start, offset)) return;
    add(escaped ? kinds.escapedString : kinds.string, start, offset, line, tokenColumn);
  }

  /** Goes on behind the closing quote, when the line has one, otherwise at the end of the line. */
  function brokenString(start: number, problem: LexicalProblem): void {
    const end = lineEnd(text, start);
    let close = start + 1;
    while (close < end && text.charCodeAt(close) !== 0x22) close += text.charCodeAt(close) === 0x5c ? 2 : 1;
    offset = close < end ? close + 1 : end;
    addProblem(start, offset, problem);
    column += offset - start;
  }
}

/** The pieces of the text in order, blanks and comments included: their texts joined are the text. */
export function piecesOf(tokens: Tokens): readonly Piece[] {
  const pieces: Piece[] = [];
  let reached = 0;
  let comment = 0;
  for (let index = 0; index < tokens.count; index++) {
    const from = tokens.from[index] ?? 0;
    const to = tokens.to[index] ?? 0;
    for (; ; comment++) {
      const span = tokens.comments[comment]?.span;
      if (span === undefined || span.from >= from) break;
      pushBlank(span.from);
      pieces.push({ kind: 'comment', span });
      reached = span.to;
    }
    pushBlank(from);
    if (to > from) pieces.push({ kind: tokens.problems.has(index) ? 'error' : 'token', span: { from, to } });
    reached = to;
  }
  pushBlank(tokens.text.length);
  return pieces;

  function pushBlank(until: number): void {
    if (until > reached) pieces.push({ kind: 'blank', span: { from: reached, to: until } });
    reached = until;
  }
}

/** Index of the last token that starts at or before an offset, or -1. */
export function tokenAt(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens.from[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The engine's line and column, both from 1, of a node's `at`. */
export function enginePositionAt(
  tokens: Tokens,
  at: number,
): { readonly line: number; readonly column: number } {
  const index = Math.max(0, tokenAt(tokens, at));
  const kind = tokens.kind[index] ?? kinds.end;
  // Tokens in quotes are placed behind their opening quote.
  const start = (tokens.from[index] ?? 0) + (isQuoted(kind) ? 1 : 0);
  return { line: tokens.line[index] ?? 1, column: (tokens.column[index] ?? 1) + Math.max(0, at - start) };
}

/** True for the kinds of strings. */
export function isQuoted(kind: number): boolean {
  return kind >= kinds.string && kind <= kinds.rawString;
}

function grown<T extends Uint8Array | Int32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isIdentifierStart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;
}

function isIdentifierPart(code: number): boolean {
  return isIdentifierStart(code) || isDigit(code);
}

function isTrailing(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  if (feed < 0) return text.length;
  return feed > offset && text.charCodeAt(feed - 1) === 0x0d ? feed - 1 : feed;
}

/** The engine ends a comment at a line feed or a NUL. */
function commentEnd(text: string, start: number): number {
  let offset = start + 1;
  for (; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === 0x0a || code === 0) break;
  }
  return offset;
}

/** True when only blanks and comments stand before a `)`. */
function closesAfterBlanks(text: string, offset: number): boolean {
  for (let at = offset; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x29) return true;
    if (code === 0x23) at = commentEnd(text, at) - 1;
    else if (code !== 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) return false;
  }
  return false;
}

/** Columns that the characters of a raw string take: a tab is 4 wide, a pair of surrogates one. */
function widthOf(text: string, from: number, to: number): number {
  let width = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x09) width += 4;
    else if (!isTrailing(code)) width++;
  }
  return width;
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
