/**
 * Patterns: what a variable, array or object on the side of `:=`, `=`, `some … in`, of brackets that iterate and of
 * parameters does with a value. Impossible ones are refused when the policy is prepared, with the engine's messages.
 */
import type { Expression } from '../ast.ts';
import { numberFromLiteral } from '../value/number.ts';
import { readableJson } from '../value/json.ts';
import { compareValues, equalValues, type Value } from '../value/value.ts';
import type { Names, Scoping } from './names.ts';
import { walk } from './walk.ts';

export type Pattern =
  | { readonly kind: 'bind'; readonly name: string; readonly at: number }
  | { readonly kind: 'ignore' }
  | { readonly kind: 'equal'; readonly expression: Expression }
  | { readonly kind: 'constant'; readonly value: Value }
  | { readonly kind: 'array'; readonly items: readonly Pattern[] }
  | {
      readonly kind: 'object';
      /** In ascending order of the keys. */
      readonly members: readonly (readonly [key: Value, pattern: Pattern])[];
      /** Members whose key is worked out when the pattern is met. */
      readonly computed: readonly (readonly [key: Expression, pattern: Pattern])[];
    };

/** What `:=` or `=` does. */
export type Unification =
  | { readonly kind: 'match'; readonly value: Expression; readonly pattern: Pattern }
  | { readonly kind: 'pairs'; readonly pairs: readonly Pair[] }
  | { readonly kind: 'defined'; readonly value: Expression | undefined }
  | { readonly kind: 'equality'; readonly left: Expression; readonly right: Expression };

export interface Pair {
  readonly value: Expression;
  readonly pattern: Pattern;
}

/** Why a pattern cannot be, in the engine's words and at its place. */
export class PatternError extends Error {
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.name = 'PatternError';
    this.at = at;
  }
}

const incompatible =
  'incompatible destructuring patterns: both sides must be arrays or objects with matching structure';

/** The pattern of an expression. Names that it binds are added to `bound`, so that a second occurrence compares. */
export function patternOf(
  expression: Expression,
  names: Names,
  scoping: Scoping,
  bound: Set<string>,
): Pattern {
  if (expression.kind === 'variable') {
    if (expression.name === '_') return { kind: 'ignore' };
    if (!bound.has(expression.name) && names.isUnbound(expression.name, scoping)) {
      bound.add(expression.name);
      return { kind: 'bind', name: expression.name, at: expression.at };
    }
    return { kind: 'equal', expression };
  }
  if (expression.kind === 'array') {
    return { kind: 'array', items: expression.items.map((item) => patternOf(item, names, scoping, bound)) };
  }
  if (expression.kind === 'object') return objectPattern(expression, names, scoping, bound);
  const value = literalOf(expression);
  return value === undefined ? { kind: 'equal', expression } : { kind: 'constant', value };
}

function objectPattern(
  expression: ObjectExpression,
  names: Names,
  scoping: Scoping,
  bound: Set<string>,
): Pattern {
  const members: [Value, Pattern][] = [];
  const computed: (readonly [Expression, Pattern])[] = [];
  for (const member of expression.members) {
    const pattern = patternOf(member.value, names, scoping, bound);
    const key = literalOf(member.key);
    if (key === undefined) {
      computed.push([member.key, pattern]);
      continue;
    }
    const known = members.find(([other]) => equalValues(other, key));
    if (known === undefined) members.push([key, pattern]);
    else known[1] = pattern;
  }
  return { kind: 'object', members: members.sort(([a], [b]) => compareValues(a, b)), computed };
}

/** Names that a pattern binds, in the order in which they stand. */
export function boundBy(pattern: Pattern): readonly { readonly name: string; readonly at: number }[] {
  switch (pattern.kind) {
    case 'bind':
      return [pattern];
    case 'array':
      return pattern.items.flatMap(boundBy);
    case 'object':
      return [...pattern.members, ...pattern.computed].flatMap(([, each]) => boundBy(each));
    case 'ignore':
    case 'equal':
    case 'constant':
      return [];
  }
}

/** True for a pattern that binds or holds a wildcard: one that a value is matched with, rather than compared. */
function takesValues(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'bind':
    case 'ignore':
      return true;
    case 'array':
      return pattern.items.some(takesValues);
    case 'object':
      return [...pattern.members, ...pattern.computed].some(([, each]) => takesValues(each));
    case 'equal':
    case 'constant':
      return false;
  }
}

/** The plan of `left := right`. @throws PatternError */
export function assignmentOf(left: Expression, right: Expression, names: Names): Unification {
  const pattern = patternOf(left, names, 'shadow', new Set());
  if (!takesValues(pattern)) {
    const message = 'assignment operator := requires left-hand side to have bindable variables';
    throw new PatternError(left.at, message);
  }
  const seen = new Set<string>();
  for (const { name, at } of boundBy(pattern)) {
    if (seen.has(name) || names.isBoundHere(name)) throw alreadyDefined(name, at);
    seen.add(name);
  }
  checkCompatible(left, right);
  checkLiteral(pattern, right);
  return { kind: 'match', value: right, pattern };
}

