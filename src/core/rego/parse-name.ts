/** Names and paths: the parts of the grammar that hold no expressions. */
import type { Operand, Reference, StringLiteral, Variable } from './ast.ts';
import {
  advance,
  describe,
  endBefore,
  failure,
  isFutureKeyword,
  isImported,
  isKeyword,
  startOf,
  textOf,
  type Cursor,
} from './cursor.ts';
import { kinds } from './lexer.ts';
import { keywordInPlaceOfName, unexpected } from './unexpected.ts';

/** A name in the place of a variable: no keyword of any dialect, nor one in force. */
export function parseVariableName(cursor: Cursor): string {
  if (isKeyword(cursor.current) || (cursor.current !== kinds.contains && isImported(cursor))) {
    throw keywordInPlaceOfName(cursor);
  }
  return parseName(cursor);
}

/** A name that may be a keyword that has to be imported. */
export function parseIdentifier(cursor: Cursor): string {
  if (isKeyword(cursor.current)) throw keywordInPlaceOfName(cursor);
  return parseName(cursor);
}

function parseName(cursor: Cursor): string {
  if (
    cursor.current !== kinds.identifier &&
    !isFutureKeyword(cursor.current) &&
    cursor.current !== kinds.emptySet
  ) {
    throw unexpected(cursor, 'expecting identifier', 'a name');
  }
  const name = textOf(cursor);
  advance(cursor);
  return name;
}

export function parseVariable(cursor: Cursor, parse = parseVariableName): Variable {
  const from = startOf(cursor);
  const name = parse(cursor);
  return { kind: 'variable', name, span: { from, to: from + name.length }, at: from };
}

/** After a dot: the dot, then a name right behind it. */
export function parseDotName(cursor: Cursor, parse: (cursor: Cursor) => string): string {
  const dotEnd = startOf(cursor) + 1;
  advance(cursor);
  const index = cursor.index;
  const from = startOf(cursor);
  const name = parse(cursor);
  if (from !== dotEnd) {
    throw failure(
      cursor,
      'invalid whitespace between . and identifier',
      {
        code: 'rego/blank-in-reference',
        span: { from: dotEnd, to: from },
        message: 'Found a blank behind the dot; expected the name right behind it.',
        fix: {
          title: 'Remove the blank',
          source: cursor.source,
          edits: [{ span: { from: dotEnd, to: from }, insert: '' }],
        },
      },
      index,
      -1,
    );
  }
  return name;
}

export function parseString(cursor: Cursor): StringLiteral {
  const from = startOf(cursor);
  const quoted = textOf(cursor);
  const kind = cursor.current;
  advance(cursor);
  const span = { from, to: from + quoted.length };
  // The lexer has checked the escapes, so this does not throw.
  const value = kind === kinds.escapedString ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
  return { kind: 'string', raw: kind === kinds.rawString, value, span, at: from + 1 };
}

/** Names with dots and strings in brackets: of a package, an import, a `with`. */
export function parsePath(cursor: Cursor): {
  readonly reference: Variable | Reference;
  readonly path: readonly string[];
} {
  const base = parseVariable(cursor);
  const path = [base.name];
  const operands: Operand[] = [];
  for (;;) {
    const { current } = cursor;
    if (current !== kinds.dot && current !== kinds.openBracket) break;
    refuseBlank(cursor);
    const at = startOf(cursor);
    if (current === kinds.dot) {
      const name = parseDotName(cursor, parseIdentifier);
      operands.push({ kind: 'dot', name, span: { from: at, to: endBefore(cursor) }, at });
      path.push(name);
    } else {
      advance(cursor);
      if (cursor.current !== kinds.string && cursor.current !== kinds.escapedString) {
        throw unexpected(cursor, 'expected string', 'a string');
      }
      const index = parseString(cursor);
      expect(cursor, kinds.closeBracket, ']', 'while parsing bracketed reference');
      operands.push({ kind: 'bracket', index, span: { from: at, to: endBefore(cursor) }, at });
      // The engine takes the text as it is spelled, escapes and all.
      path.push(cursor.text.slice(index.span.from + 1, index.span.to - 1));
    }
  }
  const last = operands.at(-1);
  if (last === undefined) return { reference: base, path };
  const span = { from: base.span.from, to: endBefore(cursor) };
  return { reference: { kind: 'reference', base, operands, span, at: last.at }, path };
}

/** In heads and paths no blank and no new line stands before a dot or bracket. */
export function refuseBlank(cursor: Cursor): void {
  if (startOf(cursor) === cursor.end) return;
  const blank = { from: endBefore(cursor), to: startOf(cursor) };
  throw failure(
    cursor,
    `invalid whitespace before ${textOf(cursor)}`,
    {
      code: 'rego/blank-in-reference',
      span: blank.from < blank.to ? blank : { from: blank.to, to: blank.to + 1 },
      message: `Found a blank before ${describe(cursor)}; a reference is written without blanks.`,
      fix: { title: 'Remove the blank', source: cursor.source, edits: [{ span: blank, insert: '' }] },
    },
    cursor.index,
    -1,
  );
}

/** Moves past a token of a kind, or says that it is missing. */
export function expect(cursor: Cursor, kind: number, text: string, context: string): void {
  if (cursor.current !== kind) throw unexpected(cursor, `expecting \`${text}\` ${context}`, `\`${text}\``);
  advance(cursor);
}
