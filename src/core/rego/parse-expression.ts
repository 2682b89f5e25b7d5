/**
 * Expressions and queries. They contain each other through comprehensions and `every`, so they share a file.
 *
 * The grammar, its precedences and the places of its messages are those of the pinned engine. The engine tries and goes
 * back; here a term that was read is kept and read on with, and what may have to be read twice is remembered, so that the
 * cost stays linear where the engine's doubles with each level.
 *
 * @see https://github.com/microsoft/regorus/blob/8986431/src/parser.rs
 */
import type {
  ArithmeticOperator,
  Condition,
  ComparisonOperator,
  Expression,
  Literal,
  NumberLiteral,
  ObjectMember,
  Operand,
  Query,
  Variable,
  With,
} from './ast.ts';
import {
  advance,
  describe,
  endBefore,
  engineSpanOf,
  failure,
  findingAt,
  isKeyword,
  lineOf,
  columnOf,
  moveTo,
  placeOf,
  startOf,
  SyntaxFailure,
  textOf,
  type Cursor,
} from './cursor.ts';
import { kinds } from './lexer.ts';
import type { EngineError } from './load-error.ts';
import {
  expect,
  parseDotName,
  parsePath,
  parseString,
  parseVariable,
  parseVariableName,
} from './parse-name.ts';
import { keywordInPlaceOfName, unexpected } from './unexpected.ts';

/** Deeper than any policy that the engine could load in a lifetime, and well within the stack of a worker. */
const maxBrackets = 300;

/** Operators in a row: each makes the tree one level deeper on its left. */
const maxChain = 1_000;

/** From here on the engine's time to load is noticed. */
const deepLiteral = 12;

/** How tightly operators bind, by kind of token; 0 for what is none. */
const levels = new Uint8Array(64);
levels.set([5, 5, 5], kinds.times);
levels[kinds.plus] = 4;
levels[kinds.minus] = 4;
levels[kinds.negativeNumber] = 4;
levels[kinds.ampersand] = 3;
levels[kinds.bar] = 2;
for (const kind of [
  kinds.less,
  kinds.lessOrEqual,
  kinds.equal,
  kinds.greaterOrEqual,
  kinds.greater,
  kinds.notEqual,
]) {
  levels[kind] = 1;
}
const tightest = 5;

/** A term: a literal, a variable, a reference, a call, or an expression in parentheses. */
export function parseTerm(cursor: Cursor): Expression {
  const from = startOf(cursor);
  let base: Expression;
  switch (cursor.current) {
    case kinds.openBracket:
    case kinds.openBrace:
      base = parseCollection(cursor);
      break;
    case kinds.emptySet:
      advance(cursor);
      expect(cursor, kinds.closeParen, ')', 'while parsing empty set');
      base = { kind: 'set', items: [], span: { from, to: endBefore(cursor) }, at: from };
      break;
    case kinds.openParen:
      return parseParentheses(cursor);
    case kinds.minus: {
      enter(cursor);
      advance(cursor);
      const outer = cursor.minus;
      cursor.minus = from;
      const operand = parseInExpression(cursor);
      cursor.minus = outer;
      cursor.brackets--;
      return { kind: 'minus', operand, span: { from, to: endBefore(cursor) }, at: from };
    }
    default:
      base = parseScalarOrVariable(cursor);
  }
  return parseOperands(cursor, base, from);
}

function parseParentheses(cursor: Cursor): Expression {
  enter(cursor);
  advance(cursor);
  const inner = parseExpression(cursor);
  expect(cursor, kinds.closeParen, ')', 'while parsing parenthesized expression');
  cursor.brackets--;
  cursor.parenthesised.add(inner);
  return inner;
}

