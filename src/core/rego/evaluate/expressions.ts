/**
 * Expressions, queries and patterns as closures. Made when first needed, once per program; each closure is a few lines, and
 * what can be decided once is decided here and in the files beside: where a name lives, which rules a reference means, which
 * brackets iterate.
 *
 * Evaluation follows the engine statement by statement, oddities included (reference/agent-policy.md 0.1 and 5.1).
 */
import type { Expression } from '../ast.ts';
import { withBuiltins } from '../compile/functions.ts';
import { numberFromLiteral } from '../value/number.ts';
import { callResult } from './calls.ts';
import { type Compiler, newSlots, type Place } from './compiler.ts';
import { arrayComprehension, objectComprehension, setComprehension } from './comprehensions.ts';
import { compileCondition } from './conditions.ts';
import { Environment } from './environment.ts';
import type { Evaluate } from './machine.ts';
import { compileQuery } from './queries.ts';
import { referenceTo, variableAt } from './references.ts';
import type { Linked } from './rules.ts';
import { arrayOf, comparison, membership, minus, objectOf, operation, setOf } from './terms.ts';

/** A compiler for code at this place, in a frame of its own. */
export function newCompiler(linked: Linked, place: Place): Compiler {
  const { program, recorder } = linked;
  const compiler: Compiler = {
    environment: new Environment(),
    linked,
    program,
    place,
    functions: withBuiltins(program.functions, program.profile),
    level: 0,
    expression(expression) {
      const value = unwatched(compiler, expression);
      return recorder === undefined ? value : recorder.expression(place.source, expression, value);
    },
    unwatched: (expression) => unwatched(compiler, expression),
    condition: (each) => compileCondition(compiler, each),
    query: (each, emission) => compileQuery(compiler, each, emission),
  };
  return compiler;
}

/** Compiles in a frame of its own, where no local name is known. */
export function outside({ linked, place }: Compiler, compile: (compiler: Compiler) => Evaluate): Evaluate {
  const compiler = newCompiler(linked, place);
  const value = compile(compiler);
  const { frame } = compiler.environment;
  return (machine) => value(machine, newSlots(frame.size));
}

function unwatched(compiler: Compiler, expression: Expression): Evaluate {
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
      return variableAt(compiler, expression.name, expression.at, []);
    case 'reference':
      return referenceTo(compiler, expression, expression.operands.length);
    case 'call':
      return callResult(compiler, expression, expression.parameters);
    case 'array':
      return arrayOf(compiler, expression.items);
    case 'set':
      return setOf(compiler, expression.items);
    case 'object':
      return objectOf(compiler, expression.members);
    case 'array-comprehension':
      return arrayComprehension(compiler, expression);
    case 'set-comprehension':
      return setComprehension(compiler, expression);
    case 'object-comprehension':
      return objectComprehension(compiler, expression);
    case 'minus':
      return minus(compiler, expression);
    case 'arithmetic':
    case 'set-operation':
      return operation(compiler, expression);
    case 'comparison':
      return comparison(compiler, expression);
    case 'membership':
      return membership(compiler, expression);
  }
}
