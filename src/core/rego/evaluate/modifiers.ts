/** Statements below `with`. */
import type { Literal } from '../ast.ts';
import type { Compiler } from './compiler.ts';
import type { Evaluate, Run } from './machine.ts';

/** Modifiers are compiled first: they do not see what the statement binds. */
export function modifiedRun(compiler: Compiler, literal: Literal, compile: () => Run): Run {
  if (literal.modifiers.length === 0) return compile();
  const enter = compiler.linked.modifiers(compiler, literal.modifiers);
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
  const enter = compiler.linked.modifiers(compiler, literal.modifiers);
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