/** The plan of `left = right`. @throws PatternError */
export function unificationOf(left: Expression, right: Expression, names: Names): Unification {
  if (isWildcard(left) || isWildcard(right)) {
    if (!isWildcard(left)) return { kind: 'defined', value: left };
    return { kind: 'defined', value: isWildcard(right) ? undefined : right };
  }
  const ofLeft = patternOf(left, names, 'respect', new Set());
  const ofRight = patternOf(right, names, 'respect', new Set());
  const takesLeft = takesValues(ofLeft);
  const takesRight = takesValues(ofRight);
  if (takesLeft && takesRight) {
    const pairs: Pair[] = [];
    pairUp(left, right, names, new Set(), pairs);
    return { kind: 'pairs', pairs: inOrder(pairs, names) };
  }
  if (!takesLeft && !takesRight) return { kind: 'equality', left, right };
  const [pattern, target, value] = takesLeft ? [ofLeft, left, right] : [ofRight, right, left];
  checkCompatible(target, value);
  checkLiteral(pattern, value);
  return { kind: 'match', value, pattern };
}

/** The plan of `some key, value in collection`. @throws PatternError */
export function iterationOf(
  key: Expression | undefined,
  value: Expression,
  collection: Expression,
  names: Names,
): { readonly key: Pattern | undefined; readonly value: Pattern } {
  const keyPattern = key === undefined ? undefined : newNames(key, names, 'respect');
  const pattern = newNames(value, names, 'respect');
  if (collection.kind === 'array') {
    const checks = collection.items.map((item) => checkStructure(pattern, item));
    const mismatch = checks.find((check) => typeof check === 'object');
    if (typeof mismatch === 'object' && checks.every((check) => typeof check === 'object')) throw mismatch;
  }
  return { key: keyPattern, value: pattern };
}

/** The pattern of a parameter: all of its names must be new. @throws PatternError */
export function parameterOf(expression: Expression, names: Names): Pattern {
  return newNames(expression, names, 'shadow');
}

function newNames(expression: Expression, names: Names, scoping: Scoping): Pattern {
  const bound = new Set<string>();
  const pattern = patternOf(expression, names, scoping, bound);
  forEachName(expression, (name, at) => {
    if (!bound.has(name) && !names.isUnbound(name, 'respect')) throw alreadyDefined(name, at);
  });
  return pattern;
}

function forEachName(expression: Expression, found: (name: string, at: number) => void): void {
  if (expression.kind === 'variable') {
    if (!['_', 'input', 'data'].includes(expression.name)) found(expression.name, expression.at);
  } else if (expression.kind === 'array' || expression.kind === 'set') {
    for (const item of expression.items) forEachName(item, found);
  } else if (expression.kind === 'object') {
    for (const { value } of expression.members) forEachName(value, found);
  }
}

function pairUp(left: Expression, right: Expression, names: Names, bound: Set<string>, pairs: Pair[]): void {
  const ofLeft = preview(left, names, bound);
  const ofRight = preview(right, names, bound);
  if (ofLeft === undefined && ofRight === undefined) {
    pairs.push({ value: right, pattern: { kind: 'equal', expression: left } });
    return;
  }
  if (isMixed(left, right)) throw new PatternError(left.at, incompatible);
  if (left.kind === 'array' && right.kind === 'array') {
    if (left.items.length !== right.items.length) {
      throw new PatternError(left.at, 'mismatch in number of array elements');
    }
    for (const [index, item] of left.items.entries()) {
      const other = right.items[index];
      if (other !== undefined) pairUp(item, other, names, bound, pairs);
    }
    return;
  }
  if (left.kind === 'object' && right.kind === 'object') {
    const matched = matchMembers(left, right);
    if (matched !== undefined) {
      for (const [a, b] of matched) pairUp(a, b, names, bound, pairs);
      return;
    }
  }
  if (ofLeft !== undefined && ofRight !== undefined) throw new PatternError(left.at, incompatible);
  const taken = ofLeft ?? ofRight;
  if (taken === undefined) return;
  for (const name of taken.bound) bound.add(name);
  pairs.push({ value: ofLeft === undefined ? left : right, pattern: taken.pattern });
}

function preview(
  expression: Expression,
  names: Names,
  bound: ReadonlySet<string>,
): { readonly pattern: Pattern; readonly bound: readonly string[] } | undefined {
  const scratch = new Set(bound);
  const pattern = patternOf(expression, names, 'respect', scratch);
  if (!takesValues(pattern)) return undefined;
  return { pattern, bound: [...scratch].filter((name) => !bound.has(name)) };
}

type ObjectExpression = Expression & { readonly kind: 'object' };

