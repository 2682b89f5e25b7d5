/**
 * Rules and functions at work: evaluated when they are first needed and at most once in a world, their values written into
 * the data document. Compiled code asks `Linked` for everything that lies outside of its own query.
 */
import type { DefinedRule, Expression, FunctionHead, Query } from '../ast.ts';
import { type Builtin, BuiltinError } from '../builtins/builtin.ts';
import { builtinOf } from '../builtins/registry.ts';
import { Failed, failureAt, failureOf, snippetOf, type Source } from '../compile/failure.ts';
import type { FunctionEntry } from '../compile/functions.ts';
import {
  type DefaultEntry,
  type DefinedEntry,
  isDefined,
  type ModuleEntry,
  type Program,
  type RuleEntry,
  type RuleGroup,
} from '../compile/program.ts';
import { dottedPath } from '../compile/walk.ts';
import type { Recorder } from '../explain/recorder.ts';
import { canonicalText, emptyObject, equalValues, isSet, type Value } from '../value/value.ts';
import { unionOf } from '../value/set.ts';
import { outOfBudget, refuel } from './budget.ts';
import { newDocument, partOf, peekDocument, writeDocument } from './document.ts';
import { placed, placeOf } from './compiler.ts';
import { checkDefaultValue, defaultPath } from './defaults.ts';
import { newCompiler, outside } from './expressions.ts';
import type { Evaluate, Machine, Override, World } from './machine.ts';
import { compileRule, type RuleCode, type StoredValue } from './rule-code.ts';
import { type FunctionCode, compileFunction } from './function-code.ts';
import { prefixesOf } from './prefixes.ts';
import { notePath } from './rule-paths.ts';

/** A call in the text. */
export interface CallSite {
  readonly source: Source;
  readonly at: number;
  readonly parameters: readonly Expression[];
  /** As it is written, such as `f` or `regex.match`. */
  readonly path: string;
  /** Path of the package that the call stands in. */
  readonly package: string;
}

export type Arguments = readonly (Value | undefined)[];
export type Invoke = (machine: Machine, args: Arguments) => Value | undefined;

/** A program with its code, compiled piece by piece when it is first needed. */
export class Linked {
  readonly program: Program;
  readonly recorder: Recorder | undefined;
  /** Orders of queries that do not belong to a module. */
  readonly orders = new Map<Query, readonly number[]>();
  readonly #rules: (RuleCode | undefined)[] = [];
  readonly #defaults: (Evaluate | undefined)[] = [];
  readonly #functions = new Map<FunctionEntry, FunctionCode>();
  /** Functions without parameters, which are documents as well. */
  readonly #documents = new Map<DefinedRule, FunctionCode>();
  /** Paths that lead to rules with names of several parts, which are objects even without a value. */
  readonly prefixes: readonly (readonly string[])[];

  constructor(program: Program, recorder?: Recorder) {
    this.program = program;
    this.recorder = recorder;
    this.prefixes = prefixesOf(program);
  }

  orderOf(query: Query): readonly number[] | undefined {
    return this.program.schedule.get(query) ?? this.orders.get(query);
  }

  /** A world in which nothing has been evaluated. */
  newWorld(input: Value | undefined, data: Value): World {
    const { ruleCount, groups, modules } = this.program;
    return {
      input,
      document: newDocument(data),
      baseInput: input,
      baseData: data,
      evaluated: new Uint8Array(ruleCount),
      groups: new Uint8Array(groups.size),
      modules: new Uint8Array(modules.length),
      paths: [],
      overrides: undefined,
    };
  }

  // Evaluating what is needed

  ensureGroup(machine: Machine, group: RuleGroup): void {
    for (const entry of group.rules) this.evaluateRule(machine, entry);
    for (const entry of group.defaults) this.evaluateDefault(machine, entry);
    machine.world.groups[group.id] = 1;
  }

  /** Evaluates the rules of a path that was put together at run time; nothing when there are none. */
  ensurePath(machine: Machine, path: string): void {
    const group = this.program.groups.get(path);
    if (group !== undefined && machine.world.groups[group.id] !== 1) this.ensureGroup(machine, group);
  }

  ensureModule(machine: Machine, module: ModuleEntry): void {
    this.createPath(machine, module.segments);
    for (const entry of module.rules) if (isDefined(entry)) this.evaluateRule(machine, entry);
    this.evaluateDefaults(machine, module);
    machine.world.modules[module.id] = 1;
  }

  evaluateDefaults(machine: Machine, module: ModuleEntry): void {
    for (const entry of module.rules) {
      if (!isDefined(entry)) this.evaluateDefault(machine, entry as DefaultEntry);
    }
  }

