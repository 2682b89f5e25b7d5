/**
 * Expressions, queries and patterns as closures. Made when first needed, once per program; each closure is a few lines, and
 * what can be decided once is decided here: where a name lives, which rules a reference means, which brackets iterate.
 *
 * Evaluation follows the engine statement by statement, oddities included (reference/agent-policy.md 0.1 and 5.1).
 */
import type {
  Call,
  Comparison,
  Condition,
  EveryLiteral,
  Expression,
  Literal,
  Query,
  Reference,
  SomeInLiteral,
} from '../ast.ts';
import { BuiltinError } from '../builtins/builtin.ts';
import { add, divide, intersection, modulo, multiply, subtract, union } from '../builtins/operators.ts';
import { Failed, failureAt, failureOf, lineAt, type Source } from '../compile/failure.ts';
import { extraArgument, type FunctionTable, withBuiltins } from '../compile/functions.ts';
import { asksSomething, type StatementPlace } from '../explain/recorder.ts';
import { literalOf, type Pattern, type Unification } from '../compile/patterns.ts';
import type { Loop } from '../compile/plans.ts';
import type { ModuleEntry, Program, RuleGroup } from '../compile/program.ts';
import { dottedPath, dottedPathOf, rootName, walk } from '../compile/walk.ts';
import { numberFromLiteral } from '../value/number.ts';
import { debugString, debugValue } from '../value/debug.ts';
import { printText } from '../value/print.ts';
import { readableJson, readablePretty } from '../value/json.ts';
import {
  addItem,
  compareValues,
  equalValues,
  hasItem,
  isArray,
  isComposite,
  isObject,
  itemsOf,
  keysOf,
  memberOf,
  newObject,
  newSet,
  putMember,
  type RegoObject,
  type RegoSet,
  type Value,
} from '../value/value.ts';
import { keep, refuel } from './budget.ts';
import { partAt, partOf, readDocument } from './document.ts';
import { Environment } from './environment.ts';
import type { Evaluate, Match, Run, Slots } from './machine.ts';
import type { Linked } from './rules.ts';

/** Where code stands: its text, its module, and what bare names of functions mean in it. */
export interface Place {
  readonly source: Source;
  /** Absent for a query on its own. */
  readonly module: ModuleEntry | undefined;
  /** Path of the package, such as `data.agent_policy`. */
  readonly path: string;
}

/** What happens at the end of a query: compiled where the last statement has been, with all names in place. */
export interface Emission {
  readonly compile: (compiler: Compiler) => Run;
  /** True when one result is enough, so that loops end with it. */
  readonly early: boolean;
  /** True for the query of a user, which gathers the values of its statements. */
  readonly rows: boolean;
}

/** The path of the module that the engine makes up around a query. */
export const queryPath = 'data.__internal_query_module';

export function placeOf(module: ModuleEntry): Place {
  return { source: module.source, module, path: module.path };
}

/** The place of a query on its own. */
export function placeOfQuery(source: Source): Place {
  return { source, module: undefined, path: queryPath };
}

export class Compiler {
  readonly environment = new Environment();
  readonly linked: Linked;
  readonly program: Program;
  readonly place: Place;
  readonly #functions: FunctionTable;
  /** How many queries surround what is being compiled. */
  #level = 0;

  constructor(linked: Linked, place: Place) {
    this.linked = linked;
    this.program = linked.program;
    this.place = place;
    this.#functions = withBuiltins(linked.program.functions, linked.program.profile);
  }

  // Queries

  query(query: Query, emission: Emission): Run {
    const order = this.linked.orderOf(query);
    if (order === undefined) {
      return this.#failing(query.at, 'statements not scheduled in query {query:?}');
    }
    const literals = order.flatMap((index) => query.literals[index] ?? []);
    this.#level += 1;
    const run = this.environment.scoped(() => this.#statements(literals, 0, emission));
    this.#level -= 1;
    return run;
  }

  #statements(literals: readonly Literal[], index: number, emission: Emission): Run {
    const literal = literals[index];
    if (literal === undefined) return emission.compile(this);
    this.linked.recorder?.expect(literal);
    const loops = this.program.plans.statements.get(literal) ?? [];
    if (loops.length > 0) {
      const run = this.#loops(literals, index, loops, 0, emission);
      const { recorder } = this.linked;
      return recorder === undefined ? run : recorder.loop(this.#placeOf(literals, index), run);
    }
    return this.#statement(literals, index, emission, emission.rows);
  }

  #loops(
    literals: readonly Literal[],
    index: number,
    loops: readonly Loop[],
    depth: number,
    emission: Emission,
  ): Run {
    const loop = loops[depth];
    const literal = literals[index];
    if (loop === undefined || literal === undefined) {
      return this.#statement(literals, index, emission, false);
    }
    const inner = (): Run => this.#loops(literals, index, loops, depth + 1, emission);
    const collection = this.#modified(literal, () => this.#loopCollection(loop));
    return loop.kind === 'walk'
      ? this.#walkLoop(loop.call, loop.id, collection, inner, emission)
      : this.#bracketLoop(loop, collection, inner, emission);
  }

  #loopCollection(loop: Loop): Evaluate {
    if (loop.kind === 'brackets') return this.#reference(loop.reference, loop.index);
    const { call } = loop;
    const extra = extraArgument(call, this.place.path, this.#functions);
    return this.#callResult(call, extra === undefined ? call.parameters : call.parameters.slice(0, -1));
  }

