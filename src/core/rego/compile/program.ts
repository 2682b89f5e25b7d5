/**
 * Modules made ready to evaluate: rules by their paths, functions, imports, order and plans. Made once, evaluated many
 * times. What fails here fails every evaluation in the engine, which looks at it the first time it evaluates.
 */
import type { DefaultRule, DefinedRule, Dialect, Expression, Module, Reference, RuleName } from '../ast.ts';
import type { Profile } from '../profile.ts';
import { readableJson } from '../value/json.ts';
import { Failed, failureAt, snippetOf, type Source } from './failure.ts';
import { type FunctionEntry, functionsOf, withBuiltins } from './functions.ts';
import { literalOf } from './patterns.ts';
import { newPlans, planModule, type Plans } from './plans.ts';
import { importNames, type ModuleScope, nameOfRule, type Schedule, scheduleModules } from './schedule.ts';
import { rootName, withoutLast } from './walk.ts';

export interface RuleEntry {
  /** Index among all rules of the program. */
  readonly id: number;
  readonly rule: DefinedRule | DefaultRule;
  readonly module: ModuleEntry;
}

export interface DefinedEntry extends RuleEntry {
  readonly rule: DefinedRule;
}

export interface DefaultEntry extends RuleEntry {
  readonly rule: DefaultRule;
}

export interface ModuleEntry extends ModuleScope {
  readonly id: number;
  /** Package path without the leading `data`. */
  readonly segments: readonly string[];
  readonly rules: RuleEntry[];
}

/** All rules at or below a path. */
export interface RuleGroup {
  readonly id: number;
  /** Such as `data.agent_policy.allow`. */
  readonly path: string;
  /** Without the leading `data`. */
  readonly segments: readonly string[];
  readonly rules: DefinedEntry[];
  readonly defaults: DefaultEntry[];
  /** True when a rule has exactly this path; false for what merely leads to one. */
  isRule: boolean;
}

export interface Program {
  readonly profile: Profile;
  /** Of the text of queries. */
  readonly dialect: Dialect;
  readonly modules: readonly ModuleEntry[];
  readonly functions: ReadonlyMap<string, FunctionEntry>;
  readonly groups: ReadonlyMap<string, RuleGroup>;
  /** By full path of the name, such as `data.agent_policy.lib`. */
  readonly imports: ReadonlyMap<string, Expression>;
  readonly schedule: Schedule;
  readonly plans: Plans;
  readonly ruleCount: number;
}

export interface NamedModule {
  readonly module: Module;
  readonly source: Source;
}

/** Puts modules together. @throws Failed, as the engine does when it prepares its first evaluation */
export function programOf(named: readonly NamedModule[], profile: Profile, dialect: Dialect): Program {
  let ruleCount = 0;
  const modules = named.map(({ module, source }, id): ModuleEntry => {
    const segments = module.package.path;
    const entry: ModuleEntry = {
      id,
      module,
      source,
      path: ['data', ...segments].join('.'),
      segments,
      rules: [],
    };
    for (const rule of module.rules) entry.rules.push({ id: ruleCount++, rule, module: entry });
    return entry;
  });
  const functions = functionsOf(modules);
  const schedule = new Map(scheduleModules(modules, withBuiltins(functions, profile)));
  const groups = groupsOf(modules);
  const imports = importsOf(modules);
  const plans = newPlans();
  const globals = globalsOf(modules);
  for (const { module, source, id } of modules) {
    planModule(module, source, globals[id] ?? new Set(), schedule, plans);
  }
  return { profile, dialect, modules, functions, groups, imports, schedule, plans, ruleCount };
}

/** Names that never iterate in a module: rules of its package, imports, `input` and `data`. */
function globalsOf(modules: readonly ModuleEntry[]): readonly ReadonlySet<string>[] {
  const packages = new Map<string, Set<string>>();
  for (const { module, path } of modules) {
    const names = packages.get(path) ?? new Set();
    packages.set(path, names);
    for (const rule of module.rules) names.add(rootName(nameOfRule(rule)));
  }
  return modules.map(
    ({ module, path }) => new Set([...(packages.get(path) ?? []), ...importNames(module), 'input', 'data']),
  );
}

