/**
 * The infix operators as functions. In regorus their type errors end the evaluation in any mode, where OPA would be
 * undefined; only a division by zero follows the strictness of builtin errors (reference/agent-policy.md 5.1).
 */
import {
  addNumbers,
  divideNumbers,
  isInteger,
  isZero,
  moduloNumbers,
  multiplyNumbers,
  subtractNumbers,
} from '../value/number.ts';
import { differenceOf, intersectionOf, unionOf } from '../value/set.ts';
import { readableJson } from '../value/json.ts';
import { isNumber, isSet, type RegoNumber, type RegoSet, type Value } from '../value/value.ts';
import { BuiltinError } from './builtin.ts';

export function add(a: Value, b: Value): Value {
  return addNumbers(numberOperand('add', a, 0), numberOperand('add', b, 1));
}

/** Also the difference of two sets, when either side is a set. */
export function subtract(a: Value, b: Value): Value {
  if (isSet(a) || isSet(b))
    return differenceOf(setOperand('difference', a, 0), setOperand('difference', b, 1));
  return subtractNumbers(numberOperand('sub', a, 0), numberOperand('sub', b, 1));
}

export function multiply(a: Value, b: Value): Value {
  return multiplyNumbers(numberOperand('mul', a, 0), numberOperand('mul', b, 1));
}

/** Undefined for a divisor of zero, an error when builtin errors are strict. */
export function divide(a: Value, b: Value, strict: boolean): Value | undefined {
  const dividend = numberOperand('div', a, 0);
  const divisor = numberOperand('div', b, 1);
  if (isZero(divisor)) return zeroDivisor('divide by zero', strict);
  return divideNumbers(dividend, divisor);
}

/** Undefined for a divisor of zero, an error when builtin errors are strict; fractions are always an error. */
export function modulo(a: Value, b: Value, strict: boolean): Value | undefined {
  const dividend = numberOperand('mod', a, 0);
  const divisor = numberOperand('mod', b, 1);
  if (isZero(divisor)) return zeroDivisor('modulo by zero', strict);
  if (!isInteger(dividend) || !isInteger(divisor)) {
    throw new BuiltinError('modulo on floating-point number', undefined, 'fatal');
  }
  const rest = moduloNumbers(dividend, divisor);
  // The engine unwraps a conversion that fails for floats beyond 2^53.
  if (rest === undefined) throw new BuiltinError('modulo on floating-point number', undefined, 'crash');
  return rest;
}

export function union(a: Value, b: Value): Value {
  return unionOf(setOperand('union', a, 0), setOperand('union', b, 1));
}

export function intersection(a: Value, b: Value): Value {
  return intersectionOf(setOperand('intersection', a, 0), setOperand('intersection', b, 1));
}

function zeroDivisor(message: string, strict: boolean): undefined {
  if (strict) throw new BuiltinError(message, undefined, 'fatal');
  return undefined;
}

function numberOperand(name: string, value: Value, index: number): RegoNumber {
  if (isNumber(value)) return value;
  throw new BuiltinError(
    `\`${name}\` expects numeric argument. Got \`${readableJson(value)}\` instead`,
    index,
    'fatal',
  );
}

function setOperand(name: string, value: Value, index: number): RegoSet {
  if (isSet(value)) return value;
  throw new BuiltinError(
    `\`${name}\` expects set argument. Got \`${readableJson(value)}\` instead`,
    index,
    'fatal',
  );
}