  #bracketLoop(
    loop: Loop & { readonly kind: 'brackets' },
    collection: Evaluate,
    inner: () => Run,
    emission: Emission,
  ): Run {
    const { index } = loop.operand;
    const known = index.kind === 'variable' ? this.environment.find(index.name) : undefined;
    if (known?.state === 'bound') {
      // The index has a value after all: the statement runs once, when the collection has a part there.
      const body = inner();
      return (machine, slots) => {
        const found = partOf(collection(machine, slots), slots[known.slot] as Value);
        return found !== undefined && body(machine, slots);
      };
    }
    const pattern = this.program.plans.indices.get(loop.operand);
    const { result, marks } = this.environment.looped(() => {
      const match = this.#match(pattern ?? { kind: 'ignore' });
      return this.#iterate(loop.id, collection, match, inner(), emission);
    });
    if (marks.length === 0) return result;
    return (machine, slots) => {
      for (const mark of marks) slots[mark] = undefined;
      return result(machine, slots);
    };
  }

  #iterate(id: number, collection: Evaluate, match: Match | undefined, body: Run, emission: Emission): Run {
    const { early, rows } = emission;
    return (machine, slots) => {
      const items = collection(machine, slots);
      if (items === undefined || !isComposite(items)) return false;
      const row = rows ? machine.row?.expressions : undefined;
      let result = false;
      if (isArray(items)) {
        for (let index = 0; index < items.length; index += 1) {
          if ((machine.meter.fuel -= 1) < 0) refuel(machine.meter);
          machine.items[id] = items[index];
          if ((match === undefined || match(machine, slots, index)) && body(machine, slots)) result = true;
          if (row !== undefined && machine.row !== undefined) machine.row.expressions = row;
          if (early && result) break;
        }
      } else {
        const keys = items.kind === 'set' ? itemsOf(items) : keysOf(items);
        for (const key of keys) {
          if ((machine.meter.fuel -= 1) < 0) refuel(machine.meter);
          machine.items[id] = items.kind === 'set' ? key : memberOf(items, key);
          if ((match === undefined || match(machine, slots, key)) && body(machine, slots)) result = true;
          if (row !== undefined && machine.row !== undefined) machine.row.expressions = row;
          if (early && result) break;
        }
      }
      machine.items[id] = undefined;
      return result;
    };
  }

  #walkLoop(call: Call, id: number, collection: Evaluate, inner: () => Run, emission: Emission): Run {
    const last = call.parameters.at(-1);
    const pattern = last === undefined ? undefined : this.program.plans.parameters.get(last);
    return this.environment.scoped(() => {
      const match = this.#match(pattern ?? { kind: 'ignore' });
      const body = inner();
      return (machine, slots) => {
        const items = collection(machine, slots);
        if (items === undefined || !isArray(items)) return false;
        let result = false;
        for (const item of items) {
          if ((machine.meter.fuel -= 1) < 0) refuel(machine.meter);
          machine.items[id] = item;
          if (match(machine, slots, item) && body(machine, slots)) result = true;
          if (emission.early && result) break;
        }
        machine.items[id] = undefined;
        return result;
      };
    });
  }

  #statement(literals: readonly Literal[], index: number, emission: Emission, gathers: boolean): Run {
    const literal = literals[index] as Literal;
    const { recorder } = this.linked;
    if (literal.kind === 'some-in') {
      return this.#modifiedRun(literal, () => this.#someIn(literal, literals, index, emission));
    }
    const run = this.#modifiedRun(literal, () => this.#literal(literal, emission.rows));
    const watched = recorder === undefined ? run : recorder.statement(this.#placeOf(literals, index), run);
    const failed = gathers ? this.#gatherRow() : undefined;
    const rest = this.#statements(literals, index + 1, emission);
    if (failed !== undefined) {
      return (machine, slots) => {
        if (watched(machine, slots)) return rest(machine, slots);
        failed(machine, slots);
        return false;
      };
    }
    return (machine, slots) => watched(machine, slots) && rest(machine, slots);
  }

  /** Where a statement stands, for one who watches. */
  #placeOf(literals: readonly Literal[], index: number): StatementPlace {
    const literal = literals[index] as Literal;
    const { linked, place } = this;
    const isFunction = ({ path }: Call): boolean =>
      linked.functionOf(path.join('.'), place.path) !== undefined;
    return {
      source: place.source,
      literal,
      level: this.#level - 1,
      passed: literals.slice(0, index).filter((each) => asksSomething(each, isFunction)).length,
      wraps: literal.kind === 'some-in',
      names: this.environment.visible(),
    };
  }

  #literal(literal: Exclude<Literal, SomeInLiteral>, rows: boolean): Run {
    switch (literal.kind) {
      case 'condition': {
        if (!rows) return this.condition(literal.condition);
        const value = this.#conditionValue(literal.condition);
        return (machine, slots) => {
          const result = value(machine, slots);
          const { row } = machine;
          if (row !== undefined) {
            row.expressions = result === undefined ? [] : [...row.expressions, result];
          }
          return result !== undefined && result !== false;
        };
      }
      case 'not': {
        // What is bound under `not` has no value behind it.
        const value = this.environment.forgetting(() => this.#negated(literal.condition));
        return this.#noting(rows, (machine, slots) => {
          const result = value(machine, slots);
          return result === undefined || result === false;
        });
      }
      case 'some': {
        const declared: number[] = [];
        for (const { name } of literal.variables) {
          if (this.environment.isInnermost(name)) return this.#failingPlainly(duplicated(name));
          if (this.environment.find(name) === undefined) declared.push(this.environment.declare(name));
        }
        // The engine forgets the values of a loop's names between its rounds and not the names.
        const mark = declared.length === 0 ? undefined : this.environment.mark();
        const [first] = literal.variables;
        return this.#noting(rows, (_, slots) => {
          if (mark !== undefined) {
            if (slots[mark] === true) throw new Failed(failureOf('evaluate', duplicated(first?.name ?? '')));
            slots[mark] = true;
          }
          for (const slot of declared) slots[slot] = undefined;
          return true;
        });
      }
      case 'every':
        return this.#noting(rows, this.#every(literal));
    }
  }

  /** In a user query, statements other than expressions count as true. */
  #noting(rows: boolean, run: Run): Run {
    if (!rows) return run;
    return (machine, slots) => {
      if (machine.row !== undefined) machine.row.expressions = [...machine.row.expressions, true];
      return run(machine, slots);
    };
  }

  /** Puts the row gathered so far to the results, unless it is empty or holds a false value beside others. */
  #gatherRow(): Run {
    const locals = this.environment.innermost();
    return (machine, slots) => {
      const { row } = machine;
      if (row === undefined) return true;
      const { expressions } = row;
      if (expressions.length !== 1 && (expressions.length === 0 || expressions.includes(false))) return true;
      const bindings = new Map<string, Value>();
      for (const [name, { slot }] of locals) {
        const value = slots[slot];
        if (value !== undefined) bindings.set(name, value);
      }
      row.rows.push({ expressions, bindings });
      return true;
    };
  }

  /** The emission of a user query. */
  static readonly rows: Emission = {
    compile: (compiler) => compiler.#gatherRow(),
    early: false,
    rows: true,
  };

  #someIn(literal: SomeInLiteral, literals: readonly Literal[], index: number, emission: Emission): Run {
    const plan = this.program.plans.iterations.get(literal);
    const collection = this.expression(literal.collection);
    const key = plan?.key === undefined ? undefined : this.#match(plan.key);
    const value = this.#match(plan?.value ?? { kind: 'ignore' });
    const { result: rest, marks } = this.environment.marked(() =>
      this.#statements(literals, index + 1, emission),
    );
    const { early, rows } = emission;
    const { source } = this.place;
    const { at } = literal.collection;
    // Each item begins with the names that were there before.
    const unmark = (slots: Slots): void => {
      for (const mark of marks) slots[mark] = undefined;
    };
    const run: Run = (machine, slots) => {
      const items = collection(machine, slots);
      if (items === undefined) return false;
      if (!isComposite(items)) {
        const message = `\`some .. in collection\` expects array/set/object. Got \`${readableJson(items)}\``;
        throw new Failed(failureAt('evaluate', source, at, message));
      }
      let result = false;
      if (isArray(items)) {
        for (let place = 0; place < items.length; place += 1) {
          if ((machine.meter.fuel -= 1) < 0) refuel(machine.meter);
          unmark(slots);
          if (key !== undefined && !key(machine, slots, place)) continue;
          if (value(machine, slots, items[place] as Value) && rest(machine, slots)) {
            result = true;
            if (early) break;
          }
        }
        return result;
      }
      const keys = items.kind === 'set' ? itemsOf(items) : keysOf(items);
      for (const name of keys) {
        if ((machine.meter.fuel -= 1) < 0) refuel(machine.meter);
        unmark(slots);
        if (key !== undefined && !key(machine, slots, name)) continue;
        const item = items.kind === 'set' ? name : (memberOf(items, name) as Value);
        if (value(machine, slots, item) && rest(machine, slots)) {
          result = true;
          if (early) break;
        }
      }
      return result;
    };
    const { recorder } = this.linked;
    const watched = recorder === undefined ? run : recorder.statement(this.#placeOf(literals, index), run);
    return this.#noting(rows, watched);
  }

  #every(literal: EveryLiteral): Run {
    const domain = this.expression(literal.domain);
    return this.environment.scoped(() => {
      const value = this.#slotFor(literal.value.name);
      const key = literal.key === undefined ? undefined : this.#slotFor(literal.key.name);
      const body = this.query(literal.query, { compile: () => () => true, early: false, rows: false });
      return (machine, slots) => {
        const items = domain(machine, slots);
        if (items === undefined || !isComposite(items)) return false;
        if (isArray(items)) {
          for (let index = 0; index < items.length; index += 1) {
            if ((machine.meter.fuel -= 1) < 0) refuel(machine.meter);
            if (value !== undefined) slots[value] = items[index];
            if (key !== undefined) slots[key] = index;
            if (!body(machine, slots)) return false;
          }
          return true;
        }
        const keys = items.kind === 'set' ? itemsOf(items) : keysOf(items);
        for (const name of keys) {
          if ((machine.meter.fuel -= 1) < 0) refuel(machine.meter);
          if (value !== undefined) slots[value] = items.kind === 'set' ? name : memberOf(items, name);
          if (key !== undefined) slots[key] = name;
          if (!body(machine, slots)) return false;
        }
        return true;
      };
    });
  }

  #slotFor(name: string): number | undefined {
    return name === '_' ? undefined : this.environment.bind(name);
  }

  // Conditions

  /** True when the condition has a value other than false. */
  condition(condition: Condition): Run {
    if (condition.kind === 'comparison' && this.linked.recorder === undefined)
      return this.#compares(condition);
    const value = this.#conditionValue(condition);
    return (machine, slots) => {
      const result = value(machine, slots);
      return result !== undefined && result !== false;
    };
  }

  #conditionValue(condition: Condition): Evaluate {
    if (condition.kind === 'assign' || condition.kind === 'unify') {
      const unify = this.#unification(condition);
      return (machine, slots) => (unify(machine, slots) ? true : undefined);
    }
    const extra = extraArgument(condition, this.place.path, this.#functions);
    if (extra === undefined || condition.kind !== 'call') return this.expression(condition);
    const result = this.#callResult(condition, condition.parameters.slice(0, -1));
    const match = this.#match(this.program.plans.parameters.get(extra) ?? { kind: 'ignore' });
    return (machine, slots) => {
      const value = result(machine, slots);
      return value !== undefined && match(machine, slots, value) ? true : undefined;
    };
  }

  #negated(condition: Condition): Evaluate {
    const extra = extraArgument(condition, this.place.path, this.#functions);
    if (extra === undefined || condition.kind !== 'call') return this.#conditionValue(condition);
    // Under `not` the last argument is compared with the result.
    const result = this.#callResult(condition, condition.parameters.slice(0, -1));
    const expected = this.expression(extra);
    return (machine, slots) => {
      const value = result(machine, slots);
      const other = expected(machine, slots);
      if (value === undefined || other === undefined) return value === other;
      return equalValues(value, other);
    };
  }

  #unification(condition: Condition): Run {
    const plan: Unification | undefined = this.program.plans.unifications.get(condition);
    if (plan === undefined) throw new Error('an assignment without a plan');
    switch (plan.kind) {
      case 'match': {
        const value = this.expression(plan.value);
        const match = this.#match(plan.pattern);
        return (machine, slots) => {
          const result = value(machine, slots);
          return result !== undefined && match(machine, slots, result);
        };
      }
      case 'pairs': {
        const pairs = plan.pairs.map((pair) => {
          const value = this.expression(pair.value);
          return { value, match: this.#match(pair.pattern) };
        });
        return (machine, slots) => {
          for (const { value, match } of pairs) {
            const result = value(machine, slots);
            if (result === undefined || !match(machine, slots, result)) return false;
          }
          return true;
        };
      }
      case 'defined': {
        if (plan.value === undefined) return () => true;
        const value = this.expression(plan.value);
        return (machine, slots) => value(machine, slots) !== undefined;
      }
      case 'equality': {
        const left = this.expression(plan.left);
        const right = this.expression(plan.right);
        return (machine, slots) => {
          const a = left(machine, slots);
          const b = right(machine, slots);
          return a !== undefined && b !== undefined && equalValues(a, b);
        };
      }
    }
  }

  /** A parameter of a function, matched with an argument. */
  parameter(parameter: Expression): Match {
    return this.#match(this.program.plans.parameters.get(parameter) ?? { kind: 'ignore' });
  }

  #match(pattern: Pattern): Match {
    switch (pattern.kind) {
      case 'ignore':
        return () => true;
      case 'bind': {
        const slot = this.environment.bind(pattern.name);
        return (_, slots, value) => {
          slots[slot] = value;
          return true;
        };
      }
      case 'constant': {
        const { value: expected } = pattern;
        return (_, __, value) => equalValues(value, expected);
      }
      case 'equal': {
        const expected = this.expression(pattern.expression);
        return (machine, slots, value) => {
          const other = expected(machine, slots);
          return other !== undefined && equalValues(value, other);
        };
      }
      case 'array': {
        const items = pattern.items.map((item) => this.#match(item));
        return (machine, slots, value) => {
          if (!isArray(value) || value.length !== items.length) return false;
          for (let index = 0; index < items.length; index += 1) {
            if (items[index]?.(machine, slots, value[index] as Value) !== true) return false;
          }
          return true;
        };
      }
      case 'object': {
        const members = pattern.members.map(([key, each]) => ({ key, match: this.#match(each) }));
        const computed = pattern.computed.map(([key, each]) => ({
          key: this.expression(key),
          match: this.#match(each),
        }));
        return (machine, slots, value) => {
          if (!isObject(value)) return false;
          for (const { key, match } of members) {
            const member = memberOf(value, key);
            if (member === undefined || !match(machine, slots, member)) return false;
          }
          for (const { key, match } of computed) {
            const name = key(machine, slots);
            const member = name === undefined ? undefined : memberOf(value, name);
            if (member === undefined || !match(machine, slots, member)) return false;
          }
          return true;
        };
      }
    }
  }

  // Expressions

  expression(expression: Expression): Evaluate {
    const value = this.#expression(expression);
    const { recorder } = this.linked;
    return recorder === undefined ? value : recorder.expression(this.place.source, expression, value);
  }

  #expression(expression: Expression): Evaluate {
    switch (expression.kind) {
      case 'null':
        return () => null;
      case 'boolean':
      case 'string': {
        const { value } = expression;
        return () => value;
      }
      case 'number': {
        const value = numberFromLiteral(expression.text);
        return () => value;
      }
      case 'variable':
        return this.#variable(expression.name, expression.at, []);
      case 'reference':
        return this.#reference(expression, expression.operands.length);
      case 'call':
        return this.#callResult(expression, expression.parameters);
      case 'array':
        return this.#array(expression.items);
      case 'set':
        return this.#set(expression.items);
      case 'object':
        return this.#object(expression.members);
      case 'array-comprehension': {
        const slot = this.environment.slot();
        const run = this.query(expression.query, {
          compile: (compiler) => compiler.#arrayEmission(expression.term, slot),
          early: false,
          rows: false,
        });
        return (machine, slots) => {
          const items: Value[] = [];
          slots[slot] = items;
          run(machine, slots);
          return items;
        };
      }
      case 'set-comprehension': {
        const slot = this.environment.slot();
        const run = this.query(expression.query, {
          compile: (compiler) => compiler.#setEmission(expression.term, slot),
          early: false,
          rows: false,
        });
        return (machine, slots) => {
          const items = newSet();
          slots[slot] = items;
          run(machine, slots);
          return items;
        };
      }
      case 'object-comprehension': {
        const slot = this.environment.slot();
        const run = this.query(expression.query, {
          compile: (compiler) => compiler.#objectEmission(expression.key, expression.value, slot),
          early: false,
          rows: false,
        });
        return (machine, slots) => {
          const members = newObject();
          slots[slot] = members;
          run(machine, slots);
          return members;
        };
      }
      case 'minus': {
        const { operand } = expression;
        if (operand.kind !== 'number' || operand.text.startsWith('-')) {
          return this.#failing(expression.at, 'unary - can only be used with numeric literals');
        }
        const value = subtract(0, numberFromLiteral(operand.text));
        return () => value;
      }
      case 'arithmetic':
      case 'set-operation':
        return this.#operation(expression);
      case 'comparison': {
        const left = this.expression(expression.left);
        const right = this.expression(expression.right);
        const holds = comparisons[expression.operator];
        return (machine, slots) => {
          const a = left(machine, slots);
          const b = right(machine, slots);
          return a === undefined || b === undefined ? undefined : holds(a, b);
        };
      }
      case 'membership':
        return this.#membership(expression);
    }
  }

  #compares(expression: Comparison): Run {
    const left = this.expression(expression.left);
    const right = this.expression(expression.right);
    if (expression.operator === '==') {
      return (machine, slots) => {
        const a = left(machine, slots);
        const b = right(machine, slots);
        return a !== undefined && b !== undefined && (a === b || equalValues(a, b));
      };
    }
    const holds = comparisons[expression.operator];
    return (machine, slots) => {
      const a = left(machine, slots);
      const b = right(machine, slots);
      return a !== undefined && b !== undefined && holds(a, b);
    };
  }

  #array(items: readonly Expression[]): Evaluate {
    const constants = constantsOf(items);
    if (constants !== undefined) return () => constants;
    const values = items.map((item) => this.expression(item));
    return (machine, slots) => {
      const array: Value[] = [];
      for (const value of values) {
        const item = value(machine, slots);
        if (item === undefined) return undefined;
        array.push(item);
      }
      return array;
    };
  }

  #set(items: readonly Expression[]): Evaluate {
    const values = items.map((item) => this.expression(item));
    const build: Evaluate = (machine, slots) => {
      const set = newSet();
      for (const value of values) {
        const item = value(machine, slots);
        if (item === undefined) return undefined;
        addItem(set, item);
      }
      return set;
    };
    if (constantsOf(items) === undefined) return build;
    let kept: Value | undefined;
    return (machine, slots) => (kept ??= build(machine, slots));
  }

  #object(members: readonly { readonly key: Expression; readonly value: Expression }[]): Evaluate {
    const pairs = members.map((member) => ({
      key: this.expression(member.key),
      value: this.expression(member.value),
    }));
    const build: Evaluate = (machine, slots) => {
      const object = newObject();
      for (const pair of pairs) {
        const key = pair.key(machine, slots);
        if (key === undefined) return undefined;
        const value = pair.value(machine, slots);
        if (value === undefined) return undefined;
        putMember(object, key, value);
      }
      return object;
    };
    if (constantsOf(members.flatMap(({ key, value }) => [key, value])) === undefined) return build;
    let kept: Value | undefined;
    return (machine, slots) => (kept ??= build(machine, slots));
  }

  #operation(expression: Expression & { readonly kind: 'arithmetic' | 'set-operation' }): Evaluate {
    const left = this.expression(expression.left);
    const right = this.expression(expression.right);
    const { source } = this.place;
    const apply = operations[expression.operator];
    const plain = expression.operator === '+';
    return (machine, slots) => {
      const a = left(machine, slots);
      const b = right(machine, slots);
      if (a === undefined || b === undefined) return undefined;
      if (plain && typeof a === 'number' && typeof b === 'number') {
        const sum = a + b;
        if (Number.isSafeInteger(sum) && Number.isInteger(a) && Number.isInteger(b)) return sum;
      }
      try {
        return apply(a, b, machine.builtins.strict);
      } catch (error) {
        throw placed(error, source, expression.at, [expression.left, expression.right]);
      }
    };
  }

  #membership(expression: Expression & { readonly kind: 'membership' }): Evaluate {
    const value = this.expression(expression.value);
    const collection = this.expression(expression.collection);
    const key = expression.key === undefined ? undefined : this.expression(expression.key);
    return (machine, slots) => {
      const wanted = value(machine, slots);
      const items = collection(machine, slots);
      if (items === undefined || !isComposite(items)) return false;
      if (!isArray(items) && items.kind === 'set') {
        return key === undefined && wanted !== undefined && hasItem(items, wanted);
      }
      if (key !== undefined) {
        const name = key(machine, slots);
        const found = name === undefined ? undefined : partOf(items, name);
        // The engine compares what it finds with what it looks for, even when both are undefined.
        return found === undefined || wanted === undefined ? found === wanted : equalValues(found, wanted);
      }
      if (wanted === undefined) return false;
      if (isArray(items)) {
        for (const item of items) if (equalValues(item, wanted)) return true;
        return false;
      }
      for (const name of keysOf(items)) if (equalValues(memberOf(items, name) as Value, wanted)) return true;
      return false;
    };
  }

  // Outputs of comprehensions

  #arrayEmission(term: Expression, slot: number): Run {
    return this.output([term], () => {
      const value = this.expression(term);
      return (machine, slots) => {
        const item = value(machine, slots);
        if (item !== undefined) {
          (slots[slot] as Value[]).push(item);
          keep(machine.meter, 1);
        }
        return true;
      };
    });
  }

  #setEmission(term: Expression, slot: number): Run {
    return this.output([term], () => {
      const value = this.expression(term);
      return (machine, slots) => {
        const item = value(machine, slots);
        if (item !== undefined) {
          addItem(slots[slot] as RegoSet, item);
          keep(machine.meter, 1);
        }
        return true;
      };
    });
  }

  #objectEmission(keyExpression: Expression, valueExpression: Expression, slot: number): Run {
    const { source } = this.place;
    return this.output([keyExpression, valueExpression], () => {
      const key = this.expression(keyExpression);
      const value = this.expression(valueExpression);
      return (machine, slots) => {
        const name = key(machine, slots);
        const item = value(machine, slots);
        if (name === undefined || item === undefined) return true;
        const object = slots[slot] as RegoObject;
        const known = memberOf(object, name);
        if (known !== undefined && !equalValues(known, item)) {
          const [keyText, before, after] = [name, known, item].map(readablePretty);
          const message = `value for key \`${keyText}\` generated multiple times: \`${before}\` and \`${after}\``;
          throw new Failed(failureAt('evaluate', source, keyExpression.at, message));
        }
        putMember(object, name, item);
        keep(machine.meter, 1);
        return true;
      };
    });
  }

  /** Runs an emission for every item of the brackets that iterate in its expressions. */
  output(expressions: readonly (Expression | undefined)[], emit: () => Run): Run {
    const loops = expressions.flatMap((each) =>
      each === undefined ? [] : (this.program.plans.outputs.get(each) ?? []),
    );
    const { source } = this.place;
    const collections = loops.map((loop) => ({
      id: loop.id,
      at: loop.kind === 'brackets' ? loop.operand.at : loop.call.at,
      items: this.#loopCollection(loop),
    }));
    let run = emit();
    for (const { id, at, items } of collections.toReversed()) {
      const inner = run;
      run = (machine, slots) => {
        const collection = items(machine, slots);
        if (collection === undefined || !isComposite(collection)) {
          throw new Failed(failureAt('evaluate', source, at, 'item cannot be indexed'));
        }
        let result = false;
        const keys = isArray(collection)
          ? collection
          : collection.kind === 'set'
            ? itemsOf(collection)
            : keysOf(collection);
        for (const key of keys) {
          if ((machine.meter.fuel -= 1) < 0) refuel(machine.meter);
          machine.items[id] =
            isArray(collection) || collection.kind === 'set' ? key : memberOf(collection, key);
          if (inner(machine, slots)) result = true;
        }
        machine.items[id] = undefined;
        return result;
      };
    }
    return run;
  }

  // Names and references

  /** The first `count` operands of a reference. */
  #reference(reference: Reference, count: number): Evaluate {
    const names: string[] = [];
    for (let place = count; place > 0; place -= 1) {
      const operand = reference.operands[place - 1];
      if (operand === undefined) break;
      if (operand.kind === 'dot') names.unshift(operand.name);
      else if (operand.index.kind === 'string' && !operand.index.raw) names.unshift(operand.index.value);
      else return this.#chained(this.#brackets(reference, place - 1, names), names);
    }
    const { base } = reference;
    if (base.kind === 'variable') return this.#variable(base.name, base.at, names);
    return this.#chained(this.expression(base), names);
  }

  #chained(value: Evaluate, names: readonly string[]): Evaluate {
    if (names.length === 0) return value;
    return (machine, slots) => partAt(value(machine, slots), names);
  }

  /** Operand `place` of a reference: brackets with an index that is worked out. */
  #brackets(reference: Reference, place: number, rest: readonly string[]): Evaluate {
    const operand = reference.operands[place];
    if (operand?.kind !== 'bracket') throw new Error('not brackets');
    const id = this.program.plans.loopIds.get(operand);
    const index = this.expression(operand.index);
    const value = this.#reference(reference, place);
    const isData = rootName(reference) === 'data';
    const path = isData ? dottedPathOf(reference, place) : undefined;
    const suffix = rest.map((name) => `.${name}`).join('');
    const { linked } = this;
    const found: Evaluate = (machine, slots) => {
      const key = index(machine, slots);
      if (path !== undefined && key !== undefined) {
        linked.ensurePath(machine, `${path}.${typeof key === 'string' ? key : readableJson(key)}${suffix}`);
      }
      const collection = value(machine, slots);
      if (key === undefined) return undefined;
      const part = partOf(collection, key);
      if (part === undefined && isData && (typeof key === 'number' || typeof key === 'bigint')) {
        return partOf(collection, readableJson(key));
      }
      return part;
    };
    if (id === undefined) return found;
    return (machine, slots) => {
      const item = machine.items[id];
      return item === undefined ? found(machine, slots) : item;
    };
  }

  #variable(name: string, at: number, fields: readonly string[]): Evaluate {
    const local = this.environment.find(name);
    if (local !== undefined) {
      const { slot } = local;
      if (fields.length === 0) return (_, slots) => slots[slot];
      return (_, slots) => partAt(slots[slot], fields);
    }
    if (name === 'input') {
      if (fields.length === 0) return (machine) => machine.world.input;
      return (machine) => partAt(machine.world.input, fields);
    }
    if (name === 'data') return this.#data(fields);
    return this.#global(name, at, fields);
  }

  /** A rule of the package or an import. */
  #global(name: string, at: number, fields: readonly string[]): Evaluate {
    const { program, linked, place } = this;
    if (program.modules.length === 0) return () => undefined;
    const path = `${place.path}.${name}`;
    const segments = [...(place.module?.segments ?? [queryPath.slice('data.'.length)]), name];
    const group = longestGroup(program, path, fields, 0);
    const imported = program.imports.get(path);
    if (!program.groups.has(path) && imported === undefined) return this.#unsafe(name, at, segments);
    if (group === undefined && imported !== undefined) {
      return this.#chained(this.#expression(imported), fields);
    }
    const full = [...segments, ...fields];
    if (group === undefined) return (machine) => readDocument(machine.world.document, full);
    const { id } = group;
    return (machine) => {
      if (machine.world.groups[id] !== 1) linked.ensureGroup(machine, group);
      return readDocument(machine.world.document, full);
    };
  }

  /** A name that nothing gives a value: the message shows the values of all others. */
  #unsafe(name: string, at: number, segments: readonly string[]): Evaluate {
    const scopes = this.environment.scopes();
    const path = segments.map(debugString).join(', ');
    const { source } = this.place;
    return (_, slots) => {
      const shown = scopes.map((scope) => {
        const locals = scope.map(([each, slot]) => `${debugString(each)}: ${debugValue(slots[slot])}`);
        return `{${locals.join(', ')}}`;
      });
      const message = `var ${name} is unsafe (path [${path}], scopes [${shown.join(', ')}])`;
      throw new Failed(failureAt('evaluate', source, at, message));
    };
  }

  #data(fields: readonly string[]): Evaluate {
    const { program, linked, place } = this;
    if (fields.length === 0) {
      return (machine) => {
        if (machine.active.length === 0) linked.evaluateAll(machine);
        return readDocument(machine.world.document, fields);
      };
    }
    const path = ['data', ...fields].join('.');
    const modules = program.modules.filter(
      (module) => module !== place.module && (module.path === path || module.path.startsWith(`${path}.`)),
    );
    const group = longestGroup(program, 'data', fields, 1);
    return (machine) => {
      for (const module of modules) {
        if (machine.world.modules[module.id] !== 1) linked.ensureModule(machine, module);
      }
      if (group !== undefined && machine.world.groups[group.id] !== 1) linked.ensureGroup(machine, group);
      return readDocument(machine.world.document, fields);
    };
  }

  /** Compiles in a frame of its own, where no local name is known. */
  outside(compile: (compiler: Compiler) => Evaluate): Evaluate {
    const compiler = new Compiler(this.linked, this.place);
    const value = compile(compiler);
    const { frame } = compiler.environment;
    return (machine) => value(machine, newSlots(frame.size));
  }

  // Calls

  #callResult(call: Call, parameters: readonly Expression[]): Evaluate {
    const { linked, place } = this;
    const { source } = place;
    const id = this.program.plans.loopIds.get(call);
    const path = dottedPath(call.callee);
    if (path === undefined) return this.#failing(call.at, 'invalid function expression');
    const values = parameters.map((parameter) => this.expression(parameter));
    if (path === 'print' && linked.functionOf(path, place.path) === undefined) {
      return this.#print(call, parameters, values);
    }
    const site = { source, at: call.at, parameters, path, package: place.path };
    const invoke = linked.callee(site, path);
    const evaluate: Evaluate = (machine, slots) => {
      const args: (Value | undefined)[] = [];
      for (const value of values) args.push(value(machine, slots));
      if (machine.world.overrides !== undefined) {
        const override = machine.world.overrides.get(path);
        if (override !== undefined) return linked.callOverride(machine, site, override, args);
      }
      return invoke(machine, args);
    };
    if (id === undefined) return evaluate;
    return (machine, slots) => {
      const item = machine.items[id];
      return item === undefined ? evaluate(machine, slots) : item;
    };
  }

  #print(call: Call, parameters: readonly Expression[], values: readonly Evaluate[]): Evaluate {
    const { source } = this.place;
    const prefix = `${source.name}:${lineAt(source, call.at)}: `;
    // The engine works every argument out twice, which shows when a function in it prints.
    const { linked } = this;
    const mayPrintAgain = (path: string): boolean => linked.functionOf(path, this.place.path) !== undefined;
    const twice = parameters.map((parameter) => mayPrint(parameter, mayPrintAgain));
    const path = 'print';
    const site = { source, at: call.at, parameters, path, package: this.place.path };
    return (machine, slots) => {
      const args: (Value | undefined)[] = [];
      for (const value of values) args.push(value(machine, slots));
      const override = machine.world.overrides?.get(path);
      if (override !== undefined) return linked.callOverride(machine, site, override, args);
      if (args.length > 100) {
        throw new Failed(failureAt('evaluate', source, call.at, 'print supports upto 100 arguments'));
      }
      let line = prefix;
      for (const [index, arg] of args.entries()) {
        const value = twice[index] === true ? values[index]?.(machine, slots) : arg;
        if (index > 0) line += ' ';
        line += value === undefined ? '<undefined>' : printText(value);
      }
      machine.prints.push(line);
      return true;
    };
  }

  // With

  /** Modifiers are compiled first: they do not see what the statement binds. */
  #modifiedRun(literal: Literal, compile: () => Run): Run {
    if (literal.modifiers.length === 0) return compile();
    const enter = this.linked.modifiers(this, literal.modifiers);
    const run = compile();
    return (machine, slots) => {
      const world = machine.world;
      const runs = enter(machine, slots);
      try {
        return runs && run(machine, slots);
      } finally {
        machine.world = world;
      }
    };
  }

  #modified(literal: Literal, compile: () => Evaluate): Evaluate {
    if (literal.modifiers.length === 0) return compile();
    const enter = this.linked.modifiers(this, literal.modifiers);
    const value = compile();
    return (machine, slots) => {
      const world = machine.world;
      // The engine looks for the items even when a modifier is undefined, and stays in this world when that fails.
      enter(machine, slots);
      const items = value(machine, slots);
      machine.world = world;
      return items;
    };
  }

  // Failures

  #failing(at: number, message: string): () => never {
    const { source } = this.place;
    return () => {
      throw new Failed(failureAt('evaluate', source, at, message));
    };
  }

  #failingPlainly(message: string): () => never {
    return () => {
      throw new Failed(failureOf('evaluate', message));
    };
  }
}

