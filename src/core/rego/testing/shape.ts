/** Syntax trees in a form for tests: without places, or as one short line. */
import type { Expression, Literal, Module, Query, Rule, RuleBody } from '../ast.ts';

const places: ReadonlySet<string> = new Set(['span', 'at', 'pathSpan']);

/** A copy without spans and offsets, so that two readings of texts that mean the same are equal. */
export function withoutPlaces(node: unknown): unknown {
  if (node instanceof Set) return [...(node as ReadonlySet<unknown>)];
  if (Array.isArray(node)) return node.map(withoutPlaces);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => (places.has(key) ? [] : [[key, withoutPlaces(value)]])),
  );
}

/** What a module means to the engine: its tree without places and without the comments that annotations are made of. */
export function meaningOf(module: Module | undefined): unknown {
  if (module === undefined) return undefined;
  const { annotations, ...rest } = module;
  return withoutPlaces({ ...rest, annotations: annotations.map(({ rule, text }) => ({ rule, text })) });
}

/** One rule as a line, with every bracket that the grammar implies. */
export function shapeOfRule(rule: Rule): string {
  if (rule.kind === 'default') {
    const parameters = rule.parameters === undefined ? '' : `(${rule.parameters.map(shapeOf).join(' ')})`;
    return `default ${shapeOf(rule.name)}${parameters} ${rule.operator} ${shapeOf(rule.value)}`;
  }
  const { head } = rule;
  const assignment =
    head.kind !== 'set' && head.assignment
      ? ` ${head.assignment.operator} ${shapeOf(head.assignment.value)}`
      : '';
  const detail =
    head.kind === 'function'
      ? `(${head.parameters.map(shapeOf).join(' ')})`
      : head.kind === 'set'
        ? ` ${head.form} ${head.element === undefined ? '' : shapeOf(head.element)}`
        : '';
  return `${head.kind} ${shapeOf(head.name)}${detail}${assignment}${rule.bodies.map(shapeOfBody).join('')}`;
}

function shapeOfBody(body: RuleBody): string {
  const value =
    body.assignment === undefined ? '' : ` ${body.assignment.operator} ${shapeOf(body.assignment.value)}`;
  return ` ${body.form}${value} {${shapeOfQuery(body.query)}}`;
}

export function shapeOfQuery(query: Query): string {
  return query.literals.map(shapeOfLiteral).join('; ');
}

function shapeOfLiteral(literal: Literal): string {
  const modifiers = literal.modifiers
    .map(({ target, value }) => ` with ${shapeOf(target)} as ${shapeOf(value)}`)
    .join('');
  return `${literalOf(literal)}${modifiers}`;
}

function literalOf(literal: Literal): string {
  switch (literal.kind) {
    case 'condition':
    case 'not': {
      const { condition } = literal;
      const shown =
        condition.kind === 'assign' || condition.kind === 'unify'
          ? `(${condition.kind} ${shapeOf(condition.left)} ${shapeOf(condition.right)})`
          : shapeOf(condition);
      return literal.kind === 'not' ? `not ${shown}` : shown;
    }
    case 'some':
      return `some ${literal.variables.map(shapeOf).join(' ')}`;
    case 'some-in':
      return `some ${literal.key === undefined ? '' : `${shapeOf(literal.key)} `}${shapeOf(literal.value)} in ${shapeOf(literal.collection)}`;
    case 'every':
      return `every ${literal.key === undefined ? '' : `${shapeOf(literal.key)} `}${shapeOf(literal.value)} in ${shapeOf(literal.domain)} {${shapeOfQuery(literal.query)}}`;
  }
}

/** One expression with all its brackets. */
export function shapeOf(node: Expression): string {
  switch (node.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(node.value);
    case 'number':
      return node.text;
    case 'string':
      return node.raw ? `raw${JSON.stringify(node.value)}` : JSON.stringify(node.value);
    case 'variable':
      return node.name;
    case 'reference':
      return `${shapeOf(node.base)}${node.operands
        .map((operand) => (operand.kind === 'dot' ? `.${operand.name}` : `[${shapeOf(operand.index)}]`))
        .join('')}`;
    case 'call':
      return `${node.path.join('.')}(${node.parameters.map(shapeOf).join(' ')})`;
    case 'array':
      return `[${node.items.map(shapeOf).join(' ')}]`;
    case 'set':
      return `{${node.items.map(shapeOf).join(' ')}}`;
    case 'object':
      return `{${node.members.map(({ key, value }) => `${shapeOf(key)}: ${shapeOf(value)}`).join(' ') || ':'}}`;
    case 'array-comprehension':
      return `[${shapeOf(node.term)} | ${shapeOfQuery(node.query)}]`;
    case 'set-comprehension':
      return `{${shapeOf(node.term)} | ${shapeOfQuery(node.query)}}`;
    case 'object-comprehension':
      return `{${shapeOf(node.key)}: ${shapeOf(node.value)} | ${shapeOfQuery(node.query)}}`;
    case 'minus':
      return `(- ${shapeOf(node.operand)})`;
    case 'arithmetic':
    case 'set-operation':
    case 'comparison':
      return `(${node.operator} ${shapeOf(node.left)} ${shapeOf(node.right)})`;
    case 'membership':
      return `(in ${node.key === undefined ? '' : `${shapeOf(node.key)} `}${shapeOf(node.value)} ${shapeOf(node.collection)})`;
  }
}
