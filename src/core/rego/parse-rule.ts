/** Rules: heads, bodies, `else` and `default`, with the traps between v0 and v1. */
import type {
  Assignment,
  DefaultRule,
  Expression,
  Operand,
  Query,
  Rule,
  RuleBody,
  RuleHead,
  RuleName,
  Variable,
} from './ast.ts';
import {
  advance,
  describe,
  endBefore,
  failure,
  findingAt,
  isImported,
  isKeyword,
  moveTo,
  placeOf,
  spanOf,
  startOf,
  SyntaxFailure,
  textOf,
  type Cursor,
} from './cursor.ts';
import { kinds } from './lexer.ts';
import { parseExpression, parseLiteral, parseQuery, parseTerm, refuseDocument } from './parse-expression.ts';
import {
  expect,
  parseDotName,
  parseIdentifier,
  parseVariable,
  parseVariableName,
  refuseBlank,
} from './parse-name.ts';
import { importFix, unexpected } from './unexpected.ts';
import { insertAt } from '../text/edit.ts';

/** One rule. Throws a SyntaxFailure at what is none. */
export function parseRule(cursor: Cursor): Rule {
  cursor.isDeepReported = false;
  cursor.suspectBar = undefined;
  cursor.minus = undefined;
  if (cursor.current === kinds.default) return parseDefault(cursor);
  if (cursor.current === kinds.import) throw importAfterRule(cursor);
  const from = startOf(cursor);
  const start = cursor.index;
  const head = parseHead(cursor);
  const bodies = parseBodies(cursor, head);
  const second = bodies[1];
  if (head.kind === 'set' && second !== undefined) throw secondBodyOfSet(cursor, second);
  if (cursor.v1 && bodies.length === 0) refuseBare(cursor, head, start);
  return { kind: 'rule', head, bodies, span: { from, to: endBefore(cursor) }, at: from };
}

function importAfterRule(cursor: Cursor): SyntaxFailure {
  return failure(cursor, 'unexpected keyword `import`', {
    code: 'rego/import-after-rule',
    message: 'Found `import` behind a rule; expected all imports before the first rule.',
  });
}

function parseDefault(cursor: Cursor): DefaultRule {
  const from = startOf(cursor);
  advance(cursor);
  const name = parseRuleName(cursor);
  const parameters = cursor.current === kinds.openParen ? parseDefaultParameters(cursor) : undefined;
  const { current } = cursor;
  if (current !== kinds.unify && current !== kinds.assign) {
    throw unexpected(cursor, 'expecting `:=` while parsing default rule', '`:=` and a value');
  }
  advance(cursor);
  const value = parseTerm(cursor);
  return {
    kind: 'default',
    name,
    ...(parameters === undefined ? {} : { parameters }),
    operator: current === kinds.assign ? ':=' : '=',
    value,
    span: { from, to: endBefore(cursor) },
    at: from,
  };
}

function parseDefaultParameters(cursor: Cursor): readonly Variable[] {
  const parameters: Variable[] = [];
  const context = 'while parsing default rule parameters';
  advance(cursor);
  if (cursor.current !== kinds.closeParen) {
    for (;;) {
      const index = cursor.index;
      const parameter = parseVariable(cursor, parseIdentifier);
      if (parameter.name !== '_' && parameters.some(({ name }) => name === parameter.name)) {
        throw failure(
          cursor,
          'repeating parameter name',
          {
            code: 'rego/repeated-parameter',
            message: `Found the parameter \`${parameter.name}\` a second time; expected another name or \`_\`.`,
          },
          index,
        );
      }
      parameters.push(parameter);
      if (cursor.current === kinds.closeParen || cursor.current === kinds.end) break;
      expect(cursor, kinds.comma, ',', context);
    }
  }
  expect(cursor, kinds.closeParen, ')', context);
  return parameters;
}

