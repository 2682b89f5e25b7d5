/** What the files share that make closures of expressions, queries and patterns. */
import type { Condition, Expression, Query } from '../ast.ts';
import { BuiltinError } from '../builtins/builtin.ts';
import { Failed, failureAt, failureOf, type Source } from '../compile/failure.ts';
import type { FunctionTable } from '../compile/functions.ts';
import type { ModuleEntry, Program } from '../compile/program.ts';
import type { Environment } from './environment.ts';
import type { Evaluate, Run, Slots } from './machine.ts';
import type { Linked } from './rules.ts';

/** Where code stands: its text, its module, and what bare names of functions mean in it. */
export interface Place {
  readonly source: Source;
  /** Absent for a query on its own. */
  readonly module: ModuleEntry | undefined;
  /** Path of the package, such as `data.agent_policy`. */
  readonly path: string;
}

/** What happens at the end of a query: compiled where the last statement has been, with all names in place. */
export interface Emission {
  readonly compile: (compiler: Compiler) => Run;
  /** True when one result is enough, so that loops end with it. */
  readonly early: boolean;
  /** True for the query of a user, which gathers the values of its statements. */
  readonly rows: boolean;
}

/** The path of the module that the engine makes up around a query. */
export const queryPath = 'data.__internal_query_module';

export function placeOf(module: ModuleEntry): Place {
  return { source: module.source, module, path: module.path };
}

/** The place of a query on its own. */
export function placeOfQuery(source: Source): Place {
  return { source, module: undefined, path: queryPath };
}

/**
 * Compiles the parts of one rule, function or query to closures. The files beside this one know a kind of part each and come
 * back to `expression`, `query` and `condition` for what is inside of it.
 */
export interface Compiler {
  readonly environment: Environment;
  readonly linked: Linked;
  readonly program: Program;
  readonly place: Place;
  readonly functions: FunctionTable;
  /** How many queries surround what is being compiled. */
  level: number;
  readonly expression: (expression: Expression) => Evaluate;
  /** The same without the eyes of a recorder: for what an import stands for. */
  readonly unwatched: (expression: Expression) => Evaluate;
  /** True when the condition has a value other than false. */
  readonly condition: (condition: Condition) => Run;
  readonly query: (query: Query, emission: Emission) => Run;
}

export function newSlots(size: number): Slots {
  const slots: Slots = [];
  for (let slot = 0; slot < size; slot += 1) slots.push(undefined);
  return slots;
}

/** A failure of a builtin or an operator at the place that it blames. */
export function placed(
  error: unknown,
  source: Source,
  at: number,
  parameters: readonly { readonly at: number }[],
): unknown {
  if (!(error instanceof BuiltinError)) return error;
  const blamed = error.argument === undefined ? undefined : parameters[error.argument];
  const kind = error.failure === 'crash' ? 'crash' : 'evaluate';
  return new Failed(failureAt(kind, source, blamed?.at ?? at, error.message));
}

export function failing(compiler: Compiler, at: number, message: string): () => never {
  const { source } = compiler.place;
  return () => {
    throw new Failed(failureAt('evaluate', source, at, message));
  };
}

export function failingPlainly(message: string): () => never {
  return () => {
    throw new Failed(failureOf('evaluate', message));
  };
}
