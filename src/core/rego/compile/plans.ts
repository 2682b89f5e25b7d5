/**
 * Plans of queries: which brackets iterate and before which statement, and what each pattern does with its value. Made once
 * per module in the order in which statements run, because a name iterates only until it is bound.
 */
import type {
  BracketOperand,
  Call,
  Condition,
  Expression,
  Literal,
  Module,
  Query,
  Reference,
  Rule,
} from '../ast.ts';
import { Failed, failureAt, type Source } from './failure.ts';
import { Names } from './names.ts';
import {
  assignmentOf,
  boundBy,
  iterationOf,
  parameterOf,
  type Pattern,
  PatternError,
  patternOf,
  type Unification,
  unificationOf,
} from './patterns.ts';
import type { Schedule } from './schedule.ts';

/** An iteration that runs around a statement, or around the output of a query. */
export type Loop =
  | {
      readonly kind: 'brackets';
      /** Identifies the current item in the machine. */
      readonly id: number;
      readonly reference: Reference;
      /** Index of the operand that iterates; what is before it is the collection. */
      readonly index: number;
      readonly operand: BracketOperand;
    }
  | { readonly kind: 'walk'; readonly id: number; readonly call: Call };

/** What the plans of all modules fill, and those of a query add to. */
export interface Plans {
  readonly statements: Map<Literal, readonly Loop[]>;
  readonly outputs: Map<Expression, readonly Loop[]>;
  readonly unifications: Map<Condition, Unification>;
  readonly iterations: Map<Literal, { readonly key: Pattern | undefined; readonly value: Pattern }>;
  readonly indices: Map<BracketOperand, Pattern>;
  /** Parameters of functions, and last arguments of calls. */
  readonly parameters: Map<Expression, Pattern>;
  /** Brackets and calls that iterate anywhere, with the identity of their current item. */
  readonly loopIds: Map<BracketOperand | Call, number>;
}

export function newPlans(): Plans {
  return {
    statements: new Map(),
    outputs: new Map(),
    unifications: new Map(),
    iterations: new Map(),
    indices: new Map(),
    parameters: new Map(),
    loopIds: new Map(),
  };
}

/** Adds the plans of a module. @throws Failed */
export function planModule(
  module: Module,
  source: Source,
  globals: ReadonlySet<string>,
  schedule: Schedule,
  plans: Plans,
): void {
  located(source, () => {
    const planner = new Planner(schedule, plans);
    for (const rule of module.rules) planner.rule(rule, globals);
  });
}

/** Adds the plans of a query on its own. @throws Failed */
export function planQuery(query: Query, source: Source, schedule: Schedule, plans: Plans): void {
  located(source, () => {
    new Planner(schedule, plans).query(query, new Names(new Set(['data', 'input'])));
  });
}

function located(source: Source, plan: () => void): void {
  try {
    plan();
  } catch (error) {
    if (error instanceof PatternError) {
      throw new Failed(failureAt('prepare', source, error.at, error.message));
    }
    throw error;
  }
}

class Planner {
  readonly #schedule: Schedule;
  readonly #plans: Plans;

  constructor(schedule: Schedule, plans: Plans) {
    this.#schedule = schedule;
    this.#plans = plans;
  }

  rule(rule: Rule, globals: ReadonlySet<string>): void {
    const names = new Names(globals);
    if (rule.kind === 'default') {
      this.#output(rule.value, names);
      return;
    }
    const { head, bodies } = rule;
    if (head.kind === 'function') {
      for (const parameter of head.parameters) {
        const pattern = parameterOf(parameter, names);
        this.#plans.parameters.set(parameter, pattern);
        for (const { name } of boundBy(pattern)) names.bind(name);
        if (parameter.kind === 'variable') names.bind(parameter.name);
      }
    }
    const last = head.name.kind === 'reference' ? head.name.operands.at(-1) : undefined;
    const key = head.kind === 'value' && last?.kind === 'bracket' ? last.index : undefined;
    const value = head.kind === 'set' ? head.element : head.assignment?.value;
    for (const body of bodies) {
      const inner = names.body();
      this.query(body.query, inner);
      // The head is planned again for every body: the plan for the last one stands.
      for (const output of [key, value, body.assignment?.value]) {
        if (output !== undefined) this.#output(output, inner);
      }
    }
    if (bodies.length === 0) {
      for (const output of [key, value]) if (output !== undefined) this.#output(output, names.body());
    }
  }

  /** Plans the statements in their order; `names` then knows what they bind. */
  query(query: Query, names: Names): void {
    const order = this.#schedule.get(query) ?? query.literals.keys();
    for (const index of order) {
      const literal = query.literals[index];
      if (literal !== undefined) this.#statement(literal, names);
    }
  }