/** The name of a rule with dots and brackets; a bracket holds any expression. */
function parseRuleName(cursor: Cursor): RuleName {
  const { current, index } = cursor;
  const isName = current === kinds.identifier || (current >= kinds.as && current <= kinds.emptySet);
  if (!isName) {
    const engine = 'expecting identifier. Failed to parse rule-ref.';
    throw unexpected(cursor, engine, 'the name of a rule');
  }
  const base = parseVariable(cursor);
  if (cursor.v1) refuseDocument(cursor, base, index);
  const operands: Operand[] = [];
  for (;;) {
    if (cursor.current !== kinds.dot && cursor.current !== kinds.openBracket) break;
    refuseBlank(cursor);
    const at = startOf(cursor);
    if (cursor.current === kinds.dot) {
      const name = parseDotName(cursor, parseVariableName);
      operands.push({ kind: 'dot', name, span: { from: at, to: endBefore(cursor) }, at });
    } else {
      advance(cursor);
      const inner = parseExpression(cursor);
      expect(cursor, kinds.closeBracket, ']', 'while parsing bracketed reference');
      operands.push({ kind: 'bracket', index: inner, span: { from: at, to: endBefore(cursor) }, at });
    }
  }
  return nameOf(base, operands);
}

function nameOf(base: Variable, operands: readonly Operand[]): RuleName {
  const last = operands.at(-1);
  if (last === undefined) return base;
  const span = { from: base.span.from, to: last.span.to };
  return { kind: 'reference', base, operands, span, at: last.at };
}

function parseHead(cursor: Cursor): RuleHead {
  const from = startOf(cursor);
  const name = parseRuleName(cursor);
  if (cursor.current === kinds.openParen) {
    const parameters = parseParameters(cursor);
    const assignment = parseAssignment(cursor);
    const span = { from, to: endBefore(cursor) };
    return { kind: 'function', name, parameters, ...(assignment && { assignment }), span, at: from };
  }
  if (cursor.current === kinds.contains) {
    advance(cursor);
    const element = parseExpression(cursor);
    const span = { from, to: endBefore(cursor) };
    return { kind: 'set', form: 'contains', name, element, span, at: from };
  }
  const assignment = parseAssignment(cursor);
  const span = { from, to: endBefore(cursor) };
  if (assignment === undefined && !isKeyword(cursor.current) && !isImported(cursor)) {
    const set = setHeadOf(name);
    if (set !== undefined) return { ...set, span, at: from };
  }
  return { kind: 'value', name, ...(assignment && { assignment }), span, at: from };
}

/** `p[x]` and `p.x` without a value and without `if` are a set, where the name has just that one step. */
function setHeadOf(name: RuleName): Omit<Extract<RuleHead, { kind: 'set' }>, 'span' | 'at'> | undefined {
  if (name.kind === 'variable') return undefined;
  const [only, ...others] = name.operands;
  if (only === undefined || others.length > 0 || name.base.kind !== 'variable') return undefined;
  return only.kind === 'bracket'
    ? { kind: 'set', form: 'bracket', name: name.base, element: only.index }
    : { kind: 'set', form: 'dot', name };
}

function parseParameters(cursor: Cursor): readonly Expression[] {
  const parameters: Expression[] = [];
  advance(cursor);
  if (cursor.current !== kinds.closeParen) {
    parameters.push(parseTerm(cursor));
    while (cursor.current === kinds.comma) {
      advance(cursor);
      if (cursor.current === kinds.closeParen || cursor.current === kinds.end) break;
      parameters.push(parseTerm(cursor));
    }
  }
  expect(cursor, kinds.closeParen, ')', 'while parsing function rule args');
  return parameters;
}

function parseAssignment(cursor: Cursor): Assignment | undefined {
  const { current } = cursor;
  if (current !== kinds.unify && current !== kinds.assign) return undefined;
  const from = startOf(cursor);
  advance(cursor);
  const value = parseExpression(cursor);
  const operator = current === kinds.assign ? ':=' : '=';
  return { kind: 'assignment', operator, value, span: { from, to: endBefore(cursor) }, at: from };
}