/** What may follow a term without a blank: `.name`, `[index]`, and the parameters of a call. */
function parseOperands(cursor: Cursor, base: Expression, from: number): Expression {
  let term = base;
  let operands: Operand[] = [];
  let path: string[] | undefined = term.kind === 'variable' ? [term.name] : undefined;
  for (;;) {
    const { current } = cursor;
    if (current === kinds.dot || current === kinds.openBracket) {
      const at = startOf(cursor);
      if (at !== cursor.end) {
        if (lineOf(cursor) !== cursor.previousLine) break;
        throw blankBefore(cursor, term, operands);
      }
      if (current === kinds.dot) {
        const name = parseDotName(cursor, parseVariableName);
        operands.push({ kind: 'dot', name, span: { from: at, to: endBefore(cursor) }, at });
        path?.push(name);
      } else {
        enter(cursor);
        advance(cursor);
        const index = parseInExpression(cursor);
        expect(cursor, kinds.closeBracket, ']', 'while parsing bracketed reference');
        cursor.brackets--;
        operands.push({ kind: 'bracket', index, span: { from: at, to: endBefore(cursor) }, at });
        if (index.kind === 'string' && !index.raw) path?.push(index.value);
        else path = undefined;
      }
    } else if (current === kinds.openParen && path !== undefined) {
      const at = startOf(cursor);
      const callee = referenceOf(term, operands, from, endBefore(cursor));
      if (callee.kind !== 'variable' && callee.kind !== 'reference') break;
      const parameters = parseParameters(cursor);
      term = { kind: 'call', callee, path, parameters, span: { from, to: endBefore(cursor) }, at };
      operands = [];
      path = undefined;
    } else {
      break;
    }
  }
  return referenceOf(term, operands, from, endBefore(cursor));
}

function referenceOf(base: Expression, operands: readonly Operand[], from: number, to: number): Expression {
  const last = operands.at(-1);
  return last === undefined ? base : { kind: 'reference', base, operands, span: { from, to }, at: last.at };
}

function parseParameters(cursor: Cursor): readonly Expression[] {
  enter(cursor);
  advance(cursor);
  const parameters = parseItems(cursor, kinds.closeParen);
  expect(cursor, kinds.closeParen, ')', 'while parsing call expr');
  cursor.brackets--;
  return parameters;
}

/** Expressions between commas up to a closing token, which stays. A comma may stand behind the last. */
function parseItems(cursor: Cursor, close: number): Expression[] {
  if (cursor.current === close) return [];
  return parseMoreItems(cursor, close, [parseInExpression(cursor)]);
}

function parseMoreItems(cursor: Cursor, close: number, items: Expression[]): Expression[] {
  while (cursor.current === kinds.comma) {
    advance(cursor);
    if (cursor.current === close || cursor.current === kinds.end) break;
    items.push(parseInExpression(cursor));
  }
  return items;
}

function blankBefore(cursor: Cursor, term: Expression, operands: readonly Operand[]): SyntaxFailure {
  const symbol = textOf(cursor);
  const engine = `invalid whitespace before ${symbol}`;
  const blank = { from: endBefore(cursor), to: startOf(cursor) };
  if (operands.length === 0 && term.kind === 'string') {
    return failure(cursor, engine, {
      code: 'rego/string-reference',
      message: `Found \`${symbol}\` behind a string literal; the engine refers into no string.`,
    });
  }
  return failure(cursor, engine, {
    code: 'rego/blank-in-reference',
    span: blank,
    message: `Found a blank before \`${symbol}\`; a reference is written without blanks.`,
    fix: { title: 'Remove the blank', source: cursor.source, edits: [{ span: blank, insert: '' }] },
  });
}

function parseScalarOrVariable(cursor: Cursor): Expression {
  const from = startOf(cursor);
  let scalar: Expression;
  switch (cursor.current) {
    case kinds.identifier:
    case kinds.contains:
    case kinds.every:
    case kinds.if:
    case kinds.in:
      return parseVariable(cursor);
    case kinds.number:
    case kinds.negativeNumber:
      return parseNumber(cursor);
    case kinds.string:
    case kinds.escapedString:
    case kinds.rawString:
      return parseString(cursor);
    case kinds.null:
      scalar = { kind: 'null', span: { from, to: from + 4 }, at: from };
      break;
    case kinds.true:
      scalar = { kind: 'boolean', value: true, span: { from, to: from + 4 }, at: from };
      break;
    case kinds.false:
      scalar = { kind: 'boolean', value: false, span: { from, to: from + 5 }, at: from };
      break;
    default:
      if (isKeyword(cursor.current)) throw keywordInPlaceOfName(cursor);
      throw unexpected(cursor, 'expecting expression', 'an expression');
  }
  advance(cursor);
  return scalar;
}

