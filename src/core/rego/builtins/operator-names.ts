/** The infix operators under the names that OPA gives them, such as `plus(1, 2)`. */
import { compareValues, equalValues, type Value } from '../value/value.ts';
import { define } from './arguments.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from './builtin.ts';
import { add, divide, intersection, modulo, multiply, subtract, union } from './operators.ts';

type Operator = (a: Value, b: Value, strict: boolean) => Value | undefined;

/** Written as functions, operators follow the strictness of builtins: only what stands between operands is fatal. */
function recoverable(operator: Operator, a: Value, b: Value, context: BuiltinContext): Value | undefined {
  try {
    return operator(a, b, context.strict);
  } catch (error) {
    if (error instanceof BuiltinError && error.failure === 'fatal')
      throw new BuiltinError(error.message, error.argument);
    throw error;
  }
}

const operators: Readonly<Record<string, Operator>> = {
  plus: add,
  minus: subtract,
  mul: multiply,
  div: divide,
  rem: modulo,
  and: intersection,
  or: union,
  equal: equalValues,
  neq: (a, b) => !equalValues(a, b),
  lt: (a, b) => compareValues(a, b) < 0,
  lte: (a, b) => compareValues(a, b) <= 0,
  gt: (a, b) => compareValues(a, b) > 0,
  gte: (a, b) => compareValues(a, b) >= 0,
};

export const operatorNameBuiltins: readonly Builtin[] = Object.entries(operators).map(([name, operator]) =>
  define({
    name,
    arity: 2,
    feature: 'opa',
    evaluate: ([a, b], context) => recoverable(operator, a, b, context),
  }),
);
