/** The package and the imports, which decide the keywords of everything behind them. */
import { regoFinding } from './finding.ts';
import type { Import, Package } from './ast.ts';
import {
  advance,
  describe,
  endBefore,
  failure,
  findingAt,
  futureKeywords,
  lineOf,
  columnOf,
  markOf,
  spanOf,
  startOf,
  SyntaxFailure,
  type Cursor,
  type Mark,
} from './cursor.ts';
import { kinds } from './lexer.ts';
import { parsePath, parseVariable } from './parse-name.ts';

/** `package agent_policy`. Throws a SyntaxFailure when something else stands there. */
export function parsePackage(cursor: Cursor): Package {
  const from = startOf(cursor);
  if (cursor.current !== kinds.package) {
    throw failure(cursor, 'expecting `package` Missing package declaration.', {
      code: 'rego/package-missing',
      message: `Found ${describe(cursor)}; expected \`package\` and a name at the start of the policy.`,
      hint: 'The policy of the agent starts with `package agent_policy`.',
    });
  }
  advance(cursor);
  const { reference, path } = parsePath(cursor);
  cursor.importsAt = endBefore(cursor);
  const span = { from, to: endBefore(cursor) };
  return { kind: 'package', path, pathSpan: reference.span, span, at: from };
}

/** Where the parts of an import stand, for the engine's messages. */
interface ImportPlace {
  readonly start: Mark;
  readonly parts: readonly Mark[];
}

/** One import; `earlier` are those before it. Throws a SyntaxFailure. */
export function parseImport(cursor: Cursor, earlier: readonly Import[]): Import {
  const from = startOf(cursor);
  const start = markOf(cursor);
  advance(cursor);
  const firstPart = cursor.index;
  const { reference, path } = parsePath(cursor);
  const place: ImportPlace = { start, parts: partsOf(cursor, firstPart) };
  const root = path[0] ?? '';
  if (!importRoots.includes(root)) throw badRoot(cursor, place, root);
  const isKeywords = switchKeywords(cursor, path, place);
  let alias;
  if (cursor.current === kinds.as) {
    if (isKeywords) {
      throw failure(cursor, '`future` imports cannot be aliased', {
        code: 'rego/import-alias',
        message: 'Found `as` behind the import of a keyword, which can have no other name.',
      });
    }
    advance(cursor);
    const index = cursor.index;
    alias = parseVariable(cursor);
    if (alias.name === '_') {
      const message = 'Found `_` as an alias; expected a name.';
      throw failure(cursor, '`_` cannot be used as alias', { code: 'rego/import-alias', message }, index);
    }
  }
  const made: Import = {
    kind: 'import',
    purpose: isKeywords ? 'keywords' : 'name',
    path,
    pathSpan: reference.span,
    ...(alias === undefined ? {} : { alias }),
    span: { from, to: endBefore(cursor) },
    at: from,
  };
  if (path[0] !== 'future' || path[1] !== 'keywords') refuseShadowing(cursor, made, earlier, start);
  return made;
}

const importRoots: readonly string[] = ['data', 'future', 'input', 'rego'];

/** Marks of the names of a path whose tokens start at an index. */
function partsOf(cursor: Cursor, first: number): readonly Mark[] {
  const parts: Mark[] = [];
  for (let index = first; index < cursor.index; index++) {
    const kind = cursor.kind[index] ?? kinds.end;
    if (kind === kinds.dot || kind === kinds.openBracket || kind === kinds.closeBracket) continue;
    parts.push(markOf(cursor, index));
  }
  return parts;
}

function partAt({ start, parts }: ImportPlace, index: number): Mark {
  return parts[index] ?? start;
}

function badRoot(cursor: Cursor, place: ImportPlace, root: string): SyntaxFailure {
  return failureAt(
    cursor,
    partAt(place, 0),
    'import path must begin with one of: {data, future, input, rego}',
    'rego/import-root',
    `Found an import of \`${root}\`; expected \`data\`, \`input\`, \`future.keywords\` or \`rego.v1\`.`,
  );
}

function failureAt(
  cursor: Cursor,
  mark: Mark,
  engine: string,
  code: 'rego/import-root' | 'rego/unknown-keyword',
  message: string,
  shift = 0,
): SyntaxFailure {
  return new SyntaxFailure(
    { kind: 'located', line: mark.line, column: mark.column + shift, message: engine },
    regoFinding(code, cursor.source, mark.span, message, { severity: 'error' }),
  );
}

