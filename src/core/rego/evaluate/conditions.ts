/** What a statement asks, as closures. */
import type { Condition } from '../ast.ts';
import { extraArgument } from '../compile/functions.ts';
import type { Unification } from '../compile/patterns.ts';
import { equalValues } from '../value/value.ts';
import { callResult } from './calls.ts';
import type { Compiler } from './compiler.ts';
import type { Evaluate, Run } from './machine.ts';
import { matchOf } from './matching.ts';
import { compares } from './terms.ts';

/** True when the condition has a value other than false. */
export function compileCondition(compiler: Compiler, condition: Condition): Run {
  if (condition.kind === 'comparison' && compiler.linked.recorder === undefined)
    return compares(compiler, condition);
  const value = conditionValue(compiler, condition);
  return (machine, slots) => {
    const result = value(machine, slots);
    return result !== undefined && result !== false;
  };
}

export function conditionValue(compiler: Compiler, condition: Condition): Evaluate {
  if (condition.kind === 'assign' || condition.kind === 'unify') {
    const unify = unification(compiler, condition);
    return (machine, slots) => (unify(machine, slots) ? true : undefined);
  }
  const extra = extraArgument(condition, compiler.place.path, compiler.functions);
  if (extra === undefined || condition.kind !== 'call') return compiler.expression(condition);
  const result = callResult(compiler, condition, condition.parameters.slice(0, -1));
  const match = matchOf(compiler, compiler.program.plans.parameters.get(extra) ?? { kind: 'ignore' });
  return (machine, slots) => {
    const value = result(machine, slots);
    return value !== undefined && match(machine, slots, value) ? true : undefined;
  };
}

export function negated(compiler: Compiler, condition: Condition): Evaluate {
  const extra = extraArgument(condition, compiler.place.path, compiler.functions);
  if (extra === undefined || condition.kind !== 'call') return conditionValue(compiler, condition);
  // Under `not` the last argument is compared with the result.
  const result = callResult(compiler, condition, condition.parameters.slice(0, -1));
  const expected = compiler.expression(extra);
  return (machine, slots) => {
    const value = result(machine, slots);
    const other = expected(machine, slots);
    if (value === undefined || other === undefined) return value === other;
    return equalValues(value, other);
  };
}

export function unification(compiler: Compiler, condition: Condition): Run {
  const plan: Unification | undefined = compiler.program.plans.unifications.get(condition);
  if (plan === undefined) throw new Error('an assignment without a plan');
  switch (plan.kind) {
    case 'match': {
      const value = compiler.expression(plan.value);
      const match = matchOf(compiler, plan.pattern);
      return (machine, slots) => {
        const result = value(machine, slots);
        return result !== undefined && match(machine, slots, result);
      };
    }
    case 'pairs': {
      const pairs = plan.pairs.map((pair) => {
        const value = compiler.expression(pair.value);
        return { value, match: matchOf(compiler, pair.pattern) };
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
      const value = compiler.expression(plan.value);
      return (machine, slots) => value(machine, slots) !== undefined;
    }
    case 'equality': {
      const left = compiler.expression(plan.left);
      const right = compiler.expression(plan.right);
      return (machine, slots) => {
        const a = left(machine, slots);
        const b = right(machine, slots);
        return a !== undefined && b !== undefined && equalValues(a, b);
      };
    }
  }
}