function parseNumber(cursor: Cursor): NumberLiteral {
  const from = startOf(cursor);
  const text = textOf(cursor);
  advance(cursor);
  return { kind: 'number', text, span: { from, to: from + text.length }, at: from };
}

// Arrays, sets, objects and their comprehensions

function parseCollection(cursor: Cursor): Expression {
  if (cursor.trials === 0 && cursor.memory.size === 0) return parseCollectionAfresh(cursor);
  const key = startOf(cursor) * 64 + cursor.depth;
  const known = cursor.memory.get(key);
  if (known !== undefined && (cursor.trials > 0 || !('failure' in known && known.failure.isRough))) {
    moveTo(cursor, known.place);
    if ('failure' in known) throw known.failure;
    cursor.deepest = Math.max(cursor.deepest, known.deepest);
    return known.term;
  }
  if (cursor.trials === 0) return parseCollectionAfresh(cursor);
  const before = cursor.deepest;
  cursor.deepest = cursor.depth;
  try {
    const term = parseCollectionAfresh(cursor);
    cursor.memory.set(key, { term, place: placeOf(cursor), deepest: cursor.deepest });
    cursor.deepest = Math.max(cursor.deepest, before);
    return term;
  } catch (error) {
    if (error instanceof SyntaxFailure) cursor.memory.set(key, { failure: error, place: placeOf(cursor) });
    throw error;
  }
}

function parseCollectionAfresh(cursor: Cursor): Expression {
  const from = startOf(cursor);
  enter(cursor);
  if (cursor.brackets >= deepLiteral) reportDeepLiteral(cursor);
  const collection =
    cursor.current === kinds.openBracket ? parseArray(cursor, from) : parseBraces(cursor, from);
  cursor.brackets--;
  cursor.suspectBar = undefined;
  return collection;
}

function parseArray(cursor: Cursor, from: number): Expression {
  advance(cursor);
  if (cursor.current === kinds.closeBracket) {
    advance(cursor);
    return { kind: 'array', items: [], span: { from, to: endBefore(cursor) }, at: from };
  }
  const first = parseHeadOrItem(cursor, kinds.closeBracket);
  if (first.query !== undefined) {
    const { expression: term, query } = first;
    return { kind: 'array-comprehension', term, query, span: { from, to: endBefore(cursor) }, at: from };
  }
  const items = parseMoreItems(cursor, kinds.closeBracket, [first.expression]);
  expect(cursor, kinds.closeBracket, ']', 'while parsing array');
  return { kind: 'array', items, span: { from, to: endBefore(cursor) }, at: from };
}

function parseBraces(cursor: Cursor, from: number): Expression {
  advance(cursor);
  if (cursor.current === kinds.closeBrace) {
    advance(cursor);
    return { kind: 'object', members: [], span: { from, to: endBefore(cursor) }, at: from };
  }
  const keyFrom = startOf(cursor);
  const first = parseHeadOrItem(cursor, kinds.closeBrace);
  if (first.query !== undefined) {
    const { expression: term, query } = first;
    return { kind: 'set-comprehension', term, query, span: { from, to: endBefore(cursor) }, at: from };
  }
  if (cursor.current !== kinds.colon) {
    const items = parseMoreItems(cursor, kinds.closeBrace, [first.expression]);
    expect(cursor, kinds.closeBrace, '}', 'while parsing set');
    return { kind: 'set', items, span: { from, to: endBefore(cursor) }, at: from };
  }
  advance(cursor);
  const value = parseHeadOrItem(cursor, kinds.closeBrace);
  if (value.query !== undefined) {
    return {
      kind: 'object-comprehension',
      key: first.expression,
      value: value.expression,
      query: value.query,
      span: { from, to: endBefore(cursor) },
      at: from,
    };
  }
  const members: ObjectMember[] = [
    {
      key: first.expression,
      value: value.expression,
      span: { from: keyFrom, to: endBefore(cursor) },
      at: keyFrom,
    },
  ];
  while (cursor.current === kinds.comma) {
    advance(cursor);
    if (cursor.current === kinds.closeBrace || cursor.current === kinds.end) break;
    const memberFrom = startOf(cursor);
    const key = parseInExpression(cursor);
    const at = startOf(cursor);
    expect(cursor, kinds.colon, ':', 'while parsing object item');
    const member = parseInExpression(cursor);
    members.push({ key, value: member, span: { from: memberFrom, to: endBefore(cursor) }, at });
  }
  expect(cursor, kinds.closeBrace, '}', 'while parsing object');
  return { kind: 'object', members, span: { from, to: endBefore(cursor) }, at: from };
}

