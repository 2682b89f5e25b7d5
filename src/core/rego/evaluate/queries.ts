/** Queries: their statements in the order that the plan gives, each with all that follow inside of it. */
import type { Call, EveryLiteral, Literal, Query, SomeInLiteral } from '../ast.ts';
import { Failed, failureAt, failureOf } from '../compile/failure.ts';
import type { Loop } from '../compile/plans.ts';
import { asksSomething, type StatementPlace } from '../explain/recorder.ts';
import { readableJson } from '../value/json.ts';
import { isArray, isComposite, itemsOf, keysOf, memberOf, type Value } from '../value/value.ts';
import { refuel } from './budget.ts';
import { type Compiler, type Emission, failing, failingPlainly } from './compiler.ts';
import { conditionValue, negated } from './conditions.ts';
import { bracketLoop, loopItems, walkLoop } from './loops.ts';
import type { Run, Slots } from './machine.ts';
import { matchOf } from './matching.ts';
import { modifiedRun, modifiedValue } from './modifiers.ts';
import { gatherRow, noting } from './rows.ts';

export function compileQuery(compiler: Compiler, query: Query, emission: Emission): Run {
  const order = compiler.linked.orderOf(query);
  if (order === undefined) {
    return failing(compiler, query.at, 'statements not scheduled in query {query:?}');
  }
  const literals = order.flatMap((index) => query.literals[index] ?? []);
  compiler.level += 1;
  const run = compiler.environment.scoped(() => statements(compiler, literals, 0, emission));
  compiler.level -= 1;
  return run;
}

export function statements(
  compiler: Compiler,
  literals: readonly Literal[],
  index: number,
  emission: Emission,
): Run {
  const literal = literals[index];
  if (literal === undefined) return emission.compile(compiler);
  compiler.linked.recorder?.expect(literal);
  const loops = compiler.program.plans.statements.get(literal) ?? [];
  if (loops.length > 0) {
    const run = loopsAround(compiler, literals, index, loops, 0, emission);
    const { recorder } = compiler.linked;
    return recorder === undefined ? run : recorder.loop(statementPlace(compiler, literals, index), run);
  }
  return statement(compiler, literals, index, emission, emission.rows);
}

function loopsAround(
  compiler: Compiler,
  literals: readonly Literal[],
  index: number,
  loops: readonly Loop[],
  depth: number,
  emission: Emission,
): Run {
  const loop = loops[depth];
  const literal = literals[index];
  if (loop === undefined || literal === undefined) {
    return statement(compiler, literals, index, emission, false);
  }
  const inner = (): Run => loopsAround(compiler, literals, index, loops, depth + 1, emission);
  const collection = modifiedValue(compiler, literal, () => loopItems(compiler, loop));
  return loop.kind === 'walk'
    ? walkLoop(compiler, loop.call, loop.id, collection, inner, emission)
    : bracketLoop(compiler, loop, collection, inner, emission);
}

export function statement(
  compiler: Compiler,
  literals: readonly Literal[],
  index: number,
  emission: Emission,
  gathers: boolean,
): Run {
  const literal = literals[index] as Literal;
  const { recorder } = compiler.linked;
  if (literal.kind === 'some-in') {
    return modifiedRun(compiler, literal, () => someIn(compiler, literal, literals, index, emission));
  }
  const run = modifiedRun(compiler, literal, () => literalRun(compiler, literal, emission.rows));
  const watched =
    recorder === undefined ? run : recorder.statement(statementPlace(compiler, literals, index), run);
  const failed = gathers ? gatherRow(compiler) : undefined;
  const rest = statements(compiler, literals, index + 1, emission);
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
function statementPlace(compiler: Compiler, literals: readonly Literal[], index: number): StatementPlace {
  const literal = literals[index] as Literal;
  const { linked, place } = compiler;
  const isFunction = ({ path }: Call): boolean => linked.functionOf(path.join('.'), place.path) !== undefined;
  return {
    source: place.source,
    literal,
    level: compiler.level - 1,
    passed: literals.slice(0, index).filter((each) => asksSomething(each, isFunction)).length,
    wraps: literal.kind === 'some-in',
    names: compiler.environment.visible(),
  };
}

function literalRun(compiler: Compiler, literal: Exclude<Literal, SomeInLiteral>, rows: boolean): Run {
  switch (literal.kind) {
    case 'condition': {
      if (!rows) return compiler.condition(literal.condition);
      const value = conditionValue(compiler, literal.condition);
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
      const value = compiler.environment.forgetting(() => negated(compiler, literal.condition));
      return noting(rows, (machine, slots) => {
        const result = value(machine, slots);
        return result === undefined || result === false;
      });
    }
    case 'some': {
      const declared: number[] = [];
      for (const { name } of literal.variables) {
        if (compiler.environment.isInnermost(name)) return failingPlainly(duplicated(name));
        if (compiler.environment.find(name) === undefined) declared.push(compiler.environment.declare(name));
      }
      // The engine forgets the values of a loop's names between its rounds and not the names.
      const mark = declared.length === 0 ? undefined : compiler.environment.mark();
      const [first] = literal.variables;
      return noting(rows, (_, slots) => {
        if (mark !== undefined) {
          if (slots[mark] === true) throw new Failed(failureOf('evaluate', duplicated(first?.name ?? '')));
          slots[mark] = true;
        }
        for (const slot of declared) slots[slot] = undefined;
        return true;
      });
    }
    case 'every':
      return noting(rows, every(compiler, literal));
  }
}

function someIn(
  compiler: Compiler,
  literal: SomeInLiteral,
  literals: readonly Literal[],
  index: number,
  emission: Emission,
): Run {
  const plan = compiler.program.plans.iterations.get(literal);
  const collection = compiler.expression(literal.collection);
  const key = plan?.key === undefined ? undefined : matchOf(compiler, plan.key);
  const value = matchOf(compiler, plan?.value ?? { kind: 'ignore' });
  const { result: rest, marks } = compiler.environment.marked(() =>
    statements(compiler, literals, index + 1, emission),
  );
  const { early, rows } = emission;
  const { source } = compiler.place;
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
  const { recorder } = compiler.linked;
  const watched =
    recorder === undefined ? run : recorder.statement(statementPlace(compiler, literals, index), run);
  return noting(rows, watched);
}

export function every(compiler: Compiler, literal: EveryLiteral): Run {
  const domain = compiler.expression(literal.domain);
  return compiler.environment.scoped(() => {
    const value = slotFor(compiler, literal.value.name);
    const key = literal.key === undefined ? undefined : slotFor(compiler, literal.key.name);
    const body = compiler.query(literal.query, { compile: () => () => true, early: false, rows: false });
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

function slotFor(compiler: Compiler, name: string): number | undefined {
  return name === '_' ? undefined : compiler.environment.bind(name);
}

function duplicated(name: string): string {
  return `duplicated definition of local variable ${name}`;
}
