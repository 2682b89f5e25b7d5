/** The rounds of brackets that iterate and of `walk`, as closures. */
import type { Call, Expression } from '../ast.ts';
import { Failed, failureAt } from '../compile/failure.ts';
import { extraArgument } from '../compile/functions.ts';
import type { Loop } from '../compile/plans.ts';
import { isArray, isComposite, itemsOf, keysOf, memberOf, type Value } from '../value/value.ts';
import { refuel } from './budget.ts';
import { callResult } from './calls.ts';
import type { Compiler, Emission } from './compiler.ts';
import { partOf } from './document.ts';
import type { Evaluate, Match, Run } from './machine.ts';
import { matchOf } from './matching.ts';
import { referenceTo } from './references.ts';

export function loopItems(compiler: Compiler, loop: Loop): Evaluate {
  if (loop.kind === 'brackets') return referenceTo(compiler, loop.reference, loop.index);
  const { call } = loop;
  const extra = extraArgument(call, compiler.place.path, compiler.functions);
  return callResult(compiler, call, extra === undefined ? call.parameters : call.parameters.slice(0, -1));
}

export function bracketLoop(
  compiler: Compiler,
  loop: Loop & { readonly kind: 'brackets' },
  collection: Evaluate,
  inner: () => Run,
  emission: Emission,
): Run {
  const { index } = loop.operand;
  const known = index.kind === 'variable' ? compiler.environment.find(index.name) : undefined;
  if (known?.state === 'bound') {
    // The index has a value after all: the statement runs once, when the collection has a part there.
    const body = inner();
    return (machine, slots) => {
      const found = partOf(collection(machine, slots), slots[known.slot] as Value);
      return found !== undefined && body(machine, slots);
    };
  }
  const pattern = compiler.program.plans.indices.get(loop.operand);
  const { result, marks } = compiler.environment.looped(() => {
    const match = matchOf(compiler, pattern ?? { kind: 'ignore' });
    return iterate(loop.id, collection, match, inner(), emission);
  });
  if (marks.length === 0) return result;
  return (machine, slots) => {
    for (const mark of marks) slots[mark] = undefined;
    return result(machine, slots);
  };
}

function iterate(
  id: number,
  collection: Evaluate,
  match: Match | undefined,
  body: Run,
  emission: Emission,
): Run {
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

export function walkLoop(
  compiler: Compiler,
  call: Call,
  id: number,
  collection: Evaluate,
  inner: () => Run,
  emission: Emission,
): Run {
  const last = call.parameters.at(-1);
  const pattern = last === undefined ? undefined : compiler.program.plans.parameters.get(last);
  return compiler.environment.scoped(() => {
    const match = matchOf(compiler, pattern ?? { kind: 'ignore' });
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

/** Runs an emission for every item of the brackets that iterate in its expressions. */
export function perItem(
  compiler: Compiler,
  expressions: readonly (Expression | undefined)[],
  emit: () => Run,
): Run {
  const loops = expressions.flatMap((each) =>
    each === undefined ? [] : (compiler.program.plans.outputs.get(each) ?? []),
  );
  const { source } = compiler.place;
  const collections = loops.map((loop) => ({
    id: loop.id,
    at: loop.kind === 'brackets' ? loop.operand.at : loop.call.at,
    items: loopItems(compiler, loop),
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
