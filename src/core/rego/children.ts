/** What a node of the syntax tree is made of, for code that looks at all of them. */
import type {
  Assign,
  Assignment,
  DefaultRule,
  DefinedRule,
  Expression,
  Import,
  Literal,
  Module,
  Package,
  Query,
  RuleBody,
  RuleHead,
  Unify,
  With,
} from './ast.ts';

export type SyntaxNode =
  | Module
  | Package
  | Import
  | DefaultRule
  | DefinedRule
  | RuleHead
  | Assignment
  | RuleBody
  | Query
  | Literal
  | With
  | Assign
  | Unify
  | Expression;

/** The nodes directly inside of a node, in the order of the text but for the parts of a call's or rule's name. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.kind) {
    case 'module':
      return [node.package, ...node.imports, ...node.rules];
    case 'import':
      return present(node.alias);
    case 'default':
      return [node.name, ...(node.parameters ?? []), node.value];
    case 'rule':
      return [node.head, ...node.bodies];
    case 'value':
      return [node.name, ...present(node.assignment)];
    case 'function':
      return [node.name, ...node.parameters, ...present(node.assignment)];
    case 'body':
      return [...present(node.assignment), node.query];
    case 'query':
      return node.literals;
    case 'condition':
    case 'not':
      return [node.condition, ...node.modifiers];
    case 'some':
      return [...node.variables, ...node.modifiers];
    case 'some-in':
      return [...present(node.key), node.value, node.collection, ...node.modifiers];
    case 'every':
      return [...present(node.key), node.value, node.domain, node.query, ...node.modifiers];
    case 'with':
      return [node.target, node.value];
    case 'assignment':
      return [node.value];
    case 'assign':
    case 'unify':
    case 'arithmetic':
    case 'set-operation':
    case 'comparison':
      return [node.left, node.right];
    case 'membership':
      return [...present(node.key), node.value, node.collection];
    case 'reference':
      return [
        node.base,
        ...node.operands.flatMap((operand) => (operand.kind === 'bracket' ? [operand.index] : [])),
      ];
    case 'call':
      return [node.callee, ...node.parameters];
    case 'array':
      return node.items;
    case 'set':
      // A head of a partial set or a literal.
      return 'items' in node ? node.items : [node.name, ...present(node.element)];
    case 'object':
      return node.members.flatMap(({ key, value }) => [key, value]);
    case 'array-comprehension':
    case 'set-comprehension':
      return [node.term, node.query];
    case 'object-comprehension':
      return [node.key, node.value, node.query];
    case 'minus':
      return [node.operand];
    case 'package':
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'variable':
      return [];
  }
}

/** Calls `see` with a node and all nodes inside of it, each before its children. Does not recurse. */
export function walk(root: SyntaxNode, see: (node: SyntaxNode) => void): void {
  const waiting: SyntaxNode[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    see(node);
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child !== undefined) waiting.push(child);
    }
  }
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}