function groupsOf(modules: readonly ModuleEntry[]): Map<string, RuleGroup> {
  const groups = new Map<string, RuleGroup>();
  const indices = new Map<RuleEntry, string | undefined>();
  const group = (segments: readonly string[]): RuleGroup => {
    const path = ['data', ...segments].join('.');
    let known = groups.get(path);
    if (known === undefined) {
      known = { id: groups.size, path, segments, rules: [], defaults: [], isRule: false };
      groups.set(path, known);
    }
    return known;
  };
  for (const module of modules) {
    for (const entry of module.rules) {
      const { rule } = entry;
      const name = groupName(entry, indices);
      const names = namesOf(name, module.source);
      for (let count = 1; count <= names.length; count += 1) {
        const each = group([...module.segments, ...names.slice(0, count)]);
        if (count === names.length) {
          each.isRule = true;
          if (rule.kind === 'default') checkDefaults(entry, each, name, indices);
        }
        if (rule.kind === 'default') each.defaults.push(entry as DefaultEntry);
        else each.rules.push(entry as DefinedEntry);
      }
    }
  }
  return groups;
}

/** The name under which a rule is found: without brackets at its end that hold something other than a string. */
function groupName(entry: RuleEntry, indices: Map<RuleEntry, string | undefined>): RuleName {
  const { rule, module } = entry;
  const name = rule.kind === 'default' ? rule.name : rule.head.name;
  const last = name.kind === 'reference' ? name.operands.at(-1) : undefined;
  const shorter = withoutLast(name) ?? name;
  if (last?.kind !== 'bracket') return name;
  if (rule.kind !== 'default') return isPlainString(last.index) ? name : shorter;
  const index = literalOf(last.index);
  if (index === undefined || index === null) {
    const message = 'index is not a scalar value';
    throw new Failed(failureAt('prepare', module.source, last.index.at, message));
  }
  indices.set(entry, readableJson(index));
  return shorter;
}

function checkDefaults(
  entry: RuleEntry,
  group: RuleGroup,
  name: RuleName,
  indices: ReadonlyMap<RuleEntry, string | undefined>,
): void {
  const index = indices.get(entry);
  for (const other of group.defaults) {
    const known = indices.get(other);
    const message =
      known !== undefined && index !== undefined
        ? known === index
          ? 'multiple default rules for the variable with the same index'
          : undefined
        : known !== undefined || index !== undefined
          ? 'conflict type with the default rules'
          : undefined;
    if (message !== undefined) {
      throw new Failed(failureAt('prepare', entry.module.source, name.at, message));
    }
  }
}

/** A rule name as names; a variable in brackets counts by its name. @throws Failed */
export function namesOf(name: RuleName, source: Source): readonly string[] {
  const names: string[] = [];
  const collect = (expression: Expression, owner: Expression): void => {
    if (expression.kind === 'variable') {
      names.push(expression.name);
      return;
    }
    if (expression.kind === 'reference') {
      collect(expression.base, owner);
      for (const operand of expression.operands) {
        if (operand.kind === 'dot') names.push(operand.name);
        else collect(operand.index, expression);
      }
      return;
    }
    const literal = literalOf(expression);
    if (literal === undefined) throw new Failed(failureAt('prepare', source, owner.at, 'not a valid ref'));
    names.push(typeof literal === 'string' ? literal : readableJson(literal));
  };
  collect(name, name);
  return names;
}

function isPlainString(expression: Expression): boolean {
  return expression.kind === 'string' && !expression.raw;
}

function importsOf(modules: readonly ModuleEntry[]): ReadonlyMap<string, Expression> {
  const imports = new Map<string, Expression>();
  for (const { module, source, path } of modules) {
    for (const each of module.imports) {
      const root = each.path[0] ?? '';
      if (each.alias === undefined && each.path.length === 1) {
        if (root === 'input') continue;
        const message = 'invalid ref in import';
        const failure = failureAt('prepare', source, each.pathSpan.from, message);
        const text = snippetOf(source, each.pathSpan.from, 'warning', message);
        throw new Failed({ ...failure, text });
      }
      const name = each.alias?.name ?? each.path.at(-1) ?? '';
      imports.set(`${path}.${name}`, expressionOfPath([root, ...each.path.slice(1)], each.pathSpan));
    }
  }
  return imports;
}

function expressionOfPath(path: readonly string[], span: Reference['span']): Expression {
  const at = span.from;
  const base: Expression = { kind: 'variable', span, at, name: path[0] ?? '' };
  if (path.length === 1) return base;
  const operands = path.slice(1).map((name) => ({ kind: 'dot', span, at, name }) as const);
  return { kind: 'reference', span, at, base, operands };
}

export function isDefined(entry: RuleEntry): entry is DefinedEntry {
  return entry.rule.kind === 'rule';
}
