/** Evaluates queries and rules of a compiled program. */
import type { Query } from '../ast.ts';
import { Failed, type EngineFailure, failureOf, type Source } from '../compile/failure.ts';
import { withBuiltins } from '../compile/functions.ts';
import { planQuery } from '../compile/plans.ts';
import type { Program } from '../compile/program.ts';
import { scheduleQuery } from '../compile/schedule.ts';
import { Recorder, type Coverage, type Trial } from '../explain/recorder.ts';
import { parseQuery } from '../parse.ts';
import { emptyObject, type RegoObject, type Value } from '../value/value.ts';
import { type Budget, defaultBudget, newMeter, refuel } from './budget.ts';
import { readDocument } from './document.ts';
import { newSlots, placeOfQuery } from './compiler.ts';
import { newCompiler } from './expressions.ts';
import { rowsEmission } from './rows.ts';
import type { Machine, Row, RowState, Run } from './machine.ts';
import { checkDefaultValue } from './defaults.ts';
import { Linked } from './rules.ts';

/** A program with what was compiled of it so far. Evaluations share it and leave nothing in it. */
export interface Compiled {
  /** Absent when the program failed to compile. */
  readonly program: Program | undefined;
  /** What the engine reports for every evaluation, when it cannot prepare the policy. */
  readonly failure: EngineFailure | undefined;
  readonly linked: Linked | undefined;
  /** Code of queries by their text. */
  readonly queries: Map<string, QueryCode>;
  /** The same program, compiled to be watched. Made when first needed. */
  watched: Compiled | undefined;
}

interface QueryCode {
  readonly query: Query;
  readonly run: Run;
  readonly size: number;
  readonly order: readonly number[];
}

export interface EvaluateOptions {
  /** The text of a query such as `data.agent_policy.allow`, or the path of a rule. */
  readonly query: string;
  /** `rule` evaluates just that rule, as Trustee does; absent means `query`, as the agent does. */
  readonly mode?: 'query' | 'rule';
  /** Absent means that no input was set. */
  readonly input?: Value;
  /** The base data. */
  readonly data?: RegoObject;
  readonly budget?: Budget;
  /** Whether errors of builtins end the evaluation; absent means as the profile has it. */
  readonly strictBuiltinErrors?: boolean;
  /** Gathers which rules were tried and what was reached; `trials` leaves out what was reached, which saves time. */
  readonly explain?: boolean | 'trials';
  /**
   * Answers calls of the functions that a host adds, such as query_reference_value of Trustee; absent means that each gives
   * null, as for an unknown reference value.
   */
  readonly extension?: (name: string, args: readonly Value[]) => Value | undefined;
  /** Nanoseconds since 1970 for time.now_ns; absent means the clock. */
  readonly now?: bigint;
  /** At least 0 and below 1; absent means Math.random. */
  readonly random?: () => number;
}

/** Beside each outcome: lines of `print` in order, also of an evaluation that failed, and what was explained. */
interface Beside {
  readonly prints: readonly string[];
  /**
   * Failures that did not count because another definition of the function gave a value. The native engine loses its place
   * when one of them lay inside of a comprehension or `every`: what it answers then is anybody's guess.
   */
  readonly forgiven?: readonly EngineFailure[];
  readonly trials?: readonly Trial[];
  readonly coverage?: readonly Coverage[];
}

export type Outcome =
  /** One row with one expression and no names. */
  | (Beside & { readonly kind: 'value'; readonly value: Value })
  /** Anything else that the query gave. */
  | (Beside & { readonly kind: 'rows'; readonly rows: readonly Row[] })
  /** Neither null nor false: there is no answer. */
  | (Beside & { readonly kind: 'undefined' })
  | (Beside & { readonly kind: 'failed'; readonly failure: EngineFailure });

/** Names that a program is compiled for; the result serves any number of evaluations. */
export function compiledOf(program: Program, recorder?: Recorder): Compiled {
  const linked = new Linked(program, recorder);
  return { program, failure: undefined, linked, queries: new Map(), watched: undefined };
}

/** A program that the engine refuses at its first evaluation. */
export function refused(failure: EngineFailure): Compiled {
  return { program: undefined, failure, linked: undefined, queries: new Map(), watched: undefined };
}

/**
 * Evaluates a query or a rule. Never throws: what goes wrong in the policy, and a spent budget, are outcomes.
 */
export function evaluate(given: Compiled, options: EvaluateOptions): Outcome {
  const compiled = (options.explain ?? false) === false ? given : watchedOf(given);
  const { linked, failure } = compiled;
  const prints: string[] = [];
  if (linked === undefined) return { kind: 'failed', failure: failure ?? noProgram, prints };
  const { recorder } = linked;
  recorder?.reset();
  const machine = machineOf(linked, options, prints);
  const explained = (): Omit<Beside, 'prints'> => ({
    ...(machine.forgiven.length === 0 ? {} : { forgiven: machine.forgiven }),
    ...(recorder === undefined ? {} : { trials: [...recorder.trials] }),
    ...(recorder === undefined || options.explain === 'trials' ? {} : { coverage: recorder.coverage }),
  });
  try {
    refuel(machine.meter);
    const rows =
      options.mode === 'rule'
        ? evaluateRulePath(machine, linked, options.query)
        : evaluateQuery(machine, compiled, linked, options.query);
    const beside = { prints, ...explained() };
    const [row] = rows;
    if (row === undefined) return { kind: 'undefined', ...beside };
    const [value] = row.expressions;
    const isPlain = rows.length === 1 && row.expressions.length === 1 && row.bindings.size === 0;
    if (isPlain && value !== undefined) return { kind: 'value', value, ...beside };
    return { kind: 'rows', rows, ...beside };
  } catch (error) {
    return { kind: 'failed', failure: failureFrom(error), prints, ...explained() };
  }
}