export function newSlots(size: number): Slots {
  const slots: Slots = [];
  for (let slot = 0; slot < size; slot += 1) slots.push(undefined);
  return slots;
}

/** A failure of a builtin or an operator at the place that it blames. */
export function placed(
  error: unknown,
  source: Source,
  at: number,
  parameters: readonly { readonly at: number }[],
): unknown {
  if (!(error instanceof BuiltinError)) return error;
  const blamed = error.argument === undefined ? undefined : parameters[error.argument];
  const kind = error.failure === 'crash' ? 'crash' : 'evaluate';
  return new Failed(failureAt(kind, source, blamed?.at ?? at, error.message));
}

function duplicated(name: string): string {
  return `duplicated definition of local variable ${name}`;
}

/** The group of the longest path for which there are rules. */
function longestGroup(
  program: Program,
  path: string,
  fields: readonly string[],
  least: number,
): RuleGroup | undefined {
  for (let count = fields.length; count >= least; count -= 1) {
    const group = program.groups.get([path, ...fields.slice(0, count)].join('.'));
    if (group !== undefined) return group;
  }
  return undefined;
}

const comparisons: Readonly<Record<Comparison['operator'], (a: Value, b: Value) => boolean>> = {
  '==': equalValues,
  '!=': (a, b) => !equalValues(a, b),
  '<': (a, b) => compareValues(a, b) < 0,
  '<=': (a, b) => compareValues(a, b) <= 0,
  '>': (a, b) => compareValues(a, b) > 0,
  '>=': (a, b) => compareValues(a, b) >= 0,
};

const operations: Readonly<
  Record<'+' | '-' | '*' | '/' | '%' | '|' | '&', (a: Value, b: Value, strict: boolean) => Value | undefined>
> = { '+': add, '-': subtract, '*': multiply, '/': divide, '%': modulo, '|': union, '&': intersection };

/** The values of scalar literals and arrays of them; undefined when one is anything else. */
function constantsOf(expressions: readonly Expression[]): readonly Value[] | undefined {
  const values: Value[] = [];
  for (const expression of expressions) {
    const value = expression.kind === 'array' ? constantsOf(expression.items) : literalOf(expression);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

/** True when working the expression out again may print again: when it calls a function of the policy. */
function mayPrint(expression: Expression, isFunction: (path: string) => boolean): boolean {
  let found = false;
  walk(expression, {
    enter(node) {
      if (node.kind.endsWith('comprehension')) found = true;
      if (node.kind === 'call') found ||= isFunction(dottedPath(node.callee) ?? '');
      return !found;
    },
  });
  return found;
}
