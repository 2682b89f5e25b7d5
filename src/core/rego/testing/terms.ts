/**
 * Evaluates the right side of `x := …` when it is made of literals, operators and calls of builtins only: enough to
 * compare builtins with recorded answers without the parser and the evaluator.
 */
import * as operators from '../builtins/operators.ts';
import type { BuiltinContext } from '../builtins/builtin.ts';
import { builtinOf } from '../builtins/registry.ts';
import { profileOf } from '../profile.ts';
import { valueFromJson } from '../value/json.ts';
import { numberFromLiteral } from '../value/number.ts';
import { emptyObject, emptySet, objectOf, setOf, type Value } from '../value/value.ts';

/** The text is more than literals, operators and calls. */
export class NotATerm extends Error {}

/** Thrown inside for an operand without a value. */
class Undefined extends Error {}

export const agentContext: BuiltinContext = {
  strict: false,
  profile: 'kata-3.30',
  now: 0n,
  random: () => 0,
  spend: () => undefined,
};

const token =
  /\s*(?:(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<string>"(?:[^"\\]|\\.)*")|(?<raw>`[^`]*`)|(?<name>[a-zA-Z_][\w]*(?:\.[a-zA-Z_]\w*)*)|(?<sign>[-+*/%&|()[\]{},:]))/uy;

interface Token {
  readonly kind: string;
  readonly text: string;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const match = token.exec(text);
    const found = Object.entries(match?.groups ?? {}).find((entry) => typeof entry[1] === 'string');
    if (found === undefined) throw new NotATerm(text);
    tokens.push({ kind: found[0], text: found[1] });
  }
  return tokens;
}

function stringOf(text: string): Value {
  const reading = valueFromJson(text);
  if (reading.kind === 'refused') throw new NotATerm(text);
  return reading.value;
}

type Operator = (a: Value, b: Value, strict: boolean) => Value | undefined;

const precedence: readonly ReadonlyMap<string, Operator>[] = [
  new Map([['|', operators.union]]),
  new Map([['&', operators.intersection]]),
  new Map([
    ['+', operators.add],
    ['-', operators.subtract],
  ]),
  new Map<string, Operator>([
    ['*', operators.multiply],
    ['/', operators.divide],
    ['%', operators.modulo],
  ]),
];

/** @throws NotATerm, or BuiltinError as the builtins do */
export function evaluateTerm(text: string, context: BuiltinContext = agentContext): Value | undefined {
  const tokens = tokensOf(text);
  const profile = profileOf(context.profile);
  let at = 0;

  const peek = (): string | undefined => (tokens[at]?.kind === 'sign' ? tokens[at]?.text : undefined);
  const expect = (sign: string): void => {
    if (peek() !== sign) throw new NotATerm(text);
    at += 1;
  };

  function list(close: string): Value[] {
    const items: Value[] = [];
    while (peek() !== close) {
      items.push(expression(0));
      if (peek() !== close) expect(',');
    }
    expect(close);
    return items;
  }

  function braces(): Value {
    if (peek() === '}') {
      expect('}');
      return emptyObject;
    }
    const first = expression(1);
    if (peek() !== ':') {
      if (peek() === ',') at += 1;
      return setOf([first, ...list('}')]);
    }
    at += 1;
    const members: [Value, Value][] = [[first, expression(1)]];
    while (peek() === ',') {
      at += 1;
      const key = expression(1);
      expect(':');
      members.push([key, expression(1)]);
    }
    expect('}');
    return objectOf(members);
  }

  function call(name: string): Value {
    at += 1;
    const args = list(')');
    if (name === 'set' && args.length === 0) return emptySet;
    const builtin = builtinOf(name, profile);
    if (builtin === undefined) throw new NotATerm(`could not find function ${name}`);
    const value = builtin.evaluate(args, context);
    if (value === undefined) throw new Undefined();
    return value;
  }

  function term(): Value {
    const current = tokens[at];
    if (current === undefined) throw new NotATerm(text);
    at += 1;
    if (current.kind === 'number') return numberFromLiteral(current.text);
    if (current.kind === 'string') return stringOf(current.text);
    if (current.kind === 'raw') return current.text.slice(1, -1);
    if (current.kind === 'name') {
      if (peek() === '(') return call(current.text);
      const constant = { null: null, true: true, false: false }[current.text];
      if (constant === undefined) throw new NotATerm(text);
      return constant;
    }
    if (current.text === '[') return list(']');
    if (current.text === '{') return braces();
    if (current.text === '(') {
      const value = expression(0);
      expect(')');
      return value;
    }
    if (current.text === '-' && tokens[at]?.kind === 'number') {
      return numberFromLiteral(`-${tokens[at++]?.text ?? ''}`);
    }
    throw new NotATerm(text);
  }

  function expression(level: number): Value {
    const signs = precedence[level];
    if (signs === undefined) return term();
    let left = expression(level + 1);
    for (;;) {
      const operator = signs.get(peek() ?? '');
      if (operator === undefined) return left;
      at += 1;
      const value = operator(left, expression(level + 1), context.strict);
      if (value === undefined) throw new Undefined();
      left = value;
    }
  }

  try {
    const value = expression(0);
    if (at < tokens.length) throw new NotATerm(text);
    return value;
  } catch (error) {
    if (error instanceof Undefined) return undefined;
    throw error;
  }
}