  /** All rules of all modules, without their defaults. */
  evaluateAll(machine: Machine): void {
    for (const module of this.program.modules) {
      for (const entry of module.rules) if (isDefined(entry)) this.evaluateRule(machine, entry);
    }
  }

  /** An object at a path where there is nothing. */
  createPath(machine: Machine, path: readonly string[]): void {
    const { document } = machine.world;
    if (peekDocument(document, path) === undefined) writeDocument(document, path, emptyObject);
  }

  evaluateRule(machine: Machine, entry: DefinedEntry): void {
    if (machine.world.evaluated[entry.id] === 1) return;
    const { active } = machine;
    if (active.includes(entry)) throw recursion(active, entry);
    if (active.length >= machine.meter.depth) throw outOfBudget('rules and functions nest too deep');
    active.push(entry);
    const code = (this.#rules[entry.id] ??= compileRule(this, entry));
    this.recorder?.enter(entry);
    const values = code(machine);
    this.recorder?.leave(entry, values !== undefined);
    this.#store(machine, entry, values);
    active.pop();
  }

  #store(machine: Machine, entry: DefinedEntry, values: ReturnType<RuleCode>): void {
    const { head } = entry.rule;
    const { world } = machine;
    if (head.kind === 'function') {
      this.createPath(machine, entry.module.segments);
      if (head.parameters.length === 0) this.#storeCall(machine, entry, head);
      return;
    }
    world.evaluated[entry.id] = 1;
    if (values === undefined) return;
    for (const stored of values) {
      const { path, value, isSure } = stored;
      if (isSure) {
        const conflict = notePath(world.paths, { path, value, rule: entry }, head.kind === 'set');
        if (conflict !== undefined) {
          const { source } = conflict.module;
          const defined = snippetOf(source, nameAt(conflict), '', 'defined here');
          const message = `rule conflicts with the following rule:\n${defined}`;
          throw new Failed(failureAt('evaluate', entry.module.source, nameAt(entry), message));
        }
      }
      this.#write(machine, entry, stored);
    }
  }

