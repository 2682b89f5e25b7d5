/**
 * Where a value came from: which places of the input, of the data, and which constants of the policy an expression was made
 * of. Names are followed back through assignments, loops, comprehensions, rules and the calls of functions, with the values
 * that they had; a key that had no single value is left open.
 */
import type { DefinedRule, Expression, Literal, Query } from '../ast.ts';
import { walk } from '../children.ts';
import { isArray, isComposite, isObject, type Composite, type Value } from '../value/value.ts';
import { type Documents, keyOf, placeIn, valueOf, valueOfName } from './frame.ts';
import type { Frame, Trial } from './recorder.ts';

/** One step of a path: a name, an index, or undefined for any. */
export type OriginStep = string | number | undefined;

export type Origin =
  | { readonly kind: 'input' | 'data'; readonly path: readonly OriginStep[] }
  /** Of the policy: a rule that is a constant, with the path into it. */
  | { readonly kind: 'rule'; readonly name: string; readonly path: readonly OriginStep[] };

/** An origin, with how many steps lead back to it. */
export type TracedOrigin = Origin & { readonly steps: number };

export interface OriginContext {
  readonly documents: Documents;
  /** Trials of the evaluation, to follow a parameter to the call. */
  readonly trials: readonly Trial[];
  /** Complete rules of the policy by name. */
  readonly rules: ReadonlyMap<string, readonly DefinedRule[]>;
  /** Parts of the input by themselves: a value that was handed on is still the same object. */
  readonly places: ReadonlyMap<Composite, readonly OriginStep[]>;
}

/** Deeper than rules call each other in any policy. */
const maxDepth = 40;
const maxOrigins = 64;
const maxPlaces = 200_000;

/** Every array and object of a value with its path. */
export function placesIn(value: Value | undefined): ReadonlyMap<Composite, readonly OriginStep[]> {
  const places = new Map<Composite, readonly OriginStep[]>();
  const pending: (readonly [Value | undefined, readonly OriginStep[]])[] = [[value, []]];
  for (let next = pending.pop(); next !== undefined && places.size < maxPlaces; next = pending.pop()) {
    const [part, path] = next;
    if (part === undefined || !isComposite(part)) continue;
    places.set(part, path);
    if (isArray(part)) for (const [index, item] of part.entries()) pending.push([item, [...path, index]]);
    else if (isObject(part)) {
      for (const [key, item] of part.members)
        if (typeof key === 'string') pending.push([item, [...path, key]]);
    }
  }
  return places;
}

/** Where the value of an expression came from, in the body of a trial: what is nearest in the text first. */
export function originsOf(
  expression: Expression,
  trial: Trial,
  frame: Frame,
  context: OriginContext,
): readonly TracedOrigin[] {
  const found = new Map<string, TracedOrigin>();
  collect(expression, { trial, frame, queries: [] }, context, maxDepth, (origin, left) => {
    const key = JSON.stringify(origin);
    const steps = maxDepth - left;
    const known = found.get(key);
    if (known === undefined ? found.size < maxOrigins : steps < known.steps)
      found.set(key, { ...origin, steps });
  });
  return [...found.values()].sort((a, b) => a.steps - b.steps);
}

interface Place {
  readonly trial: Trial;
  readonly frame: Frame;
  /** Queries of the comprehensions around an expression, innermost first: their names come before those of the rule. */
  readonly queries: readonly Query[];
}

/**
 * @param left how many steps back might still have been made
 * @param made how many operands of a reference lead to parts of what was made and not of what it was made of: one for the
 *   items of a comprehension, all for what a call gave
 */
type Add = (origin: Origin, left: number, made: number) => void;

