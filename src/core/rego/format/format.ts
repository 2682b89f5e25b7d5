/**
 * Formats Rego in the manner of `opa fmt`: tabs, one condition per line, blanks around operators. Tokens, their order and
 * all comments stay as they are, but for semicolons and last commas, so that the formatted policy means the same.
 *
 * What the author put on one line stays there: line ends inside brackets and behind operators are kept, not invented.
 */
import type { Checked } from '#core/diagnostics/diagnostic.ts';
import { kinds, type Comment, type Tokens } from '../lexer.ts';
import { parse, type ParseOptions } from '../parse.ts';
import { lastLineOf, layoutOf, type Layout } from './layout.ts';
import { rolesOf, type Roles } from './pairs.ts';

/**
 * The formatted text. Formatting it again changes nothing.
 *
 * @returns no value for a text that the engine refuses, with what is wrong in it. Never throws.
 */
export function format(text: string, options: ParseOptions): Checked<string> {
  const { module, tokens, diagnostics, loadError } = parse(text, options);
  const isCutOff = tokens.problems.size > 0;
  if (module === undefined || loadError !== undefined || isCutOff) return { diagnostics };
  const roles = rolesOf(module, tokens);
  return { value: written(tokens, roles, layoutOf(tokens, roles)), diagnostics };
}

/** One bracket that is open while writing. */
interface Open {
  /** Tabs before the line of the opening token, and before lines inside. */
  readonly outside: number;
  readonly inside: number;
}

function written(tokens: Tokens, roles: Roles, layout: Layout): string {
  const { text, kind, count } = tokens;
  const parts: string[] = [];
  const open: Open[] = [];
  let indent = 0;
  /** The line of the text on which the last thing written ends; 0 at the start. */
  let authorLine = 0;
  /** True when a comment was written last, behind which nothing else fits. */
  let isLineFull = false;
  let isFirst = true;
  let previousStatement: { readonly index: number; readonly last: number } | undefined;
  let before = -1;

  for (let index = 0; index < count; index++) {
    const isEnd = kind[index] === kinds.end;
    const closing = roles.closing.get(index);
    const frame = closing === undefined ? undefined : open.pop();
    const inside = frame?.inside ?? open.at(-1)?.inside ?? 0;
    const statement = roles.statements.get(index);
    let needsBlank = statement !== undefined && needsBlankBefore(index, statement);
    const notes = layout.comments.get(index) ?? [];
    const isContinuation = statement === undefined && !isEnd && closing === undefined && !startsItem(index);
    for (const comment of notes) {
      writeComment(comment, needsBlank, isContinuation ? inside + 1 : inside);
      if (comment.alone) needsBlank = false;
    }
    if (isEnd) break;
    if (layout.dropped[index] === 1) {
      authorLine = Math.max(authorLine, tokens.line[index] ?? 0);
      continue;
    }
    if (layout.starts[index] === 1 || isLineFull) {
      if (closing !== undefined && frame !== undefined) indent = frame.outside;
      else indent = isContinuation ? inside + 1 : inside;
      const keepsBlank = closing === undefined && !isJustOpened() && hasBlankBefore(tokens.line[index] ?? 0);
      writeLine(needsBlank || keepsBlank);
    } else if (before >= 0 && needsSpace(before, index)) {
      parts.push(' ');
    }
    parts.push(tokenText(index));
    if (layout.commas[index] === 1) parts.push(',');
    isFirst = false;
    isLineFull = false;
    authorLine = lastLineOf(tokens, index);
    before = index;
    if (roles.pairs.has(index)) {
      open.push({ outside: indent, inside: layout.broken.has(index) ? indent + 1 : indent });
    }
    if (statement !== undefined) previousStatement = { index, last: statement };
  }
  parts.push('\n');
  return parts.join('');

  function startsItem(index: number): boolean {
    if (roles.literals.has(index) || kind[index] === kinds.else) return true;
    return kind[before] === kinds.comma || isJustOpened();
  }

  function isJustOpened(): boolean {
    return before >= 0 && roles.pairs.has(before);
  }

  function hasBlankBefore(line: number): boolean {
    return authorLine > 0 && line > authorLine + 1;
  }

  function writeLine(isBlankBefore: boolean): void {
    if (!isFirst) parts.push(isBlankBefore ? '\n\n' : '\n');
    parts.push('\t'.repeat(indent));
  }

  function writeComment(comment: Comment, needsBlank: boolean, tabs: number): void {
    if (comment.alone) {
      indent = tabs;
      writeLine(needsBlank || (!isJustOpened() && hasBlankBefore(comment.line)));
    } else if (!isFirst) {
      parts.push(' ');
    }
    parts.push(text.slice(comment.span.from, comment.span.to).trimEnd());
    isFirst = false;
    isLineFull = true;
    authorLine = comment.line;
  }

  /** A minus that the lexer joined to the number behind it is an operator all the same. */
  function tokenText(index: number): string {
    const whole = text.slice(tokens.from[index], tokens.to[index]);
    return kind[index] === kinds.negativeNumber && roles.binary.has(index) ? `- ${whole.slice(1)}` : whole;
  }

  /** The package, imports and rules of several lines have blank lines around them. */
  function needsBlankBefore(index: number, last: number): boolean {
    if (previousStatement === undefined) return false;
    const wasImport = kind[previousStatement.index] === kinds.import;
    if (kind[index] === kinds.import) return !wasImport;
    return (
      wasImport ||
      kind[previousStatement.index] === kinds.package ||
      isLong(previousStatement.index, previousStatement.last) ||
      isLong(index, last)
    );
  }

  function isLong(from: number, to: number): boolean {
    if (tokens.line[from] === undefined) return false;
    for (let index = from; index <= to; index++) {
      if (index > from && (layout.starts[index] === 1 || layout.comments.has(index))) return true;
      if (lastLineOf(tokens, index) !== tokens.line[index]) return true;
    }
    return false;
  }

  function needsSpace(left: number, right: number): boolean {
    const a = kind[left] ?? kinds.end;
    const b = kind[right] ?? kinds.end;
    switch (b) {
      case kinds.comma:
      case kinds.semicolon:
      case kinds.colon:
      case kinds.dot:
      case kinds.closeParen:
      case kinds.closeBracket:
      case kinds.closeBrace:
        return false;
      case kinds.openParen:
        if (roles.pairs.get(right)?.kind === 'list') return false;
        break;
      case kinds.openBracket:
        if (roles.pairs.get(right)?.kind === 'index') return false;
        break;
      default:
    }
    if (a === kinds.dot || roles.pairs.has(left)) return false;
    // `- 1` is not the number -1.
    if (roles.unary.has(left)) return b === kinds.number;
    return true;
  }
}