function parseBodies(cursor: Cursor, head: RuleHead): readonly RuleBody[] {
  const bodies: RuleBody[] = [];
  const from = startOf(cursor);
  if (cursor.current === kinds.if) {
    if (!cursor.keywords.has('if')) {
      reportIfNotImported(cursor, head);
      return bodies;
    }
    if (head.kind === 'value' && head.assignment === undefined) reportObject(cursor, head.name);
    advance(cursor);
    bodies.push(body('first', parseQueryOrLiteral(cursor), from, endBefore(cursor)));
  } else if (cursor.current === kinds.openBrace) {
    if (cursor.v1) throw ifRequired(cursor, head, cursor.index);
    bodies.push(body('first', parseBraced(cursor), from, endBefore(cursor)));
  } else {
    return bodies;
  }
  if (cursor.current === kinds.openBrace) parseChained(cursor, bodies);
  else if (cursor.current === kinds.else) parseElse(cursor, bodies);
  return bodies;
}

function body(form: RuleBody['form'], query: Query, from: number, to: number): RuleBody {
  return { kind: 'body', form, query, span: { from, to }, at: from };
}

function parseBraced(cursor: Cursor, pointAt = cursor.index): Query {
  const opening = cursor.index;
  advance(cursor);
  return parseQuery(cursor, opening, kinds.closeBrace, { pointAt });
}

/** Behind `if`: a body in braces, or one literal, which may be a set or an object in braces. */
function parseQueryOrLiteral(cursor: Cursor): Query {
  const from = startOf(cursor);
  if (cursor.current === kinds.openBrace) {
    const place = placeOf(cursor);
    const { depth, brackets, index } = cursor;
    advance(cursor);
    const begun = cursor.end;
    try {
      return parseQuery(cursor, index, kinds.closeBrace);
    } catch (error) {
      if (!(error instanceof SyntaxFailure) || cursor.end !== begun) throw error;
      moveTo(cursor, place);
      cursor.depth = depth;
      cursor.brackets = brackets;
    }
    const literal = parseLiteral(cursor);
    if (
      literal.kind === 'condition' &&
      (literal.condition.kind === 'object' || literal.condition.kind === 'set')
    ) {
      cursor.findings.push(
        findingAt(cursor, {
          code: 'rego/always-true',
          span: literal.condition.span,
          message: `The engine reads these braces as ${literal.condition.kind === 'set' ? 'a set' : 'an object'}, not as a body.`,
          hint: 'Write `true` for a body that always holds.',
        }),
      );
    }
    return { kind: 'query', literals: [literal], span: { from, to: endBefore(cursor) }, at: from };
  }
  const literal = parseLiteral(cursor);
  return { kind: 'query', literals: [literal], span: { from, to: endBefore(cursor) }, at: from };
}

function parseChained(cursor: Cursor, bodies: RuleBody[]): void {
  const index = cursor.index;
  while (cursor.current === kinds.openBrace) {
    const from = startOf(cursor);
    bodies.push(body('chained', parseBraced(cursor), from, endBefore(cursor)));
  }
  cursor.findings.push(
    findingAt(
      cursor,
      {
        code: 'rego/chained-body',
        message: 'Found a second body behind the first.',
        hint: 'Write a second rule with the same head.',
      },
      index,
    ),
  );
}

function parseElse(cursor: Cursor, bodies: RuleBody[]): void {
  for (;;) {
    const from = startOf(cursor);
    const start = cursor.index;
    if (cursor.current === kinds.openBrace) {
      throw unexpected(cursor, 'expected `else` keyword', '`else` or the next rule');
    }
    if (cursor.current !== kinds.else) return;
    advance(cursor);
    const assignment = parseAssignment(cursor);
    const rest = assignment === undefined ? {} : { assignment };
    if (cursor.current === kinds.if && cursor.keywords.has('if')) {
      advance(cursor);
      const query = parseQueryOrLiteral(cursor);
      bodies.push({ ...body('else', query, from, endBefore(cursor)), ...rest });
    } else if (cursor.current === kinds.openBrace) {
      if (cursor.v1) throw ifRequired(cursor, undefined, start);
      const query = parseBraced(cursor, start);
      bodies.push({ ...body('else', query, from, endBefore(cursor)), ...rest });
    } else if (assignment === undefined) {
      const engine = 'expected assignment or query after `else`';
      throw unexpected(
        cursor,
        engine,
        cursor.v1 ? '`:=` or `if` behind `else`' : '`:=` or `{` behind `else`',
      );
    } else {
      if (cursor.current === kinds.if) reportIfNotImported(cursor, undefined);
      const query: Query = { kind: 'query', literals: [], span: { from, to: from }, at: from };
      bodies.push({ ...body('else', query, from, endBefore(cursor)), ...rest });
      return;
    }
  }
}

