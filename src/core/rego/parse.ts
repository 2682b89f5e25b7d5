/**
 * Rego texts in, syntax trees out: v0 and v1 as the engine of a profile reads them.
 *
 * A text that is broken yields what of it is understood, a finding for each broken rule, and the error with which the
 * engine itself would refuse the policy. Whether the policy means something is for the compiler to say.
 */
import type { Diagnostic, SourceName } from '../diagnostics/diagnostic.ts';
import { regoFinding } from './finding.ts';
import { encodeUtf8 } from '../text/utf8.ts';
import { annotationsOf } from './annotations.ts';
import type { Dialect, Expression, Import, Module, Package, Query, Rule } from './ast.ts';
import {
  advance,
  endBefore,
  failure,
  lexicalFailure,
  moveTo,
  newCursor,
  SyntaxFailure,
  textOf,
  type Cursor,
} from './cursor.ts';
import { kinds, tokensOf, type Tokens } from './lexer.ts';
import { loadErrorOf, type EngineError, type LoadError } from './load-error.ts';
import { parseQuery as parseQueryTokens } from './parse-expression.ts';
import { parseImport, parsePackage } from './parse-header.ts';
import { parseRule } from './parse-rule.ts';
import { profileOf, type PolicyLimits, type Profile } from './profile.ts';
import { unexpected } from './unexpected.ts';

export interface ParseOptions {
  /** The module's name in the engine's messages, such as `agent_policy`. */
  readonly name: string;
  /** The dialect of a text without imports. */
  readonly dialect: Dialect;
  /** Whose limits hold; absent means those of Kata 3.30 and later. */
  readonly profile?: Profile;
  /** The text that findings point into; absent means `entry:policy.rego`. */
  readonly source?: SourceName;
}

export interface Parsed {
  /** Absent when the text has no package. Without the rules that are broken. */
  readonly module?: Module;
  readonly tokens: Tokens;
  readonly diagnostics: readonly Diagnostic[];
  /** What the engine says when it refuses to load the text; absent when it loads it. */
  readonly loadError?: LoadError;
  /** Expressions that stand in parentheses, of which the tree has no nodes. */
  readonly parenthesised: ReadonlySet<Expression>;
}

/** Findings about syntax in one text; from there on broken rules are passed over in silence. */
const maxFindings = 200;

/** Broken rules after which the rest is not looked at: such a text is no policy. */
const maxFailures = 5_000;

/** Nesting is limited also for engines without a limit of their own: a deeper text would exhaust the stack. */
const unlimitedNesting = 250;

/** Reads a module. Linear in the length of the text; never throws. */
export function parse(text: string, options: ParseOptions): Parsed {
  const limits = (options.profile ?? profileOf('kata-3.30')).limits;
  const { cursor, failures, refuse } = begin(text, options, limits);
  const head = parseHeader(cursor, refuse);
  const rules: Rule[] = [];
  while (cursor.current !== kinds.end && failures.length < maxFailures) {
    const start = cursor.index;
    try {
      if (head === undefined && cursor.current === kinds.import) parseImport(cursor, []);
      else rules.push(parseRule(cursor));
      if (cursor.current === kinds.identifier && textOf(cursor) === targetName) throw misplacedTarget(cursor);
    } catch (error) {
      if (!(error instanceof SyntaxFailure)) throw error;
      refuse(error);
      synchronise(cursor, start);
    }
    cursor.memory.clear();
  }
  const { tokens } = cursor;
  const nul = tokens.problems.get(tokens.count - 1);
  if (nul !== undefined) cursor.findings.push(regoFinding(nul.code, cursor.source, nul.span, nul.message));
  const [first] = failures;
  return {
    ...(head === undefined ? {} : { module: moduleOf(cursor, head, rules) }),
    tokens,
    diagnostics: cursor.findings,
    ...(first === undefined ? {} : { loadError: loadErrorOf(first, options.name, text) }),
    parenthesised: cursor.parenthesised,
  };
}

export interface ParsedQuery {
  readonly query?: Query;
  readonly tokens: Tokens;
  readonly diagnostics: readonly Diagnostic[];
  /** What the engine says when it cannot read the query. */
  readonly loadError?: LoadError;
  readonly parenthesised: ReadonlySet<Expression>;
}

/** Reads the text of a query, such as `data.agent_policy.allow`, whose name the engine gives as `<query.rego>`. */
export function parseQuery(text: string, options: Omit<ParseOptions, 'name'>): ParsedQuery {
  const name = '<query.rego>';
  const limits = (options.profile ?? profileOf('kata-3.30')).limits;
  const { cursor, failures, refuse } = begin(text, { ...options, name }, limits);
  let query: Query | undefined;
  try {
    startTokens(cursor);
    query = parseQueryTokens(cursor, 0, kinds.end);
    if (cursor.current !== kinds.end)
      throw unexpected(cursor, 'expecting EOF', '`;` or the end of the query');
  } catch (error) {
    if (!(error instanceof SyntaxFailure)) throw error;
    refuse(error);
    query = undefined;
  }
  const [first] = failures;
  return {
    ...(query === undefined ? {} : { query }),
    tokens: cursor.tokens,
    diagnostics: cursor.findings,
    ...(first === undefined ? {} : { loadError: loadErrorOf(first, name, text) }),
    parenthesised: cursor.parenthesised,
  };
}

function begin(text: string, options: ParseOptions, limits: PolicyLimits) {
  const source = options.source ?? 'entry:policy.rego';
  const cursor = newCursor(tokensOf(text, limits.columns), {
    name: options.name,
    source,
    v1: options.dialect === 'v1',
    nesting: limits.nesting ?? unlimitedNesting,
  });
  const failures: EngineError[] = [];
  const excess = excessOf(text, options.name, source, limits);
  if (excess !== undefined) {
    failures.push(excess.engine);
    cursor.findings.push(excess.finding);
  }
  function refuse(error: SyntaxFailure): void {
    failures.push(error.engine);
    if (failures.length <= maxFindings) cursor.findings.push(error.finding);
  }
  return { cursor, failures, refuse };
}

