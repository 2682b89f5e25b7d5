/** Comprehensions as closures: each gathers in a slot of its own. */
import type { Expression } from '../ast.ts';
import { Failed, failureAt } from '../compile/failure.ts';
import { readablePretty } from '../value/json.ts';
import {
  addItem,
  equalValues,
  memberOf,
  newObject,
  newSet,
  putMember,
  type RegoObject,
  type RegoSet,
  type Value,
} from '../value/value.ts';
import { keep } from './budget.ts';
import type { Compiler } from './compiler.ts';
import { perItem } from './loops.ts';
import type { Evaluate, Run } from './machine.ts';

export function arrayComprehension(
  compiler: Compiler,
  expression: Expression & { readonly kind: 'array-comprehension' },
): Evaluate {
  const slot = compiler.environment.slot();
  const run = compiler.query(expression.query, {
    compile: () => arrayEmission(compiler, expression.term, slot),
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

export function setComprehension(
  compiler: Compiler,
  expression: Expression & { readonly kind: 'set-comprehension' },
): Evaluate {
  const slot = compiler.environment.slot();
  const run = compiler.query(expression.query, {
    compile: () => setEmission(compiler, expression.term, slot),
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

export function objectComprehension(
  compiler: Compiler,
  expression: Expression & { readonly kind: 'object-comprehension' },
): Evaluate {
  const slot = compiler.environment.slot();
  const run = compiler.query(expression.query, {
    compile: () => objectEmission(compiler, expression.key, expression.value, slot),
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

function arrayEmission(compiler: Compiler, term: Expression, slot: number): Run {
  return perItem(compiler, [term], () => {
    const value = compiler.expression(term);
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

function setEmission(compiler: Compiler, term: Expression, slot: number): Run {
  return perItem(compiler, [term], () => {
    const value = compiler.expression(term);
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

function objectEmission(
  compiler: Compiler,
  keyExpression: Expression,
  valueExpression: Expression,
  slot: number,
): Run {
  const { source } = compiler.place;
  return perItem(compiler, [keyExpression, valueExpression], () => {
    const key = compiler.expression(keyExpression);
    const value = compiler.expression(valueExpression);
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