  /** A function without parameters is a document as well. */
  #storeCall(machine: Machine, entry: DefinedEntry, head: FunctionHead): void {
    const { rule, module } = entry;
    const path = `${module.path}.${dottedPath(head.name) ?? ''}`;
    let code = this.#documents.get(rule);
    if (code === undefined) {
      const definitions = [{ rule, head, source: module.source }];
      code = compileFunction(this, { path, arity: 0, module, definitions }, true);
      this.#documents.set(rule, code);
    }
    const site = { source: module.source, at: rule.at, parameters: [], path, package: module.path };
    const value = code(machine, site, []);
    if (value === undefined) {
      if (rule.bodies.length > 0) return;
      const message = 'internal error: unexpected ctx.value for rule evaluation: Undefined';
      throw new Failed(failureOf('evaluate', message));
    }
    const { document } = machine.world;
    const place = path.split('.').slice(1);
    const known = peekDocument(document, place);
    if (known === undefined) writeDocument(document, place, value);
    else if (!equalValues(known, value)) {
      const message = 'rules should not produce multiple outputs.';
      throw new Failed(failureAt('evaluate', module.source, head.name.at, message));
    }
  }

  #write(machine: Machine, entry: DefinedEntry, { path, value, isSure }: StoredValue): void {
    // What the base data holds stands.
    let base: Value | undefined = machine.data;
    for (const key of path) base = partOf(base, key);
    if (base !== undefined) return;
    const { document } = machine.world;
    const known = peekDocument(document, path);
    let written = value;
    // An empty object is a way to a value that there is none for.
    if (known !== undefined && value === emptyObject && !isSure) return;
    if (known !== undefined) {
      if (entry.rule.head.kind === 'set') {
        if (!isSet(known)) throw this.#misfit(entry, 'previous value is not a set');
        if (isSet(value)) written = unionOf(known, value);
      } else {
        if (isSure && !equalValues(known, value))
          throw this.#misfit(entry, 'complete rules should not produce multiple outputs');
        return;
      }
    }
    if (!writeDocument(document, path, written)) throw this.#misfit(entry, 'previous value is not an object');
  }

  #misfit(entry: DefinedEntry, message: string): Failed {
    return new Failed(failureAt('evaluate', entry.module.source, entry.rule.at, message));
  }

  evaluateDefault(machine: Machine, entry: DefaultEntry): void {
    const { world } = machine;
    if (world.evaluated[entry.id] === 1 || entry.rule.parameters !== undefined) return;
    const { rule, module } = entry;
    checkDefaultValue(rule.value, module.source);
    const evaluate = (this.#defaults[entry.id] ??= this.#defaultCode(entry));
    const value = evaluate(machine, []);
    const path = defaultPath(entry);
    if (value !== undefined && peekDocument(world.document, path) === undefined) {
      writeDocument(world.document, path, value);
    }
    world.evaluated[entry.id] = 1;
  }

  #defaultCode(entry: DefaultEntry): Evaluate {
    return outside(newCompiler(this, placeOf(entry.module)), (compiler) =>
      compiler.expression(entry.rule.value),
    );
  }

  // Functions

  functionOf(path: string, packagePath: string): FunctionEntry | undefined {
    return this.program.functions.get(path.startsWith('data.') ? path : `${packagePath}.${path}`);
  }

  /** What a call does, found out once. */
  callee(site: CallSite, path: string): Invoke {
    const entry = this.functionOf(path, site.package);
    const defaults = this.#defaultsOf(site, path);
    if (entry !== undefined) {
      return (machine, args) => {
        for (const arg of args) if (arg === undefined) return undefined;
        const result = this.#callFunction(machine, site, entry, args as readonly Value[]);
        return result === undefined ? this.#defaultResult(machine, site, defaults) : result;
      };
    }
    if (defaults.length > 0) {
      return (machine, args) =>
        args.includes(undefined) ? undefined : this.#defaultResult(machine, site, defaults);
    }
    if (this.program.profile.extensions.includes(path)) {
      return (machine, args) =>
        args.includes(undefined) ? undefined : machine.extension(path, args as readonly Value[]);
    }
    const builtin = builtinOf(path, this.program.profile);
    if (builtin === undefined) {
      return () => {
        throw new Failed(failureAt('evaluate', site.source, site.at, `could not find function ${path}`));
      };
    }
    return (machine, args) => callBuiltin(machine, site, builtin, args);
  }

  callOverride(machine: Machine, site: CallSite, override: Override, args: Arguments): Value | undefined {
    if (override.kind === 'value') return args.includes(undefined) ? undefined : override.value;
    const { world } = machine;
    const { overrides } = world;
    world.overrides = undefined;
    try {
      return this.callee(site, override.path)(machine, args);
    } finally {
      world.overrides = overrides;
    }
  }

  #callFunction(
    machine: Machine,
    site: CallSite,
    entry: FunctionEntry,
    args: readonly Value[],
  ): Value | undefined {
    if ((machine.meter.fuel -= 1) < 0) refuel(machine.meter);
    let code = this.#functions.get(entry);
    if (code === undefined) this.#functions.set(entry, (code = compileFunction(this, entry)));
    const { meter } = machine;
    if ((meter.depth -= 1) <= 0) throw outOfBudget('rules and functions nest too deep');
    const result = code(machine, site, args);
    meter.depth += 1;
    return result;
  }

  #defaultsOf(site: CallSite, path: string): readonly DefaultEntry[] {
    const group = this.program.groups.get(path) ?? this.program.groups.get(`${site.package}.${path}`);
    return group?.defaults ?? [];
  }

  #defaultResult(machine: Machine, site: CallSite, defaults: readonly DefaultEntry[]): Value | undefined {
    let result: Value | undefined;
    for (const entry of defaults) {
      const evaluate = (this.#defaults[entry.id] ??= this.#defaultCode(entry));
      const value = evaluate(machine, []);
      if (value === undefined) continue;
      if (result !== undefined && !equalValues(result, value)) {
        const message = 'functions must not produce multiple outputs for same inputs';
        throw new Failed(failureAt('evaluate', site.source, site.at, message));
      }
      result = value;
    }
    return result;
  }
}

function callBuiltin(machine: Machine, site: CallSite, builtin: Builtin, args: Arguments): Value | undefined {
  for (const arg of args) if (arg === undefined) return undefined;
  const values = args as readonly Value[];
  const key = builtin.deterministic ? undefined : `${builtin.name}${canonicalText(values)}`;
  const kept = key === undefined ? undefined : machine.results.get(key);
  if (kept !== undefined) return kept;
  try {
    const result = builtin.evaluate(values, machine.builtins);
    if (key !== undefined && result !== undefined) machine.results.set(key, result);
    return result;
  } catch (error) {
    // The message takes longer than the call, and mostly nobody reads it.
    if (!machine.builtins.strict && error instanceof BuiltinError && error.failure === 'error')
      return undefined;
    throw placed(error, site.source, site.at, site.parameters);
  }
}

function recursion(active: readonly RuleEntry[], entry: RuleEntry): Failed {
  let message = 'recursion detected when evaluating rule:';
  for (const each of [...active, entry])
    message += snippetOf(each.module.source, nameAt(each), 'depends on', '');
  return new Failed(failureAt('evaluate', entry.module.source, nameAt(entry), `${message}cyclic evaluation`));
}

/** Where messages about a rule point: at its name. */
export function nameAt(entry: RuleEntry): number {
  return entry.rule.kind === 'default' ? entry.rule.name.at : entry.rule.head.name.at;
}
