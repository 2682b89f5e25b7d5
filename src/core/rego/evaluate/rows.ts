/** The rows of the query of a user: the values of its statements and of its names. */
import type { Value } from '../value/value.ts';
import type { Compiler, Emission } from './compiler.ts';
import type { Run } from './machine.ts';

/** In a user query, statements other than expressions count as true. */
export function noting(rows: boolean, run: Run): Run {
  if (!rows) return run;
  return (machine, slots) => {
    if (machine.row !== undefined) machine.row.expressions = [...machine.row.expressions, true];
    return run(machine, slots);
  };
}

/** Puts the row gathered so far to the results, unless it is empty or holds a false value beside others. */
export function gatherRow(compiler: Compiler): Run {
  const locals = compiler.environment.innermost();
  return (machine, slots) => {
    const { row } = machine;
    if (row === undefined) return true;
    const { expressions } = row;
    if (expressions.length !== 1 && (expressions.length === 0 || expressions.includes(false))) return true;
    const bindings = new Map<string, Value>();
    for (const [name, { slot }] of locals) {
      const value = slots[slot];
      if (value !== undefined) bindings.set(name, value);
    }
    row.rows.push({ expressions, bindings });
    return true;
  };
}

/** What happens at the end of a user query. */
export const rowsEmission: Emission = { compile: gatherRow, early: false, rows: true };
