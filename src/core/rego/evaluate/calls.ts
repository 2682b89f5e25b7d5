/** Calls of functions and of `print` as closures. */
import type { Call, Expression } from '../ast.ts';
import { Failed, failureAt, lineAt } from '../compile/failure.ts';
import { dottedPath, walk } from '../compile/walk.ts';
import { printText } from '../value/print.ts';
import type { Value } from '../value/value.ts';
import { type Compiler, failing } from './compiler.ts';
import type { Evaluate } from './machine.ts';

export function callResult(compiler: Compiler, call: Call, parameters: readonly Expression[]): Evaluate {
  const { linked, place } = compiler;
  const { source } = place;
  const id = compiler.program.plans.loopIds.get(call);
  const path = dottedPath(call.callee);
  if (path === undefined) return failing(compiler, call.at, 'invalid function expression');
  const values = parameters.map((parameter) => compiler.expression(parameter));
  if (path === 'print' && linked.functionOf(path, place.path) === undefined) {
    return printCall(compiler, call, parameters, values);
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

function printCall(
  compiler: Compiler,
  call: Call,
  parameters: readonly Expression[],
  values: readonly Evaluate[],
): Evaluate {
  const { source } = compiler.place;
  const prefix = `${source.name}:${lineAt(source, call.at)}: `;
  // The engine works every argument out twice, which shows when a function in it prints.
  const { linked } = compiler;
  const mayPrintAgain = (path: string): boolean => linked.functionOf(path, compiler.place.path) !== undefined;
  const twice = parameters.map((parameter) => mayPrint(parameter, mayPrintAgain));
  const path = 'print';
  const site = { source, at: call.at, parameters, path, package: compiler.place.path };
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