/** The text's size, which the engine checks before it reads a token. */
function excessOf(
  text: string,
  name: string,
  source: SourceName,
  limits: PolicyLimits,
): { readonly engine: EngineError; readonly finding: Diagnostic } | undefined {
  const { bytes, lines } = limits;
  const span = { from: 0, to: text.length };
  if (bytes !== undefined && text.length * 3 > bytes) {
    const size = encodeUtf8(text).length;
    if (size > bytes) {
      const message = `The policy has ${size} bytes; the engine takes at most ${bytes}.`;
      return {
        engine: { kind: 'plain', message: `${name} exceeds maximum allowed policy file size ${bytes} bytes` },
        finding: regoFinding('rego/too-large', source, span, message),
      };
    }
  }
  if (lines !== undefined && text.length >= lines) {
    let count = 1;
    for (let feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', feed + 1)) count++;
    if (count > lines) {
      const message = `The policy has ${count} lines; the engine takes at most ${lines}.`;
      return {
        engine: { kind: 'plain', message: `${name} exceeds maximum allowed line count ${lines}` },
        finding: regoFinding('rego/too-many-lines', source, span, message),
      };
    }
  }
  return undefined;
}

/** The first token may be one that the lexer refused. */
function startTokens(cursor: Cursor): void {
  if (cursor.current === kinds.error) throw lexicalFailure(cursor, 0);
}

interface Header {
  readonly package: Package;
  readonly imports: readonly Import[];
}

function parseHeader(cursor: Cursor, refuse: (error: SyntaxFailure) => void): Header | undefined {
  let made: Package;
  try {
    startTokens(cursor);
    made = parsePackage(cursor);
  } catch (error) {
    if (!(error instanceof SyntaxFailure)) throw error;
    refuse(error);
    // Without the word the first rule may still be one; otherwise something of the header is broken.
    if (cursor.index > 0 || cursor.current === kinds.error) synchronise(cursor, 0);
    return undefined;
  }
  const imports: Import[] = [];
  while (cursor.current === kinds.import) {
    const start = cursor.index;
    try {
      imports.push(parseImport(cursor, imports));
    } catch (error) {
      if (!(error instanceof SyntaxFailure)) throw error;
      refuse(error);
      synchronise(cursor, start);
    }
  }
  try {
    parseTarget(cursor);
  } catch (error) {
    if (!(error instanceof SyntaxFailure)) throw error;
    refuse(error);
    synchronise(cursor, cursor.index);
  }
  return { package: made, imports };
}

const targetName = '__target__';

/** An extension of the engine that a policy of the agent has no use for: it switches v1 on. */
function parseTarget(cursor: Cursor): void {
  if (cursor.current !== kinds.identifier || textOf(cursor) !== targetName) return;
  advance(cursor);
  if (cursor.current !== kinds.assign) {
    throw unexpected(cursor, "expected ':=' after __target__", '`:=` behind `__target__`');
  }
  advance(cursor);
  if (cursor.current !== kinds.string && cursor.current !== kinds.escapedString) {
    throw unexpected(cursor, 'expected string literal', 'a string');
  }
  advance(cursor);
  cursor.v1 = true;
}

function misplacedTarget(cursor: Cursor): SyntaxFailure {
  return failure(cursor, '__target__ must be defined before any rules', {
    message: 'Found `__target__` behind a rule; expected it before the first.',
  });
}

/** Moves to where the next rule probably starts: at the margin of the broken one, on a line of its own. */
function synchronise(cursor: Cursor, start: number): void {
  const { tokens, kind } = cursor;
  const isFirst = start === 0 || tokens.line[start - 1] !== tokens.line[start];
  const margin = isFirst ? (tokens.column[start] ?? 1) : 1;
  let index = start + 1;
  for (; index < tokens.count - 1; index++) {
    if (tokens.line[index] === tokens.line[index - 1] || (tokens.column[index] ?? 1) > margin) continue;
    if (startsRule(kind, index)) break;
  }
  const at = Math.min(index, tokens.count - 1);
  moveTo(cursor, { index: at, end: tokens.to[at - 1] ?? 0, previousLine: tokens.line[at - 1] ?? 1 });
  cursor.depth = 0;
  cursor.deepest = 0;
  cursor.brackets = 0;
  cursor.trials = 0;
}

function startsRule(kind: Uint8Array, index: number): boolean {
  const current = kind[index] ?? kinds.end;
  if (current === kinds.default || current === kinds.import) return true;
  if (current !== kinds.identifier && (current < kinds.contains || current > kinds.in)) return false;
  switch (kind[index + 1] ?? kinds.end) {
    case kinds.if:
    case kinds.contains:
    case kinds.assign:
    case kinds.unify:
    case kinds.openBrace:
    case kinds.openBracket:
    case kinds.openParen:
    case kinds.dot:
      return true;
    default:
      return false;
  }
}

function moduleOf(cursor: Cursor, head: Header, rules: readonly Rule[]): Module {
  const from = head.package.span.from;
  return {
    kind: 'module',
    dialect: cursor.v1 ? 'v1' : 'v0',
    keywords: new Set(cursor.keywords.keys()),
    package: head.package,
    imports: head.imports,
    rules,
    annotations: annotationsOf(cursor.tokens, rules),
    span: { from, to: Math.max(from, endBefore(cursor), head.package.span.to) },
    at: from,
  };
}
