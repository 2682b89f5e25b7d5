/** Brackets that belong together, and what stands between them. */
import type { Module } from '../ast.ts';
import { walk, type SyntaxNode } from '../children.ts';
import { kinds, tokenAt, type Tokens } from '../lexer.ts';

/**
 * `body`: literals of a rule or of `every`. `items`: a literal array, set or object. `comprehension`. `list`: parameters.
 * `index`: of a reference. `group`: parentheses around an expression.
 */
export type PairKind = 'body' | 'items' | 'comprehension' | 'list' | 'index' | 'group';

export interface Pair {
  readonly open: number;
  readonly close: number;
  readonly kind: PairKind;
}

/** What the tree knows of single tokens, by index. */
export interface Roles {
  /** By index of the opening token; `closing` by that of the closing one. */
  readonly pairs: ReadonlyMap<number, Pair>;
  readonly closing: ReadonlyMap<number, Pair>;
  /** First tokens of literals, with the pair that holds them; without one for a literal behind `if`. */
  readonly literals: ReadonlySet<number>;
  readonly binary: ReadonlySet<number>;
  readonly unary: ReadonlySet<number>;
  /** First tokens of rules, imports and the package, with the last of each. */
  readonly statements: ReadonlyMap<number, number>;
}

/** Reads the roles off a module without broken rules. */
export function rolesOf(module: Module, tokens: Tokens): Roles {
  const opened = new Map<number, PairKind>();
  const literals = new Set<number>();
  const binary = new Set<number>();
  const unary = new Set<number>();
  const statements = new Map<number, number>();
  walk(module, (node) => {
    see(node);
  });
  const { pairs, closing } = matched(tokens, opened);
  return { pairs, closing, literals, binary, unary, statements };

  function at(offset: number): number {
    return tokenAt(tokens, offset);
  }

  function see(node: SyntaxNode): void {
    switch (node.kind) {
      case 'package':
      case 'import':
      case 'default':
      case 'rule':
        statements.set(at(node.span.from), at(node.span.to - 1));
        break;
      case 'query':
        for (const literal of node.literals) literals.add(at(literal.span.from));
        // Behind `if` alone a query starts with its only literal, not with a brace of its own.
        if (
          node.literals[0]?.span.from !== node.span.from &&
          tokens.kind[at(node.span.from)] === kinds.openBrace
        ) {
          opened.set(at(node.span.from), 'body');
        }
        break;
      case 'array':
      case 'object':
        opened.set(at(node.span.from), 'items');
        break;
      case 'set':
        if ('items' in node) opened.set(at(node.span.from), 'items');
        break;
      case 'array-comprehension':
      case 'set-comprehension':
      case 'object-comprehension':
        opened.set(at(node.span.from), 'comprehension');
        break;
      case 'call':
        opened.set(at(node.at), 'list');
        break;
      case 'function':
        opened.set(openBehind(node.name.span.to), 'list');
        break;
      case 'reference':
        for (const operand of node.operands) {
          if (operand.kind === 'bracket') opened.set(at(operand.at), 'index');
        }
        break;
      case 'arithmetic':
      case 'set-operation':
      case 'comparison':
      case 'membership':
        binary.add(at(node.at));
        break;
      case 'minus':
        unary.add(at(node.at));
        break;
      case 'module':
      case 'value':
      case 'body':
      case 'condition':
      case 'not':
      case 'some':
      case 'some-in':
      case 'every':
      case 'with':
      case 'assignment':
      case 'assign':
      case 'unify':
      case 'null':
      case 'boolean':
      case 'number':
      case 'string':
      case 'variable':
    }
    if (node.kind === 'default' && node.parameters !== undefined)
      opened.set(openBehind(node.name.span.to), 'list');
    // Heads and packages hold brackets outside of expressions.
    if (node.kind === 'package' || node.kind === 'import') {
      for (let index = at(node.pathSpan.from); index <= at(node.pathSpan.to - 1); index++) {
        if (tokens.kind[index] === kinds.openBracket) opened.set(index, 'index');
      }
    }
    if (node.kind === 'set' && !('items' in node) && node.form === 'bracket') {
      opened.set(openBehind(node.name.span.to), 'index');
    }
  }

  function openBehind(offset: number): number {
    return at(offset - 1) + 1;
  }
}

function matched(
  tokens: Tokens,
  opened: ReadonlyMap<number, PairKind>,
): { readonly pairs: ReadonlyMap<number, Pair>; readonly closing: ReadonlyMap<number, Pair> } {
  const pairs = new Map<number, Pair>();
  const closing = new Map<number, Pair>();
  const open: number[] = [];
  for (let index = 0; index < tokens.count; index++) {
    switch (tokens.kind[index] ?? kinds.end) {
      case kinds.openBrace:
      case kinds.openBracket:
      case kinds.openParen:
      case kinds.emptySet:
        open.push(index);
        break;
      case kinds.closeBrace:
      case kinds.closeBracket:
      case kinds.closeParen: {
        const start = open.pop();
        if (start === undefined) break;
        const pair: Pair = { open: start, close: index, kind: opened.get(start) ?? 'group' };
        pairs.set(start, pair);
        closing.set(index, pair);
        break;
      }
      default:
    }
  }
  return { pairs, closing };
}