function collect(
  expression: Expression,
  place: Place,
  context: OriginContext,
  depth: number,
  add: Add,
): void {
  if (depth <= 0) return;
  const each = (part: Expression): void => collect(part, place, context, depth - 1, add);
  switch (expression.kind) {
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
      return;
    case 'variable':
      collectName(expression.name, place, context, depth, add);
      return;
    case 'reference': {
      const path = expression.operands.map((operand): OriginStep => {
        const key = keyOf(operand, place.frame, context.documents);
        return typeof key === 'string' || typeof key === 'number' ? key : undefined;
      });
      collect(expression.base, place, context, depth - 1, (origin, left, made) =>
        add(
          { ...origin, path: [...origin.path, ...path.slice(made)] },
          left,
          Math.max(0, made - path.length),
        ),
      );
      return;
    }
    case 'call':
      for (const parameter of expression.parameters) {
        collect(parameter, place, context, depth - 1, (origin, left) => add(origin, left, Infinity));
      }
      return;
    case 'array':
    case 'set':
      for (const item of expression.items) each(item);
      return;
    case 'object':
      for (const member of expression.members) each(member.value);
      return;
    case 'minus':
      each(expression.operand);
      return;
    case 'arithmetic':
    case 'set-operation':
    case 'comparison':
      each(expression.left);
      each(expression.right);
      return;
    case 'membership':
      each(expression.value);
      each(expression.collection);
      return;
    case 'array-comprehension':
    case 'set-comprehension':
      collectComprehension(expression.term, expression.query, place, context, depth, add);
      return;
    case 'object-comprehension':
      collectComprehension(expression.value, expression.query, place, context, depth, add);
  }
}

/** The term where it is more than a name bound inside, else what the query goes through. */
function collectComprehension(
  term: Expression,
  query: Query,
  place: Place,
  context: OriginContext,
  depth: number,
  add: Add,
): void {
  let any = false;
  const inside: Place = { ...place, queries: [query, ...place.queries] };
  collect(term, inside, context, depth - 1, (origin, left, made) => {
    any = true;
    add(origin, left, made + 1);
  });
  if (any) return;
  for (const literal of query.literals) {
    for (const source of sourcesOf(literal))
      collect(source, inside, context, depth - 1, (origin, left) => add(origin, left, Infinity));
  }
}

function sourcesOf(literal: Literal): readonly Expression[] {
  switch (literal.kind) {
    case 'some':
      return [];
    case 'some-in':
      return [literal.collection];
    case 'every':
      return [literal.domain];
    case 'condition':
    case 'not': {
      const { condition } = literal;
      return condition.kind === 'assign' || condition.kind === 'unify' ? [condition.right] : [condition];
    }
  }
}

function collectName(name: string, place: Place, context: OriginContext, depth: number, add: Add): void {
  if (name === 'input' || name === 'data') {
    add({ kind: name, path: [] }, depth, 0);
    return;
  }
  const own = inQueries(name, place.queries);
  const value = own === undefined ? valueOfName(name, place.frame) : undefined;
  if (value !== undefined && isComposite(value)) {
    const path = context.places.get(value);
    if (path !== undefined) {
      add({ kind: 'input', path }, depth, 0);
      return;
    }
  }
  const definition = own ?? definitionOf(name, place.trial);
  if (definition !== undefined) {
    collectDefinition(definition, value, place, context, depth, add);
    return;
  }
  const rules = context.rules.get(name);
  if (rules === undefined) return;
  let fromInput = false;
  for (const rule of rules) {
    const [body] = rule.bodies;
    const inner: Place = { trial: { ...place.trial, rule }, frame: emptyFrame, queries: [] };
    const added: Add = (origin, left, made) => {
      fromInput ||= origin.kind === 'input';
      if (origin.kind === 'input') add(origin, left, made);
    };
    const assigned = rule.head.kind === 'set' ? rule.head.element : rule.head.assignment?.value;
    if (assigned !== undefined) collect(assigned, inner, context, depth - 1, added);
    if (assigned === undefined && body !== undefined) {
      for (const literal of body.query.literals) {
        for (const source of sourcesOf(literal)) collect(source, inner, context, depth - 1, added);
      }
    }
  }
  if (!fromInput) add({ kind: 'rule', name, path: [] }, depth, 0);
}

const emptyFrame: Frame = { names: new Map(), slots: [] };

