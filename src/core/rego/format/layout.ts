/** Where the formatter starts new lines. Decided by the tokens and by where the author started lines, never by widths. */
import { kinds, type Comment, type Tokens } from '../lexer.ts';
import type { Pair, Roles } from './pairs.ts';

export interface Layout {
  /** By index of a token: 1 where a line starts with it. */
  readonly starts: Uint8Array;
  /** 1 for tokens that are left out: semicolons that a line end replaces, commas before a closing bracket. */
  readonly dropped: Uint8Array;
  /** 1 for tokens behind which a comma is added. */
  readonly commas: Uint8Array;
  /** Opening tokens whose content stands on lines of its own. */
  readonly broken: ReadonlySet<number>;
  /** Comments by the index of the token that follows them. */
  readonly comments: ReadonlyMap<number, readonly Comment[]>;
}

export function layoutOf(tokens: Tokens, roles: Roles): Layout {
  const { kind, count } = tokens;
  const starts = new Uint8Array(count);
  const dropped = new Uint8Array(count);
  const commas = new Uint8Array(count);
  const broken = new Set<number>();
  const comments = commentsByToken(tokens);
  const inside: Pair[] = [];

  for (const [open, pair] of roles.pairs) if (pair.kind === 'body') broken.add(open);
  // First what is broken, then what that means for the tokens inside.
  for (let index = 0; index < count; index++) {
    if (roles.closing.has(index)) inside.pop();
    const pair = inside.at(-1);
    if (pair !== undefined && (comments.has(index) || isItemOnNewLine(index, pair))) broken.add(pair.open);
    // A comment before the closing token belongs inside.
    const closed = roles.closing.get(index);
    if (closed !== undefined && comments.has(index)) broken.add(closed.open);
    const opened = roles.pairs.get(index);
    if (opened !== undefined) inside.push(opened);
  }
  inside.length = 0;
  for (let index = 0; index < count; index++) {
    const closed = roles.closing.get(index);
    if (closed !== undefined) {
      inside.pop();
      if (broken.has(closed.open)) starts[index] = 1;
      settleLastComma(index, closed);
    }
    const pair = inside.at(-1);
    if (startsLine(index, pair)) starts[index] = 1;
    if (kind[index] === kinds.semicolon && pair !== undefined && broken.has(pair.open)) {
      dropped[index] = continuesLine(index + 1) ? 0 : 1;
    }
    const opened = roles.pairs.get(index);
    if (opened !== undefined) inside.push(opened);
  }
  return { starts, dropped, commas, broken, comments };

  function isOnNewLine(index: number): boolean {
    return index > 0 && lastLineOf(tokens, index - 1) !== tokens.line[index];
  }

  function isItemOnNewLine(index: number, pair: Pair): boolean {
    // A closing token behind a comma is no item.
    if (!isOnNewLine(index) || roles.closing.has(index)) return false;
    switch (pair.kind) {
      case 'items':
      case 'list':
        return index === pair.open + 1 || kind[index - 1] === kinds.comma;
      case 'comprehension':
        return roles.literals.has(index);
      case 'body':
      case 'index':
      case 'group':
        return false;
    }
  }

  function startsLine(index: number, pair: Pair | undefined): boolean {
    if (index > 0 && roles.statements.has(index)) return true;
    if (kind[index] === kinds.else) return kind[index - 1] !== kinds.closeBrace;
    if (pair !== undefined && broken.has(pair.open)) {
      if (roles.literals.has(index) && pair.kind !== 'group')
        return pair.kind === 'body' || isQueryOf(pair, index);
      const isList = pair.kind === 'items' || pair.kind === 'list';
      if (isList && kind[index - 1] === kinds.comma && !roles.closing.has(index)) return isOnNewLine(index);
      if (index === pair.open + 1 && pair.kind !== 'comprehension') return true;
    }
    if (kind[index] === kinds.with || roles.binary.has(index)) return isOnNewLine(index);
    return (
      index > 0 &&
      roles.binary.has(index - 1) &&
      kind[index - 1] !== kinds.negativeNumber &&
      isOnNewLine(index)
    );
  }

  /** Behind a line end alone the engine would read these as part of the literal before. */
  function continuesLine(index: number): boolean {
    switch (kind[index] ?? kinds.end) {
      case kinds.minus:
      case kinds.negativeNumber:
      case kinds.openParen:
        return true;
      default:
        return false;
    }
  }

  /** Literals of the comprehension itself; those of bodies inside of it have pairs of their own. */
  function isQueryOf(pair: Pair, index: number): boolean {
    return pair.kind === 'comprehension' && index > pair.open + 1;
  }

  /** A list over several lines ends with a comma, so that adding to it changes one line; one in a line does not. */
  function settleLastComma(close: number, pair: Pair): void {
    if ((pair.kind !== 'items' && pair.kind !== 'list') || close === pair.open + 1) return;
    const hasComma = kind[close - 1] === kinds.comma;
    if (hasComma && !broken.has(pair.open)) dropped[close - 1] = 1;
    if (!hasComma && broken.has(pair.open) && pair.kind === 'items') commas[close - 1] = 1;
  }
}

function commentsByToken(tokens: Tokens): ReadonlyMap<number, readonly Comment[]> {
  const byToken = new Map<number, Comment[]>();
  let index = 0;
  for (const comment of tokens.comments) {
    while (index < tokens.count - 1 && (tokens.from[index] ?? 0) < comment.span.from) index++;
    const list = byToken.get(index);
    if (list === undefined) byToken.set(index, [comment]);
    else list.push(comment);
  }
  return byToken;
}

/** The line on which a token ends: another than its first only for raw strings. */
export function lastLineOf(tokens: Tokens, index: number): number {
  let line = tokens.line[index] ?? 1;
  if (tokens.kind[index] !== kinds.rawString) return line;
  const end = tokens.to[index] ?? 0;
  for (let feed = tokens.text.indexOf('\n', tokens.from[index]); feed >= 0 && feed < end;) {
    line++;
    feed = tokens.text.indexOf('\n', feed + 1);
  }
  return line;
}