/** The head of a comprehension with its query up to the closing token, or a first item. */
function parseHeadOrItem(
  cursor: Cursor,
  close: number,
): { readonly expression: Expression; readonly query?: Query } {
  const from = startOf(cursor);
  const term = parseTerm(cursor);
  if (cursor.current === kinds.bar) {
    const place = placeOf(cursor);
    const { depth, brackets } = cursor;
    const bar = cursor.index;
    advance(cursor);
    const begun = cursor.end;
    try {
      return { expression: term, query: parseQuery(cursor, bar, close, { isTrial: true }) };
    } catch (error) {
      // A query that failed before anything of it was certain is no query: the bar is a union.
      if (!(error instanceof SyntaxFailure) || cursor.end !== begun) throw error;
      moveTo(cursor, place);
      cursor.depth = depth;
      cursor.brackets = brackets;
    }
  }
  return { expression: parseInExpressionFrom(cursor, term, from) };
}

function enter(cursor: Cursor): void {
  if (++cursor.brackets <= maxBrackets) return;
  throw failure(cursor, `nested deeper than ${maxBrackets} levels`, {
    code: 'rego/too-deep',
    message: `Nested deeper than ${maxBrackets} levels; the engine in the guest would not finish reading it.`,
  });
}

function reportDeepLiteral(cursor: Cursor): void {
  if (cursor.isDeepReported) return;
  cursor.isDeepReported = true;
  cursor.findings.push(
    findingAt(cursor, {
      code: 'rego/deep-literal',
      message: `Brackets nest ${deepLiteral} levels deep or more here.`,
      hint: 'Give inner values rules of their own, or pass them as data.',
    }),
  );
}

// Operators

/** Anything but a condition with `:=` or `=`; `a, b in c` included. Counts towards the engine's nesting. */
export function parseExpression(cursor: Cursor): Expression {
  deepen(cursor);
  const from = startOf(cursor);
  const expression = parseExpressionFrom(cursor, parseTerm(cursor), from);
  cursor.depth--;
  return expression;
}

function deepen(cursor: Cursor): void {
  cursor.depth++;
  if (cursor.depth > cursor.deepest) cursor.deepest = cursor.depth;
  if (cursor.depth <= cursor.nesting) return;
  cursor.depth--;
  throw tooDeep(cursor, false);
}

function tooDeep(cursor: Cursor, isRough: boolean): SyntaxFailure {
  const { engine, finding } = failure(cursor, `expression nesting too deep (>${cursor.nesting})`, {
    code: 'rego/too-deep',
    message: `Expressions nest deeper than the ${cursor.nesting} levels that the engine allows.`,
    hint: 'Give inner expressions rules or variables of their own.',
  });
  return new SyntaxFailure(engine, finding, isRough);
}

function parseExpressionFrom(cursor: Cursor, term: Expression, from: number): Expression {
  let expression = parseOperators(cursor, term, 1, from);
  if (cursor.current === kinds.comma) {
    advance(cursor);
    const valueFrom = startOf(cursor);
    const value = parseOperators(cursor, parseTerm(cursor), 1, valueFrom);
    expression = parseMembership(cursor, expression, value, from);
  }
  return parseMemberships(cursor, expression, from);
}