const noProgram = failureOf('prepare', 'no program');

function failureFrom(error: unknown): EngineFailure {
  if (error instanceof Failed) return error.failure;
  // The engine has no limit here and would end with its stack.
  if (error instanceof RangeError) return failureOf('budget', 'rules and functions nest too deep');
  throw error;
}

function watchedOf(compiled: Compiled): Compiled {
  if (compiled.program === undefined) return compiled;
  return (compiled.watched ??= compiledOf(compiled.program, new Recorder()));
}

function machineOf(linked: Linked, options: EvaluateOptions, prints: string[]): Machine {
  const { program } = linked;
  const data = options.data ?? emptyObject;
  const meter = newMeter(options.budget ?? defaultBudget);
  return {
    program,
    meter,
    world: linked.newWorld(options.input, data),
    data,
    items: [],
    active: [],
    prints,
    forgiven: [],
    builtins: {
      strict: options.strictBuiltinErrors ?? program.profile.strictBuiltinErrors,
      profile: program.profile.id,
      now: options.now ?? BigInt(Date.now()) * 1_000_000n,
      random: options.random ?? Math.random,
      spend(steps) {
        meter.fuel -= steps;
        if (meter.fuel < 0) refuel(meter);
      },
    },
    results: new Map(),
    extension: options.extension ?? (() => null),
    row: undefined,
    recorder: linked.recorder,
  };
}

function evaluateRulePath(machine: Machine, linked: Linked, path: string): readonly Row[] {
  const group = linked.program.groups.get(path);
  if (group?.isRule !== true) throw new Failed(failureOf('evaluate', 'not a valid rule path'));
  linked.ensureGroup(machine, group);
  const value = readDocument(machine.world.document, group.segments);
  return value === undefined ? [] : [{ expressions: [value], bindings: new Map() }];
}

function evaluateQuery(machine: Machine, compiled: Compiled, linked: Linked, text: string): readonly Row[] {
  const code = queryCode(compiled, linked, text);
  if (text.slice(code.query.span.from, code.query.span.to) === 'data') evaluateModules(machine, linked);
  for (const prefix of linked.prefixes) linked.createPath(machine, prefix);
  const state: RowState = { expressions: [], rows: [] };
  machine.row = state;
  code.run(machine, newSlots(code.size));
  const rows = state.rows.map((row) => inTextOrder(row, code.order));
  // Several expressions with a false one among them, and no names: the engine drops all rows.
  const last = rows.at(-1);
  const drops =
    last !== undefined &&
    last.bindings.size === 0 &&
    last.expressions.length > 1 &&
    last.expressions.includes(false);
  return drops ? [] : rows;
}

/** All rules and then all defaults: what the query `data` starts with. */
function evaluateModules(machine: Machine, linked: Linked): void {
  const { modules } = linked.program;
  for (const { rules, source } of modules) {
    for (const { rule } of rules) if (rule.kind === 'default') checkDefaultValue(rule.value, source);
  }
  linked.evaluateAll(machine);
  for (const module of modules) linked.evaluateDefaults(machine, module);
  for (const module of modules) linked.createPath(machine, module.segments);
}

function inTextOrder(row: Row, order: readonly number[]): Row {
  if (row.expressions.length !== order.length) return row;
  const expressions: Value[] = [];
  for (const [index, place] of order.entries()) expressions[place] = row.expressions[index] as Value;
  return { ...row, expressions };
}

function queryCode(compiled: Compiled, linked: Linked, text: string): QueryCode {
  const known = compiled.queries.get(text);
  if (known !== undefined) return known;
  const { program } = linked;
  const { query, tokens, loadError } = parseQuery(text, {
    dialect: program.dialect,
    profile: program.profile,
  });
  const source: Source = { name: '<query.rego>', text, tokens };
  if (query === undefined || loadError !== undefined) {
    const { message = 'expecting', line = 1, column = 1, full = message } = loadError ?? {};
    throw new Failed({ kind: 'evaluate', message, file: source.name, line, column, text: full });
  }
  const schedule = scheduleQuery(query, source, withBuiltins(new Map(), program.profile));
  planQuery(query, source, schedule, program.plans);
  for (const [each, order] of schedule) linked.orders.set(each, order);
  const compiler = newCompiler(linked, placeOfQuery(source));
  const run = compiler.query(query, rowsEmission);
  const code = { query, run, size: compiler.environment.frame.size, order: schedule.get(query) ?? [] };
  // A program is asked the same few queries again and again; others are not kept for ever.
  if (compiled.queries.size >= 256) compiled.queries.clear();
  compiled.queries.set(text, code);
  return code;
}
