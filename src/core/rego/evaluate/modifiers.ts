/** Statements below `with`: each runs in a world of its own, with other input, data or functions. */
import type { Expression, Literal, With } from '../ast.ts';
import { builtinOf } from '../builtins/registry.ts';
import { Failed, failureAt, failureOf } from '../compile/failure.ts';
import { dottedPath } from '../compile/walk.ts';
import { emptyObject } from '../value/value.ts';
import { attempt } from './attempt.ts';
import type { Compiler } from './compiler.ts';
import { newDocument, withPart } from './document.ts';
import type { Evaluate, Machine, Run, Slots, World } from './machine.ts';

/** Modifiers are compiled first: they do not see what the statement binds. */
export function modifiedRun(compiler: Compiler, literal: Literal, compile: () => Run): Run {
  if (literal.modifiers.length === 0) return compile();
  const enter = entering(compiler, literal.modifiers);
  const run = compile();
  return (machine, slots) => {
    const world = machine.world;
    const runs = enter(machine, slots);
    try {
      return runs && run(machine, slots);
    } finally {
      machine.world = world;
    }
  };
}

export function modifiedValue(compiler: Compiler, literal: Literal, compile: () => Evaluate): Evaluate {
  if (literal.modifiers.length === 0) return compile();
  const enter = entering(compiler, literal.modifiers);
  const value = compile();
  return (machine, slots) => {
    const world = machine.world;
    // The engine looks for the items even when a modifier is undefined, and stays in this world when that fails.
    enter(machine, slots);
    const items = value(machine, slots);
    machine.world = world;
    return items;
  };
}

/** Enters the world of `with` modifiers. The result is false when the last value that they put in is undefined. */
function entering(compiler: Compiler, modifiers: readonly With[]): Run {
  const { linked } = compiler;
  const steps = modifiers.map((modifier) => stepOf(compiler, modifier));
  return (machine, slots) => {
    const { world: outer } = machine;
    const world: World = {
      ...linked.newWorld(outer.input, emptyObject),
      document: newDocument(outer.document.root),
      baseInput: outer.baseInput,
      baseData: outer.baseData,
      overrides: outer.overrides,
    };
    outer.document.own.clear();
    machine.world = world;
    let runs = true;
    for (const step of steps) runs = step(machine, slots, runs);
    // Rules that the values needed count as evaluated, and yet their values are gone: so it is in the engine.
    world.input = world.baseInput;
    world.document.root = world.baseData;
    world.document.own.clear();
    return runs;
  };
}

/** Whether the statement still runs: `runs` as long as the value put in is there. */
type Step = (machine: Machine, slots: Slots, runs: boolean) => boolean;

function stepOf(compiler: Compiler, modifier: With): Step {
  const { linked, place, program } = compiler;
  const target = modifier.path.join('.');
  const value = compiler.expression(modifier.value);
  const isFunction = (path: string): boolean =>
    linked.functionOf(path, place.path) !== undefined ||
    path === 'print' ||
    builtinOf(path, program.profile) !== undefined;
  if (isFunction(target)) return functionStep(compiler, modifier, target, value);
  const isDocument = target.startsWith('data.') || target.startsWith('input.') || target === 'input';
  if (!isDocument) {
    const full = `${place.path}.${target}`;
    if (linked.functionOf(full, place.path) === undefined) {
      return () => {
        throw new Failed(failureAt('evaluate', place.source, modifier.target.at, 'undefined rule'));
      };
    }
    return functionStep(compiler, modifier, full, value);
  }
  const [root, ...rest] = modifier.path;
  const replaced = program.groups.get(target)?.rules ?? [];
  return (machine, slots) => {
    const part = value(machine, slots);
    const { world } = machine;
    if (root === 'input') world.baseInput = withPart(world.baseInput, rest, part);
    else world.baseData = withPart(world.baseData, rest, part) ?? emptyObject;
    for (const entry of replaced) world.evaluated[entry.id] = 1;
    return part !== undefined;
  };
}

function functionStep(compiler: Compiler, modifier: With, target: string, value: Evaluate): Step {
  const { linked, place, program } = compiler;
  const own = dottedPath(modifier.value);
  const full = `${place.path}.${own ?? ''}`;
  const isOwn = own !== undefined && linked.functionOf(full, place.path) !== undefined;
  const isKnown =
    isOwn ||
    (own !== undefined &&
      (linked.functionOf(own, place.path) !== undefined ||
        own === 'print' ||
        builtinOf(own, program.profile) !== undefined));
  return (machine, slots, runs) => {
    const { world } = machine;
    const overrides = new Map(world.overrides);
    const result = attempt(machine, () => value(machine, slots));
    if (result === undefined && !hasName(modifier.value)) {
      throw new Failed(failureOf('evaluate', 'internal error: not a simple ref'));
    }
    if (result === undefined) overrides.set(target, { kind: 'function', path: isOwn ? full : (own ?? '') });
    else overrides.set(target, { kind: 'value', value: result });
    world.overrides = overrides;
    return runs && (result !== undefined || isKnown);
  };
}

/** A name, or a reference that begins with one: what the engine takes for the name of a function. */
function hasName(expression: Expression): boolean {
  if (expression.kind === 'reference') return expression.base.kind === 'variable';
  return expression.kind === 'variable';
}