/** An item, an index, a parameter: as `parseExpression`, without a key before `in` and not counted. */
export function parseInExpression(cursor: Cursor): Expression {
  const from = startOf(cursor);
  return parseInExpressionFrom(cursor, parseTerm(cursor), from);
}

function parseInExpressionFrom(cursor: Cursor, term: Expression, from: number): Expression {
  return parseMemberships(cursor, parseOperators(cursor, term, 1, from), from);
}

function parseMemberships(cursor: Cursor, expression: Expression, from: number): Expression {
  if (cursor.current !== kinds.in || !cursor.keywords.has('in')) return expression;
  return parseMembership(cursor, expression, undefined, from);
}

/** From `in` on. Where `in` is no keyword the engine takes it for the collection, however often it comes. */
function parseMembership(
  cursor: Cursor,
  left: Expression,
  second: Expression | undefined,
  from: number,
): Expression {
  let result = left;
  let value = second;
  let chain = 0;
  do {
    const at = startOf(cursor);
    if (cursor.current !== kinds.in) {
      throw unexpected(cursor, 'expecting `in` while parsing membership expression', '`in`');
    }
    limitChain(cursor, ++chain);
    if (cursor.keywords.has('in')) advance(cursor);
    const collection = parseComparison(cursor);
    const span = { from, to: endBefore(cursor) };
    result =
      value === undefined
        ? { kind: 'membership', value: result, collection, span, at }
        : { kind: 'membership', key: result, value, collection, span, at };
    value = undefined;
  } while (cursor.current === kinds.in);
  return result;
}

function parseComparison(cursor: Cursor): Expression {
  const from = startOf(cursor);
  return parseOperators(cursor, parseTerm(cursor), 1, from);
}

/** Reads on behind `first` while operators bind at least as tightly as `loosest`; all lean to the left. */
function parseOperators(cursor: Cursor, first: Expression, loosest: number, from: number): Expression {
  let left = first;
  let ceiling = tightest;
  let chain = 0;
  for (;;) {
    const level = levels[cursor.current] ?? 0;
    // Behind `a -1` the engine takes no `*`: it has read `-1` as the whole right side.
    if (level === 0 || level < loosest || level > ceiling) return left;
    limitChain(cursor, ++chain);
    ceiling = level;
    const at = startOf(cursor);
    const { current } = cursor;
    let right: Expression;
    if (current === kinds.negativeNumber) {
      const whole = parseNumber(cursor);
      right = {
        kind: 'number',
        text: whole.text.slice(1),
        span: { from: at + 1, to: whole.span.to },
        at: at + 1,
      };
    } else {
      if (current === kinds.bar) suspect(cursor, left, from);
      advance(cursor);
      const rightFrom = startOf(cursor);
      right = parseTerm(cursor);
      if (level < tightest) right = parseOperators(cursor, right, level + 1, rightFrom);
    }
    left = binary(current, left, right, { from, to: endBefore(cursor) }, at);
  }
}

/** A minus takes all that follows as its operand, and so the bar as well. */
function suspect(cursor: Cursor, left: Expression, from: number): void {
  const { minus, index } = cursor;
  if (minus === undefined && isTerm(left)) return;
  cursor.suspectBar = { index, head: { from: minus ?? from, to: endBefore(cursor) } };
}

function limitChain(cursor: Cursor, length: number): void {
  if (length <= maxChain) return;
  throw failure(cursor, `more than ${maxChain} operators in a row`, {
    code: 'rego/too-deep',
    message: `More than ${maxChain} operators in a row.`,
  });
}

function isTerm(expression: Expression): boolean {
  switch (expression.kind) {
    case 'arithmetic':
    case 'set-operation':
    case 'comparison':
    case 'membership':
    case 'minus':
      return false;
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'variable':
    case 'reference':
    case 'call':
    case 'array':
    case 'set':
    case 'object':
    case 'array-comprehension':
    case 'set-comprehension':
    case 'object-comprehension':
      return true;
  }
}