/** What gives a name its value in the body of a rule. */
type Definition =
  | { readonly kind: 'parameter'; readonly index: number }
  | { readonly kind: 'value'; readonly value: Expression }
  /** A key or an item of a collection. */
  | { readonly kind: 'key' | 'item'; readonly collection: Expression; readonly key?: string };

function collectDefinition(
  definition: Definition,
  value: Value | undefined,
  place: Place,
  context: OriginContext,
  depth: number,
  add: Add,
): void {
  switch (definition.kind) {
    case 'parameter': {
      const { call, parent } = place.trial;
      const caller = parent === undefined ? undefined : context.trials[parent];
      const argument = call?.parameters[definition.index];
      if (call === undefined || caller === undefined || argument === undefined) return;
      collect(argument, { trial: caller, frame: call.frame, queries: [] }, context, depth - 1, add);
      return;
    }
    case 'value':
      collect(definition.value, place, context, depth - 1, add);
      return;
    case 'key':
    case 'item': {
      const { collection } = definition;
      const key = definition.key === undefined ? undefined : valueOfName(definition.key, place.frame);
      const items = valueOf(collection, place.frame, context.documents);
      const found =
        definition.kind === 'key'
          ? value
          : (key ?? (value === undefined ? undefined : placeIn(items, value)));
      const step = typeof found === 'string' || typeof found === 'number' ? found : undefined;
      collect(collection, place, context, depth - 1, (origin, left, made) =>
        add(made > 0 ? origin : { ...origin, path: [...origin.path, step] }, left, Math.max(0, made - 1)),
      );
    }
  }
}

/** The first literal, parameter or loop in a rule that gives a name its value, comprehensions and `every` included. */
function definitionOf(name: string, { rule }: Trial): Definition | undefined {
  if (rule.kind === 'default') return undefined;
  if (rule.head.kind === 'function') {
    const index = rule.head.parameters.findIndex(
      (parameter) => parameter.kind === 'variable' && parameter.name === name,
    );
    if (index >= 0) return { kind: 'parameter', index };
  }
  let found: Definition | undefined;
  walk(rule, (node) => {
    if (node.kind !== 'query' || found !== undefined) return;
    for (const literal of node.literals) found ??= inLiteral(name, literal);
  });
  return found;
}

function inQueries(name: string, queries: readonly Query[]): Definition | undefined {
  for (const { literals } of queries) {
    for (const literal of literals) {
      const found = inLiteral(name, literal);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function inLiteral(name: string, literal: Literal): Definition | undefined {
  switch (literal.kind) {
    case 'some':
    case 'not':
      return undefined;
    case 'some-in': {
      const { key, value, collection } = literal;
      const keyName = key?.kind === 'variable' ? key.name : undefined;
      if (keyName === name) return { kind: 'key', collection };
      if (!mentions(value, name)) return undefined;
      return { kind: 'item', collection, ...(keyName === undefined ? {} : { key: keyName }) };
    }
    case 'every': {
      const { key, value, domain: collection } = literal;
      if (key?.name === name) return { kind: 'key', collection };
      if (value.name !== name) return undefined;
      return { kind: 'item', collection, ...(key === undefined ? {} : { key: key.name }) };
    }
    case 'condition': {
      const { condition } = literal;
      if (condition.kind !== 'assign' && condition.kind !== 'unify') return undefined;
      if (mentions(condition.left, name)) return { kind: 'value', value: condition.right };
      if (
        condition.kind === 'unify' &&
        condition.right.kind === 'variable' &&
        condition.right.name === name
      ) {
        return { kind: 'value', value: condition.left };
      }
      return undefined;
    }
  }
}

/** A pattern that binds a name. */
function mentions(pattern: Expression, name: string): boolean {
  if (pattern.kind === 'variable') return pattern.name === name;
  if (pattern.kind === 'array') return pattern.items.some((item) => mentions(item, name));
  if (pattern.kind === 'object') return pattern.members.some(({ value }) => mentions(value, name));
  return false;
}
