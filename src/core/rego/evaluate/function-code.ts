/** The code of one function: all of its definitions are tried, and those that give a value must agree. */
import type { RuleBody } from '../ast.ts';
import { Failed, failureAt } from '../compile/failure.ts';
import type { FunctionDefinition, FunctionEntry } from '../compile/functions.ts';
import { debugValue } from '../value/debug.ts';
import { equalValues, setOf, type Value } from '../value/value.ts';
import { attempt } from './attempt.ts';
import { type Compiler, type Emission, newSlots } from './compiler.ts';
import { newCompiler } from './expressions.ts';
import { perItem } from './loops.ts';
import { parameterMatch } from './matching.ts';
import type { Machine, Match, Run } from './machine.ts';
import type { CallSite, Linked } from './rules.ts';

export type FunctionCode = (machine: Machine, site: CallSite, args: readonly Value[]) => Value | undefined;

interface DefinitionCode {
  readonly definition: FunctionDefinition;
  readonly parameters: readonly Match[];
  readonly bodies: readonly Run[];
  readonly size: number;
  /** Holds the distinct values that a body gave. */
  readonly slot: number;
}

/** @param isDocument for a function without parameters as a rule: there is no scope for its arguments then */
export function compileFunction(linked: Linked, entry: FunctionEntry, isDocument = false): FunctionCode {
  const module = linked.program.modules.find((each) => each === entry.module);
  const definitions = entry.definitions.map((definition): DefinitionCode => {
    const compiler = newCompiler(linked, { source: definition.source, module, path: entry.module.path });
    const slot = compiler.environment.slot();
    const compile = (): DefinitionCode => {
      const parameters = definition.head.parameters.map((parameter) => parameterMatch(compiler, parameter));
      const bodies = bodiesOf(compiler, definition, slot);
      return { definition, parameters, bodies, slot, size: compiler.environment.frame.size };
    };
    return isDocument ? compile() : compiler.environment.scoped(compile);
  });
  const { recorder } = linked;
  return (machine, site, args) => {
    let result: Value | undefined;
    let error: Failed | undefined;
    let conflicts = false;
    if (args.length !== entry.arity) {
      const message = `mismatch in number of arguments. supplied ${args.length}, expected ${entry.arity}`;
      throw new Failed(failureAt('evaluate', site.source, site.at, message));
    }
    for (const code of definitions) {
      const slots = newSlots(code.size);
      const refused = refusedBy(machine, code, slots, args);
      if (refused !== undefined) {
        recorder?.refuseFunction(code.definition, args, site.parameters, refused);
        continue;
      }
      recorder?.enterFunction(code.definition, args, site.parameters);
      // A definition that fails does not count when another one gives a value.
      const values = attempt(
        machine,
        () => callBodies(machine, code, slots),
        (failed) => {
          error ??= failed;
        },
      );
      if (values !== undefined && values.length > 1) {
        const message = `function produced multiple outputs ${debugValue(setOf(values))}`;
        throw new Failed(failureAt('evaluate', site.source, site.at, message));
      }
      const value = values?.[0];
      recorder?.leaveFunction(code.definition, value);
      if (value === undefined) continue;
      // All definitions are tried, and print, before a conflict counts.
      if (result !== undefined && !equalValues(result, value)) conflicts = true;
      result = value;
    }
    if (error !== undefined) {
      if (result === undefined || machine.builtins.strict) throw error;
      machine.forgiven.push(error.failure);
    }
    if (conflicts) {
      const message = 'functions must not produce multiple outputs for same inputs';
      throw new Failed(failureAt('evaluate', site.source, site.at, message));
    }
    return result;
  };
}

/** The first parameter that does not fit its argument. */
function refusedBy(
  machine: Machine,
  code: DefinitionCode,
  slots: (Value | undefined)[],
  args: readonly Value[],
): number | undefined {
  const { parameters } = code;
  for (let index = 0; index < parameters.length; index += 1) {
    if (parameters[index]?.(machine, slots, args[index] as Value) !== true) return index;
  }
  return undefined;
}

/** The distinct values of the first body that holds. */
function callBodies(
  machine: Machine,
  code: DefinitionCode,
  slots: (Value | undefined)[],
): readonly Value[] | undefined {
  for (const run of code.bodies) {
    const values: Value[] = [];
    slots[code.slot] = values;
    if (!run(machine, slots)) continue;
    // A body that holds without a value counts as true, unless the head has a value.
    return values.length === 0 && code.definition.head.assignment === undefined ? [true] : values;
  }
  return undefined;
}

function bodiesOf(compiler: Compiler, definition: FunctionDefinition, slot: number): readonly Run[] {
  const { rule, head } = definition;
  const compile = (body: RuleBody | undefined, index: number): Run => {
    const value = index === 0 ? head.assignment?.value : body?.assignment?.value;
    const emission: Emission = {
      early: false,
      rows: false,
      compile: (inner) =>
        perItem(inner, [value], () => {
          if (value === undefined) return () => true;
          const output = inner.expression(value);
          return (machine, slots) => {
            const result = output(machine, slots);
            const values = slots[slot] as Value[];
            if (result !== undefined && !values.some((known) => equalValues(known, result)))
              values.push(result);
            return true;
          };
        }),
    };
    return body === undefined ? emission.compile(compiler) : compiler.query(body.query, emission);
  };
  return rule.bodies.length === 0 ? [compile(undefined, 0)] : rule.bodies.map(compile);
}