const arithmeticOperators: ReadonlyMap<number, ArithmeticOperator> = new Map([
  [kinds.plus, '+'],
  [kinds.minus, '-'],
  [kinds.negativeNumber, '-'],
  [kinds.times, '*'],
  [kinds.divide, '/'],
  [kinds.modulo, '%'],
]);

const comparisonOperators: ReadonlyMap<number, ComparisonOperator> = new Map([
  [kinds.less, '<'],
  [kinds.lessOrEqual, '<='],
  [kinds.equal, '=='],
  [kinds.greaterOrEqual, '>='],
  [kinds.greater, '>'],
  [kinds.notEqual, '!='],
]);

function binary(
  kind: number,
  left: Expression,
  right: Expression,
  span: { readonly from: number; readonly to: number },
  at: number,
): Expression {
  if (kind === kinds.bar || kind === kinds.ampersand) {
    return { kind: 'set-operation', operator: kind === kinds.bar ? '|' : '&', left, right, span, at };
  }
  const arithmetic = arithmeticOperators.get(kind);
  if (arithmetic !== undefined) return { kind: 'arithmetic', operator: arithmetic, left, right, span, at };
  const comparison = comparisonOperators.get(kind);
  if (comparison === undefined) throw new Error(`token kind ${kind} is no operator`);
  return { kind: 'comparison', operator: comparison, left, right, span, at };
}

// Queries and their literals

/**
 * Literals up to `close`, which is read as well unless it is the end. Throws without having moved when the text may be
 * something else than a query, such as a set.
 *
 * @param opening index of the token that opened the query
 */
export function parseQuery(
  cursor: Cursor,
  opening: number,
  close: number,
  { pointAt = opening, isTrial = false }: QueryOptions = {},
): Query {
  const from = cursor.tokens.from[opening] ?? 0;
  const literals: Literal[] = [parseFirstLiteral(cursor, pointAt, close, isTrial)];
  for (;;) {
    if (closesQuery(cursor, close) || cursor.current === kinds.end) break;
    if (cursor.current === kinds.semicolon) advance(cursor);
    else if (lineOf(cursor) === cursor.previousLine) break;
    literals.push(parseLiteral(cursor));
  }
  if (close !== kinds.end) expect(cursor, close, closeText(close), 'while parsing query');
  return { kind: 'query', literals, span: { from, to: endBefore(cursor) }, at: from };
}

export interface QueryOptions {
  /** Index of the token at which the engine points when the first literal fails; absent means the opening one. */
  readonly pointAt?: number;
  /** True when the caller reads the text otherwise after such a failure. */
  readonly isTrial?: boolean;
}

/** The first literal decides whether this is a query. */
function parseFirstLiteral(cursor: Cursor, opening: number, close: number, isTrial: boolean): Literal {
  const place = placeOf(cursor);
  const { depth, brackets, trials } = cursor;
  const isDefinite = cursor.current === kinds.some || cursor.current === kinds.every;
  let literal: Literal;
  if (isTrial && !isDefinite) cursor.trials++;
  try {
    literal = parseLiteral(cursor);
    cursor.trials = trials;
  } catch (error) {
    cursor.trials = trials;
    if (!(error instanceof SyntaxFailure)) throw error;
    if (isDefinite || cursor.current === kinds.unify || cursor.current === kinds.assign) throw error;
    goBack();
    const mark = { line: lineOf(cursor, opening), column: columnOf(cursor, opening) };
    throw new SyntaxFailure(
      { kind: 'located', ...mark, message: `expecting ${closeText(close)}` },
      error.finding,
    );
  }
  if (cursor.current === kinds.colon) throw notQuery('try parsing as comprehension', '`:`');
  if (closesQuery(cursor, close) && isUnion(literal)) throw notQuery('try parse as comprehension', 'a union');
  if (cursor.current === kinds.comma) {
    throw notQuery(`encountered , when expecting ${closeText(close)}`, '`,`');
  }
  return literal;

  function notQuery(engine: string, what: string): SyntaxFailure {
    const finding = findingAt(cursor, {
      message: `Found ${what}; expected conditions, each on a line of its own or behind \`;\`.`,
    });
    goBack();
    return new SyntaxFailure({ kind: 'plain', message: engine }, finding);
  }

  function goBack(): void {
    moveTo(cursor, place);
    cursor.depth = depth;
    cursor.brackets = brackets;
  }
}

