/** Failures at a token that does not belong there, with a message of its own for the traps that people fall into. */
import { insertAt } from '../text/edit.ts';
import type { Fix } from '../diagnostics/diagnostic.ts';
import {
  describe,
  failure,
  isImported,
  spanOf,
  textOf,
  type Cursor,
  type Finding,
  type SyntaxFailure,
} from './cursor.ts';
import { kinds } from './lexer.ts';

/** The current token is not what the grammar wants. */
export function unexpected(cursor: Cursor, engine: string, expected: string): SyntaxFailure {
  return failure(
    cursor,
    engine,
    trapAt(cursor) ?? { message: `Found ${describe(cursor)}; expected ${expected}.` },
  );
}

/** The current token is a keyword where a name or an expression has to be. */
export function keywordInPlaceOfName(cursor: Cursor): SyntaxFailure {
  return failure(cursor, `unexpected keyword \`${textOf(cursor)}\``, keywordFinding(cursor));
}

function keywordFinding(cursor: Cursor): Finding {
  const word = textOf(cursor);
  const before = cursor.kind[cursor.index - 1] ?? kinds.end;
  const trap = comprehensionHead(cursor);
  if (trap !== undefined) return trap;
  if (before === kinds.dot) {
    const span = { from: spanOf(cursor, cursor.index - 1).from, to: spanOf(cursor).to };
    return {
      code: 'rego/keyword-as-name',
      message: `Found the keyword \`${word}\` behind a dot; expected a name, or \`["${word}"]\`.`,
      fix: {
        title: `Write ["${word}"]`,
        source: cursor.source,
        edits: [{ span, insert: `["${word}"]` }],
      },
    };
  }
  if (before === kinds.not) {
    return {
      message: `Found \`${word}\` behind \`not\`; expected an expression.`,
      hint: 'Give the inner condition a rule of its own and negate that.',
    };
  }
  return {
    code: 'rego/keyword-as-name',
    message: `Found the keyword \`${word}\`; expected a name or an expression.`,
    ...(isImported(cursor) && !cursor.v1 ? { hint: 'It is a keyword since its import.' } : {}),
  };
}

function trapAt(cursor: Cursor): Finding | undefined {
  const { current, index } = cursor;
  const before = cursor.kind[index - 1] ?? kinds.end;
  if (current === kinds.in && !cursor.keywords.has('in')) {
    return {
      code: 'rego/in-not-imported',
      message: 'Found `in`, which is a keyword only once it is imported.',
      fix: importFix(cursor, 'in'),
    };
  }
  if (before === kinds.every && !cursor.keywords.has('every')) {
    return {
      code: 'rego/every-not-imported',
      span: spanOf(cursor, index - 1),
      message: 'Found `every`, which is a keyword only once it is imported.',
      fix: importFix(cursor, 'every'),
    };
  }
  if (current === kinds.if && !cursor.keywords.has('if')) {
    return {
      code: 'rego/if-not-imported',
      message: 'Found `if`, which is a keyword only once it is imported.',
      fix: importFix(cursor, 'if'),
    };
  }
  return comprehensionHead(cursor) ?? logicalOperator(cursor, before);
}

function logicalOperator(cursor: Cursor, before: number): Finding | undefined {
  const { current, index } = cursor;
  const isDoubled =
    (current === kinds.bar || current === kinds.ampersand) &&
    before === current &&
    spanOf(cursor, index - 1).to === spanOf(cursor).from;
  const word = current === kinds.identifier ? textOf(cursor) : '';
  if (!isDoubled && word !== 'and' && word !== 'or') return undefined;
  const isAnd = word === 'and' || (isDoubled && current === kinds.ampersand);
  const written = isDoubled ? textOf(cursor).repeat(2) : word;
  return {
    code: 'rego/logical-operator',
    ...(isDoubled ? { span: { from: spanOf(cursor, index - 1).from, to: spanOf(cursor).to } } : {}),
    message: `Found \`${written}\`; Rego has no such operator.`,
    hint: isAnd
      ? 'Write the conditions on lines of their own or with `;` between them.'
      : 'Write a second rule of the same name for the alternative.',
  };
}

/** `[v + 1 | …]`: the bar was read as a union, and what follows cannot be an operand of one. */
function comprehensionHead(cursor: Cursor): Finding | undefined {
  const { suspectBar, current } = cursor;
  if (suspectBar === undefined || suspectBar.index >= cursor.index) return undefined;
  switch (current) {
    case kinds.assign:
    case kinds.unify:
    case kinds.some:
    case kinds.every:
    case kinds.not:
    case kinds.semicolon:
      break;
    default:
      return undefined;
  }
  const { head } = suspectBar;
  return {
    code: 'rego/comprehension-head',
    span: head,
    message:
      'The head of a comprehension is more than a single term; the engine then reads the bar as a union.',
    fix: {
      title: 'Put the head in parentheses',
      source: cursor.source,
      edits: [insertAt(head.from, '('), insertAt(head.to, ')')],
    },
  };
}

/** Imports a keyword behind the package. */
export function importFix(cursor: Cursor, keyword: string): Fix {
  const name = keyword === 'if' && !cursor.hasKeywordImports ? 'rego.v1' : `future.keywords.${keyword}`;
  return {
    title: `Add import ${name}`,
    source: cursor.source,
    edits: [insertAt(cursor.importsAt, `\n\nimport ${name}`)],
  };
}