  #statement(literal: Literal, names: Names): void {
    const loops: Loop[] = [];
    switch (literal.kind) {
      case 'some':
        for (const variable of literal.variables) names.declare(variable.name);
        break;
      case 'some-in': {
        const plan = iterationOf(literal.key, literal.value, literal.collection, names);
        this.#plans.iterations.set(literal, plan);
        for (const pattern of [plan.key, plan.value]) {
          if (pattern !== undefined) for (const { name } of boundBy(pattern)) names.bind(name);
        }
        if (literal.key !== undefined) this.#expression(literal.key, names, loops);
        this.#expression(literal.value, names, loops);
        this.#expression(literal.collection, names, loops);
        break;
      }
      case 'condition':
      case 'not':
        this.#condition(literal.condition, names, loops);
        break;
      case 'every':
        this.#expression(literal.domain, names, loops);
        this.query(literal.query, names.child());
    }
    for (const modifier of literal.modifiers) {
      this.#expression(modifier.target, names, loops);
      this.#expression(modifier.value, names, loops);
    }
    this.#plans.statements.set(literal, loops);
  }

  #condition(condition: Condition, names: Names, loops: Loop[]): void {
    if (condition.kind !== 'assign' && condition.kind !== 'unify') {
      this.#expression(condition, names, loops);
      return;
    }
    const { left, right } = condition;
    const plan =
      condition.kind === 'assign' ? assignmentOf(left, right, names) : unificationOf(left, right, names);
    this.#plans.unifications.set(condition, plan);
    for (const pattern of patternsOf(plan)) for (const { name } of boundBy(pattern)) names.bind(name);
    this.#expression(left, names, loops);
    this.#expression(right, names, loops);
  }

  #output(expression: Expression, names: Names): void {
    const loops: Loop[] = [];
    const inner = names.body();
    this.#expression(expression, inner, loops);
    this.#plans.outputs.set(expression, loops);
  }

  #expression(expression: Expression, names: Names, loops: Loop[]): void {
    switch (expression.kind) {
      case 'null':
      case 'boolean':
      case 'number':
      case 'string':
      case 'variable':
        return;
      case 'array':
      case 'set':
        for (const item of expression.items) this.#expression(item, names, loops);
        return;
      case 'object':
        for (const { key, value } of expression.members) {
          this.#expression(key, names, loops);
          this.#expression(value, names, loops);
        }
        return;
      case 'array-comprehension':
      case 'set-comprehension': {
        const inner = names.child();
        this.query(expression.query, inner);
        this.#output(expression.term, inner);
        return;
      }
      case 'object-comprehension': {
        const inner = names.child();
        this.query(expression.query, inner);
        this.#output(expression.key, inner);
        this.#output(expression.value, inner);
        return;
      }
      case 'call':
        this.#call(expression, names, loops);
        return;
      case 'minus':
        this.#expression(expression.operand, names, loops);
        return;
      case 'reference':
        this.#reference(expression, names, loops);
        return;
      case 'arithmetic':
      case 'set-operation':
      case 'comparison':
        this.#expression(expression.left, names, loops);
        this.#expression(expression.right, names, loops);
        return;
      case 'membership':
        if (expression.key !== undefined) this.#expression(expression.key, names, loops);
        this.#expression(expression.value, names, loops);
        this.#expression(expression.collection, names, loops);
    }
  }

  #call(call: Call, names: Names, loops: Loop[]): void {
    this.#expression(call.callee, names, loops);
    for (const parameter of call.parameters) this.#expression(parameter, names, loops);
    if (call.callee.kind === 'variable' && call.callee.name === 'walk') {
      loops.push({ kind: 'walk', id: this.#loopId(call), call });
    }
    const last = call.parameters.at(-1);
    if (last === undefined) return;
    const pattern = patternOf(last, names, 'respect', new Set());
    this.#plans.parameters.set(last, pattern);
    for (const { name } of boundBy(pattern)) names.bind(name);
  }

  #reference(reference: Reference, names: Names, loops: Loop[]): void {
    this.#expression(reference.base, names, loops);
    for (const [index, operand] of reference.operands.entries()) {
      if (operand.kind === 'dot') continue;
      this.#expression(operand.index, names, loops);
      if (!iterates(operand.index, names)) continue;
      const pattern = patternOf(operand.index, names, 'respect', new Set());
      this.#plans.indices.set(operand, pattern);
      for (const { name } of boundBy(pattern)) names.bind(name);
      loops.push({ kind: 'brackets', id: this.#loopId(operand), reference, index, operand });
    }
  }

  #loopId(node: BracketOperand | Call): number {
    const known = this.#plans.loopIds.get(node);
    if (known !== undefined) return known;
    const id = this.#plans.loopIds.size;
    this.#plans.loopIds.set(node, id);
    return id;
  }
}

/** Patterns whose names a unification binds. */
function patternsOf(plan: Unification): readonly Pattern[] {
  switch (plan.kind) {
    case 'match':
      return [plan.pattern];
    case 'pairs':
      return plan.pairs.map(({ pattern }) => pattern);
    case 'defined':
    case 'equality':
      return [];
  }
}

function iterates(index: Expression, names: Names): boolean {
  if (index.kind === 'variable') return names.iterates(index.name);
  if (index.kind === 'array' || index.kind === 'set')
    return index.items.some((item) => iterates(item, names));
  return index.kind === 'object' && index.members.some(({ value }) => iterates(value, names));
}