/** `{a | b | c}` is a set of one union and no comprehension. */
function isUnion(literal: Literal): boolean {
  return (
    literal.kind === 'condition' &&
    literal.condition.kind === 'set-operation' &&
    literal.condition.operator === '|'
  );
}

/** At the end of a query text the engine takes a string for the end: both have an empty text in its lexer. */
function closesQuery(cursor: Cursor, close: number): boolean {
  if (cursor.current === close) return true;
  return close === kinds.end && cursor.current >= kinds.string && cursor.current <= kinds.rawString;
}

function closeText(close: number): string {
  return close === kinds.closeBrace ? '}' : close === kinds.closeBracket ? ']' : '';
}

/** One literal with its `with` modifiers. */
export function parseLiteral(cursor: Cursor): Literal {
  const from = startOf(cursor);
  switch (cursor.current) {
    case kinds.some:
      return parseSome(cursor, from);
    case kinds.every:
      if (cursor.keywords.has('every')) return parseEvery(cursor, from);
      break;
    default:
  }
  const isNegated = cursor.current === kinds.not;
  if (isNegated) advance(cursor);
  const condition = parseCondition(cursor);
  const modifiers = parseModifiers(cursor);
  return {
    kind: isNegated ? 'not' : 'condition',
    condition,
    modifiers,
    span: { from, to: endBefore(cursor) },
    at: from,
  };
}

function parseCondition(cursor: Cursor): Condition {
  const from = startOf(cursor);
  const place = placeOf(cursor);
  const before = cursor.deepest;
  cursor.deepest = cursor.depth;
  const left = parseTerm(cursor);
  const { current } = cursor;
  if (current === kinds.unify || current === kinds.assign) {
    cursor.deepest = Math.max(cursor.deepest, before);
    const at = startOf(cursor);
    if (current === kinds.assign && cursor.v1 && left.kind === 'variable') refuseDocument(cursor, left);
    advance(cursor);
    const right = parseExpression(cursor);
    const span = { from, to: endBefore(cursor) };
    return { kind: current === kinds.assign ? 'assign' : 'unify', left, right, span, at };
  }
  // The engine reads the term again as part of an expression, which is one level deeper.
  if (cursor.deepest >= cursor.nesting) {
    // On trial the failure will be passed over, so that its exact place does not matter.
    if (cursor.trials > 0) throw tooDeep(cursor, true);
    moveTo(cursor, place);
    return parseExpression(cursor);
  }
  cursor.deepest = Math.max(cursor.deepest + 1, before);
  cursor.depth++;
  const expression = parseExpressionFrom(cursor, left, from);
  cursor.depth--;
  return expression;
}

/** In v1 neither `input` nor `data` can be given another value. */
export function refuseDocument(cursor: Cursor, variable: Variable, index = cursor.index): void {
  if (variable.name !== 'input' && variable.name !== 'data') return;
  const finding = {
    code: 'rego/shadows-document',
    span: variable.span,
    message: `Found \`${variable.name}\` in place of a new name; expected any other.`,
  } as const;
  throw failure(cursor, `${variable.name} cannot be shadowed`, finding, index);
}

function parseModifiers(cursor: Cursor): readonly With[] {
  if (cursor.current !== kinds.with) return noModifiers;
  const modifiers: With[] = [];
  while (cursor.current === kinds.with) {
    const from = startOf(cursor);
    advance(cursor);
    const { reference: target, path } = parsePath(cursor);
    expect(cursor, kinds.as, 'as', 'while parsing with-modifier expression');
    const value = parseInExpression(cursor);
    modifiers.push({ kind: 'with', target, path, value, span: { from, to: endBefore(cursor) }, at: from });
  }
  return modifiers;
}

const noModifiers: readonly With[] = [];