/** The values of equal literal keys; undefined when a key is worked out later. @throws PatternError */
function matchMembers(
  left: ObjectExpression,
  right: ObjectExpression,
): readonly (readonly [Expression, Expression])[] | undefined {
  const ofLeft: [Value, Expression][] = [];
  for (const { key, value } of left.members) {
    const literal = literalOf(key);
    if (literal === undefined) return undefined;
    const known = ofLeft.find(([other]) => equalValues(other, literal));
    if (known === undefined) ofLeft.push([literal, value]);
    else known[1] = value;
  }
  const matched: (readonly [Expression, Expression])[] = [];
  let missing: PatternError | undefined;
  for (const { key, value } of right.members) {
    const literal = literalOf(key);
    if (literal === undefined) return undefined;
    const known = ofLeft.find(([other]) => equalValues(other, literal));
    if (known !== undefined) matched.push([known[1], value]);
    else {
      const message = `key "${keyText(literal)}" not found in left-hand side object during destructuring`;
      missing ??= new PatternError(key.at, message);
    }
  }
  if (right.members.length !== ofLeft.length) {
    const counts = `left has ${ofLeft.length} fields, right has ${right.members.length} fields`;
    throw new PatternError(left.at, `object field count mismatch in assignment: ${counts}`);
  }
  if (missing !== undefined) throw missing;
  return matched;
}

/** Pairs whose value needs a name of another pair come after it. */
function inOrder(pairs: readonly Pair[], names: Names): readonly Pair[] {
  const uses = pairs.map(({ value }) => usedBy(value));
  if (uses.includes(undefined)) return pairs;
  const waiting = pairs.map((pair, index) => ({ pair, uses: uses[index] ?? [] }));
  const bound = new Set<string>();
  const ordered: Pair[] = [];
  while (waiting.length > 0) {
    const ready = waiting.findIndex((each) =>
      each.uses.every((name) => bound.has(name) || !names.isUnbound(name, 'respect')),
    );
    if (ready === -1) return [...ordered, ...waiting.map(({ pair }) => pair)];
    for (const { pair } of waiting.splice(ready, 1)) {
      for (const { name } of boundBy(pair.pattern)) bound.add(name);
      ordered.push(pair);
    }
  }
  return ordered;
}

/** Variables of an expression; undefined when it holds a comprehension. */
function usedBy(expression: Expression): readonly string[] | undefined {
  const used: string[] = [];
  let known = true;
  walk(expression, {
    enter(node) {
      if (node.kind === 'variable' && node.name !== '_') used.push(node.name);
      if (node.kind.endsWith('comprehension')) known = false;
      return true;
    },
  });
  return known ? used : undefined;
}

type Structure = 'match' | 'unknown' | PatternError;

function checkLiteral(pattern: Pattern, expression: Expression): void {
  const check = checkStructure(pattern, expression);
  if (typeof check === 'object') throw check;
}

function checkStructure(pattern: Pattern, expression: Expression): Structure {
  if (pattern.kind === 'array' && expression.kind === 'array') {
    if (pattern.items.length !== expression.items.length) {
      return new PatternError(expression.at, 'mismatch in number of array elements');
    }
    for (const [index, item] of pattern.items.entries()) {
      const other = expression.items[index];
      const check = other === undefined ? 'unknown' : checkStructure(item, other);
      if (check !== 'match') return check;
    }
    return 'match';
  }
  if (pattern.kind !== 'object' || expression.kind !== 'object') return 'unknown';
  if (pattern.members.length === 0) return pattern.computed.length === 0 ? 'match' : 'unknown';
  const literals = expression.members.flatMap(({ key, value }) => {
    const literal = literalOf(key);
    return literal === undefined ? [] : [{ key: literal, value }];
  });
  const expected = pattern.members.map(([key]) => keyText(key));
  const actual = literals.map(({ key }) => keyText(key));
  if (JSON.stringify(expected.toSorted()) !== JSON.stringify(actual.toSorted())) {
    const message = `object literal keys mismatch. Expected keys ${list(expected)} got ${list(actual)}.`;
    return new PatternError(expression.at, message);
  }
  for (const { key, value } of literals) {
    const member = pattern.members.find(([other]) => equalValues(other, key));
    if (member === undefined) continue;
    const check = checkStructure(member[1], value);
    if (check !== 'match') return check;
  }
  return pattern.computed.length === 0 ? 'match' : 'unknown';
}

function checkCompatible(left: Expression, right: Expression): void {
  if (isMixed(left, right)) throw new PatternError(left.at, incompatible);
}

function isMixed(left: Expression, right: Expression): boolean {
  return (
    (left.kind === 'array' && right.kind === 'object') || (left.kind === 'object' && right.kind === 'array')
  );
}

function isWildcard(expression: Expression): boolean {
  return expression.kind === 'variable' && expression.name === '_';
}

function alreadyDefined(name: string, at: number): PatternError {
  return new PatternError(at, `var \`${name}\` used before definition below`);
}

/** The value of a scalar literal. */
export function literalOf(expression: Expression): Value | undefined {
  if (expression.kind === 'null') return null;
  if (expression.kind === 'boolean' || expression.kind === 'string') return expression.value;
  return expression.kind === 'number' ? numberFromLiteral(expression.text) : undefined;
}

function keyText(key: Value): string {
  return typeof key === 'string' ? key : readableJson(key);
}

function list(keys: readonly string[]): string {
  return `[${keys.map((key) => JSON.stringify(key)).join(', ')}]`;
}
