/** What the names of a policy mean, by their place. */
import type { Expression, Reference, Rule, Variable } from '#core/rego/ast.ts';
import { childrenOf, type SyntaxNode } from '#core/rego/children.ts';
import type { Span } from '#core/text/span.ts';
import type { PolicyModel } from '../matrix/model.ts';
import type { RuleFacts, Step } from '../matrix/origins.ts';
import type { Occurrence } from './types.ts';

export type PolicySymbol =
  /** A rule or function of the policy. */
  | { readonly kind: 'rule'; readonly name: string; readonly span: Span }
  /** A name inside of one rule. */
  | { readonly kind: 'local'; readonly name: string; readonly span: Span; readonly facts: RuleFacts }
  | { readonly kind: 'import'; readonly name: string; readonly span: Span }
  | { readonly kind: 'builtin'; readonly name: string; readonly span: Span }
  /** Part of a reference into the input: the path up to the part. */
  | {
      readonly kind: 'field';
      readonly path: readonly Step[];
      readonly span: Span;
      readonly facts: RuleFacts;
      /** The whole reference up to here. */
      readonly expression: Expression;
    };

interface NamePlace {
  readonly name: string;
  readonly span: Span;
  readonly facts: RuleFacts;
  /** The name of the rule itself. */
  readonly isHead: boolean;
}

/** What stands at an offset; undefined for keywords, constants and blanks. */
export function symbolAt(model: PolicyModel, offset: number): PolicySymbol | undefined {
  const { module } = model.reading;
  for (const { alias, path, pathSpan } of module?.imports ?? []) {
    const span = alias?.span ?? pathSpan;
    if (holds(span, offset)) return { kind: 'import', name: alias?.name ?? path.at(-1) ?? '', span };
  }
  const facts = model.origins().facts.find(({ rule }) => holds(rule.span, offset));
  if (facts === undefined) return undefined;
  let found: PolicySymbol | undefined;
  eachNode(facts.rule, (node) => {
    if (!holds(node.span, offset)) return;
    if (node.kind === 'variable') found = symbolOf(model, facts, node) ?? found;
    else if (node.kind === 'call') {
      const { span, kind } = node.callee;
      if (holds(span, offset) && (kind === 'reference' || model.origins().calleeOf(node) === undefined)) {
        const callee = model.origins().calleeOf(node);
        const name = callee ?? node.path.join('.');
        found = { kind: callee === undefined ? 'builtin' : 'rule', name, span };
      }
    } else if (node.kind === 'reference') found = partOf(model, facts, node, offset) ?? found;
  });
  return found;
}

/** Every place at which the same name means the same. Empty for builtins and fields. */
export function occurrencesOf(model: PolicyModel, symbol: PolicySymbol): readonly Occurrence[] {
  const { origins, reading } = model;
  const all = origins().facts.flatMap((facts) => namesIn(facts));
  switch (symbol.kind) {
    case 'builtin':
    case 'field':
      return [];
    case 'local':
      return all
        .filter(({ name, facts, isHead }) => name === symbol.name && facts === symbol.facts && !isHead)
        .map(({ span }, index) => ({ span, role: index === 0 ? 'definition' : 'use' }));
    case 'import': {
      const declared = (reading.module?.imports ?? []).flatMap(
        ({ alias, path, pathSpan }): readonly Occurrence[] => {
          const name = alias?.name ?? path.at(-1);
          if (name !== symbol.name) return [];
          const from = pathSpan.to - name.length;
          return [{ span: alias?.span ?? { from, to: pathSpan.to }, role: 'definition' }];
        },
      );
      return [...declared, ...used(all, symbol.name)];
    }
    case 'rule': {
      const heads = all.filter(({ name, isHead }) => isHead && name === symbol.name);
      return [
        ...heads.map(({ span }): Occurrence => ({ span, role: 'definition' })),
        ...used(all, symbol.name),
        ...qualified(model, symbol.name),
      ].sort((a, b) => a.span.from - b.span.from);
    }
  }
}