/** Switches on what the import stands for; false when it is not about keywords. */
function switchKeywords(cursor: Cursor, path: readonly string[], place: ImportPlace): boolean {
  if (path.length === 2 && path[0] === 'rego' && path[1] === 'v1') {
    cursor.v1 = true;
    for (const word of futureKeywords) switchOn(cursor, word, place.start, place.start);
    return true;
  }
  if (path[0] !== 'future') return false;
  if (path[1] !== 'keywords') {
    const engine = 'invalid import, must be `future.keywords`';
    const message = 'Found an import of `future`; expected `future.keywords`.';
    throw failureAt(cursor, partAt(place, 0), engine, 'rego/import-root', message);
  }
  if (path.length > 3) {
    const message = 'Found a name behind the keyword; expected the end of the import.';
    throw failureAt(cursor, partAt(place, 3), 'invalid future keyword', 'rego/unknown-keyword', message, -1);
  }
  const word = path[2];
  if (word === undefined) {
    for (const each of futureKeywords) switchOn(cursor, each, partAt(place, 1), place.start);
  } else {
    switchOn(cursor, word, partAt(place, 2), place.start);
    if (!futureKeywords.includes(word)) reportUnknown(cursor, word, partAt(place, 2));
  }
  cursor.hasKeywordImports = true;
  return true;
}

function switchOn(cursor: Cursor, word: string, mark: Mark, start: Mark): void {
  const earlier = cursor.keywords.get(word);
  if (cursor.v1 && earlier !== undefined) throw importedTwice(cursor, word, mark, start, earlier);
  cursor.keywords.set(word, mark);
  if (word === 'every' && !cursor.v1) cursor.keywords.set('in', mark);
  if (!futureKeywords.includes(word)) cursor.hasOddKeywords = true;
}

function importedTwice(cursor: Cursor, word: string, mark: Mark, start: Mark, earlier: Mark): SyntaxFailure {
  const line = { from: start.span.from, to: endBefore(cursor) };
  return new SyntaxFailure(
    {
      kind: 'located',
      line: mark.line,
      column: mark.column,
      message: `this import shadows previous import of \`${word}\` defined at:`,
      shown: { line: earlier.line, column: earlier.column, message: 'this import is shadowed.' },
    },
    regoFinding(
      'rego/keyword-imported-twice',
      cursor.source,
      line,
      `The keyword \`${word}\` is imported before.`,
      {
        hint: 'Keep one line, `import rego.v1`, and none for single keywords.',
        related: [{ source: cursor.source, span: earlier.span, message: 'The import before.' }],
        fix: {
          title: 'Remove this import',
          source: cursor.source,
          edits: [{ span: wholeLine(cursor.text, line), insert: '' }],
        },
      },
    ),
  );
}

/** The lines of a span with their line end, when nothing else stands on them. */
function wholeLine(
  text: string,
  span: { readonly from: number; readonly to: number },
): {
  readonly from: number;
  readonly to: number;
} {
  const before = text.lastIndexOf('\n', span.from - 1) + 1;
  const feed = text.indexOf('\n', span.to);
  const after = feed < 0 ? text.length : feed + 1;
  const isAlone = text.slice(before, span.from).trim() === '' && text.slice(span.to, after).trim() === '';
  return isAlone ? { from: before, to: after } : span;
}

function reportUnknown(cursor: Cursor, word: string, mark: Mark): void {
  const message = `Found \`${word}\`; the keywords to import are contains, every, if and in.`;
  cursor.findings.push(regoFinding('rego/unknown-keyword', cursor.source, mark.span, message));
}

function refuseShadowing(cursor: Cursor, made: Import, earlier: readonly Import[], start: Mark): void {
  const shadowed = earlier.find((other) =>
    made.alias === undefined || other.alias === undefined
      ? made.alias === other.alias &&
        made.path.length === other.path.length &&
        made.path.every((part, index) => part === other.path[index])
      : made.alias.name === other.alias.name,
  );
  if (shadowed === undefined) return;
  const index = indexAt(cursor, shadowed.span.from);
  throw new SyntaxFailure(
    {
      kind: 'located',
      line: start.line,
      column: start.column,
      message: 'import shadows following import defined earlier:',
      shown: {
        line: lineOf(cursor, index),
        column: columnOf(cursor, index),
        message: 'this import is shadowed',
      },
    },
    {
      ...findingAt(cursor, {
        code: 'rego/import-twice',
        span: made.span,
        message:
          made.alias === undefined
            ? `\`${made.path.join('.')}\` is imported before.`
            : `The name \`${made.alias.name}\` is given to an import before.`,
        fix: {
          title: 'Remove this import',
          source: cursor.source,
          edits: [{ span: wholeLine(cursor.text, made.span), insert: '' }],
        },
      }),
      related: [{ source: cursor.source, span: shadowed.span, message: 'The import before.' }],
    },
  );
}

function indexAt(cursor: Cursor, offset: number): number {
  let index = cursor.index;
  while (index > 0 && spanOf(cursor, index).from > offset) index--;
  return index;
}