function parseSome(cursor: Cursor, from: number): Literal {
  advance(cursor);
  const names: SomeName[] = [];
  for (;;) {
    const index = cursor.index;
    const expression = parseTerm(cursor);
    names.push({ index, expression, end: cursor.end });
    if (cursor.current !== kinds.comma) break;
    advance(cursor);
  }
  if (cursor.current !== kinds.in || !cursor.keywords.has('in')) {
    const variables: Variable[] = [];
    for (const name of names) {
      if (name.expression.kind !== 'variable') throw notVariable(cursor, name, name === names[0]);
      variables.push(name.expression);
    }
    const modifiers = parseModifiers(cursor);
    return { kind: 'some', variables, modifiers, span: { from, to: endBefore(cursor) }, at: from };
  }
  const [first, second, third] = names;
  if (third !== undefined) throw tooManyNames(cursor, third);
  advance(cursor);
  const collection = parseComparison(cursor);
  const modifiers = parseModifiers(cursor);
  const span = { from, to: endBefore(cursor) };
  if (first === undefined) throw new Error('no name behind some');
  return second === undefined
    ? { kind: 'some-in', value: first.expression, collection, modifiers, span, at: from }
    : {
        kind: 'some-in',
        key: first.expression,
        value: second.expression,
        collection,
        modifiers,
        span,
        at: from,
      };
}

interface SomeName {
  readonly index: number;
  readonly expression: Expression;
  /** Where the engine takes it to end. */
  readonly end: number;
}

function notVariable(cursor: Cursor, name: SomeName, isFirst: boolean): SyntaxFailure {
  // Of the first name the engine shows a single token.
  const end = isFirst ? engineSpanOf(cursor, name.index).to : name.end;
  return new SyntaxFailure(
    encountered(cursor, name.index, end, 'expecting identifier'),
    findingAt(
      cursor,
      { message: `Found ${describe(cursor, name.index)}; expected a name behind \`some\`.` },
      name.index,
    ),
  );
}

function tooManyNames(cursor: Cursor, name: SomeName): SyntaxFailure {
  return new SyntaxFailure(
    encountered(cursor, name.index, name.end, 'expecting `in`'),
    findingAt(
      cursor,
      { message: `Found ${describe(cursor, name.index)}; expected \`in\` behind two names.` },
      name.index,
    ),
  );
}

/** The engine words this one without a frame. */
function encountered(cursor: Cursor, index: number, end: number, expecting: string): EngineError {
  const place = `${cursor.name}:${lineOf(cursor, index)}:${columnOf(cursor, index)}`;
  const text = cursor.text.slice(engineSpanOf(cursor, index).from, end);
  return { kind: 'plain', message: `${place} error: encountered \`${text}\` while ${expecting}` };
}

const everyContext = 'Failed to parse `every` statement.';

function parseEvery(cursor: Cursor, from: number): Literal {
  const start = cursor.index;
  advance(cursor);
  const first = parseVariable(cursor);
  let second: Variable | undefined;
  if (cursor.current === kinds.comma) {
    advance(cursor);
    try {
      second = parseVariable(cursor);
    } catch (error) {
      if (!(error instanceof SyntaxFailure)) throw error;
      const place = { line: lineOf(cursor, start), column: columnOf(cursor, start) };
      throw new SyntaxFailure(
        { kind: 'located', ...place, message: `${everyContext}\n`, cause: error.engine },
        error.finding,
      );
    }
  }
  if (cursor.current === kinds.in && cursor.keywords.has('in')) advance(cursor);
  else if (cursor.current !== kinds.in) throw unexpected(cursor, `expecting \`in\` ${everyContext}`, '`in`');
  const domain = parseComparison(cursor);
  const opening = cursor.index;
  expect(cursor, kinds.openBrace, '{', everyContext);
  const query = parseQuery(cursor, opening, kinds.closeBrace);
  const modifiers = parseModifiers(cursor);
  const span = { from, to: endBefore(cursor) };
  return second === undefined
    ? { kind: 'every', value: first, domain, query, modifiers, span, at: from }
    : { kind: 'every', key: first, value: second, domain, query, modifiers, span, at: from };
}