// Traps

function ifRequired(cursor: Cursor, head: RuleHead | undefined, engineIndex: number): SyntaxFailure {
  const brace = spanOf(cursor);
  if (head?.kind === 'set' && head.form === 'bracket' && head.element !== undefined) {
    const { element, name } = head;
    const written = cursor.text.slice(element.span.from, element.span.to);
    return failure(
      cursor,
      '`if` keyword is required before rule body',
      {
        code: 'rego/if-required',
        span: brace,
        message: 'Found `{`; a partial set is written with `contains` and `if` in v1.',
        fix: {
          title: 'Write contains and if',
          source: cursor.source,
          edits: [{ span: { from: name.span.to, to: brace.from }, insert: ` contains ${written} if ` }],
        },
      },
      engineIndex,
    );
  }
  return failure(
    cursor,
    '`if` keyword is required before rule body',
    {
      code: 'rego/if-required',
      span: brace,
      message: 'Found `{`; expected `if` before a body in v1.',
      fix: { title: 'Insert if', source: cursor.source, edits: [insertAt(brace.from, 'if ')] },
    },
    engineIndex,
  );
}

function reportIfNotImported(cursor: Cursor, head: RuleHead | undefined): void {
  const isConditional = head === undefined ? 'This `else`' : `The rule \`${headText(cursor, head)}\``;
  cursor.findings.push(
    findingAt(cursor, {
      code: 'rego/if-not-imported',
      message: `${isConditional} holds without any condition: \`if\` is a name here, not a keyword.`,
      fix: importFix(cursor, 'if'),
    }),
  );
}

function headText(cursor: Cursor, head: RuleHead): string {
  const text = cursor.text.slice(head.name.span.from, head.name.span.to);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function reportObject(cursor: Cursor, name: RuleName): void {
  if (name.kind === 'variable' || name.operands.length !== 1) return;
  const [only] = name.operands;
  if (only?.kind !== 'bracket' || only.index.kind === 'string') return;
  const element = cursor.text.slice(only.index.span.from, only.index.span.to);
  cursor.findings.push(
    findingAt(cursor, {
      code: 'rego/object-not-set',
      span: only.span,
      message: `Before \`if\` this makes an object that maps ${element} to true.`,
      hint: 'Write `contains` for a set, or `:= true` to say that an object is meant.',
      fix: {
        title: 'Write contains',
        source: cursor.source,
        edits: [{ span: only.span, insert: ` contains ${element}` }],
      },
    }),
  );
}

function secondBodyOfSet(cursor: Cursor, second: RuleBody): SyntaxFailure {
  let index = cursor.index;
  while (index > 0 && (cursor.tokens.from[index] ?? 0) > second.span.from) index--;
  return failure(
    cursor,
    'else cannot be used with set rules',
    {
      code: 'rego/set-with-else',
      message: `Found ${describe(cursor, index)} behind the body of a set; expected the next rule.`,
      hint: 'Write a second rule with the same head.',
    },
    index,
  );
}

/** In v1 a rule has a body or a value. */
function refuseBare(cursor: Cursor, head: RuleHead, start: number): void {
  if (head.kind === 'set') {
    if (head.form !== 'dot') return;
    throw failure(
      cursor,
      '`contains` keyword is required for partial set rules',
      {
        code: 'rego/contains-required',
        span: head.span,
        message: 'Found a partial set without `contains`.',
      },
      start,
    );
  }
  if (head.assignment !== undefined) return;
  throw failure(
    cursor,
    'rule must have a body or assignment',
    {
      code: 'rego/body-required',
      span: head.span,
      message: `Found ${describe(cursor)} behind \`${textOf(cursor, start)}\`; expected \`if\` and a body, or \`:=\` and a value.`,
    },
    start,
  );
}