function used(all: readonly NamePlace[], name: string): readonly Occurrence[] {
  return all
    .filter((place) => place.name === name && !place.isHead && !place.facts.locals.has(name))
    .map(({ span }) => ({ span, role: 'use' }));
}

/** Places that name a rule by its whole path: `data.agent_policy.name`. */
function qualified(model: PolicyModel, name: string): readonly Occurrence[] {
  const path = model.reading.module?.package.path ?? [];
  const found: Occurrence[] = [];
  for (const { rule } of model.origins().facts) {
    eachNode(rule, (node) => {
      if (node.kind !== 'reference' || node.base.kind !== 'variable' || node.base.name !== 'data') return;
      const last = node.operands[path.length];
      const inside = path.every((part, index) => {
        const operand = node.operands[index];
        return operand?.kind === 'dot' && operand.name === part;
      });
      if (!inside || last?.kind !== 'dot' || last.name !== name) return;
      found.push({ span: { from: last.span.to - name.length, to: last.span.to }, role: 'use' });
    });
  }
  return found;
}

function symbolOf(model: PolicyModel, facts: RuleFacts, { name, span }: Variable): PolicySymbol | undefined {
  if (name === '_') return undefined;
  const isHead = span.from === headOf(facts.rule)?.span.from;
  if (!isHead && facts.locals.has(name)) return { kind: 'local', name, span, facts };
  if (model.reading.rules.has(name)) return { kind: 'rule', name, span };
  if (name === 'input') return { kind: 'field', path: [], span, facts, expression: variable(name, span) };
  const isImport = model.reading.module?.imports.some(
    ({ alias, path, purpose }) => purpose === 'name' && (alias?.name ?? path.at(-1)) === name,
  );
  return isImport === true ? { kind: 'import', name, span } : undefined;
}

/** The part of a reference behind its base at an offset. */
function partOf(
  model: PolicyModel,
  facts: RuleFacts,
  reference: Reference,
  offset: number,
): PolicySymbol | undefined {
  const index = reference.operands.findIndex(
    (each) => holds(each.span, offset) && (each.kind === 'dot' || offset === each.span.to),
  );
  const operand = reference.operands[index];
  if (operand === undefined) return undefined;
  const expression: Reference = { ...reference, operands: reference.operands.slice(0, index + 1) };
  const { to } = operand.span;
  const span = { from: operand.kind === 'dot' ? to - operand.name.length : operand.span.from, to };
  const [origin] = model.origins().of(facts, expression);
  if (origin?.root === 'rule' && origin.path.length === 0) return { kind: 'rule', name: origin.rule, span };
  if (origin?.root !== 'input') return undefined;
  return { kind: 'field', path: origin.path, span, facts, expression };
}

function namesIn(facts: RuleFacts): readonly NamePlace[] {
  const head = headOf(facts.rule);
  const places = new Map<number, NamePlace>();
  eachNode(facts.rule, (node) => {
    if (node.kind !== 'variable' || node.name === '_') return;
    const { name, span } = node;
    places.set(span.from, { name, span, facts, isHead: span.from === head?.span.from });
  });
  return [...places.values()].sort((a, b) => a.span.from - b.span.from);
}

/** The first name in the head of a rule. */
function headOf(rule: Rule): Variable | undefined {
  const name = rule.kind === 'default' ? rule.name : rule.head.name;
  const first = name.kind === 'reference' ? name.base : name;
  return first.kind === 'variable' ? first : undefined;
}

function eachNode(root: SyntaxNode, see: (node: SyntaxNode) => void): void {
  const waiting: SyntaxNode[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    see(node);
    waiting.push(...childrenOf(node));
  }
}

function variable(name: string, span: Span): Variable {
  return { kind: 'variable', name, span, at: span.from };
}

function holds({ from, to }: Span, offset: number): boolean {
  return from <= offset && offset <= to;
}
