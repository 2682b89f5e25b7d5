/**
 * Safety: which variables of a query are its own, and whether each is defined before it is used, which decides the order of
 * the statements. What is refused here is refused at the first evaluation, for every request (reference/agent-policy.md 1.5).
 */
import type { Condition, Expression, Literal, Module, Query, Rule } from '../ast.ts';
import { Failed, failureAt, lineAt, snippetOf, type Source } from './failure.ts';
import { extraArgument, type FunctionTable } from './functions.ts';
import { type Definition, orderOf } from './order.ts';
import { rootName, walk, walkPattern, walkReference } from './walk.ts';

/** The names of one query. */
export interface QueryScope {
  /** Declared here by `:=` or `some`, with the place of the declaration. */
  readonly locals: Map<string, number>;
  /** Used here without a declaration and unknown outside: bound by unification or iteration. */
  readonly unscoped: Set<string>;
  /** Known outside. */
  readonly inputs: Set<string>;
}

/** Order of the statements of each query that was analysed, as indices into its literals. */
export type Schedule = ReadonlyMap<Query, readonly number[]>;

/** A module with the names that its rules and imports give to all its queries. */
export interface ModuleScope {
  readonly module: Module;
  readonly source: Source;
  /** Package path with the leading `data`, joined by dots. */
  readonly path: string;
}

/** Analyses every query of the modules. @throws Failed */
export function scheduleModules(modules: readonly ModuleScope[], functions: FunctionTable): Schedule {
  const packages = new Map<string, QueryScope>();
  for (const { module, path } of modules) {
    let scope = packages.get(path);
    if (scope === undefined) packages.set(path, (scope = newScope()));
    for (const rule of module.rules) scope.unscoped.add(rootName(nameOfRule(rule)));
    for (const alias of importNames(module)) scope.unscoped.add(alias);
  }
  const schedule = new Map<Query, readonly number[]>();
  for (const { module, source, path } of modules) {
    const analysis = new Analysis(source, path, functions, schedule);
    analysis.scopes.push(packages.get(path) ?? newScope());
    for (const rule of module.rules) analysis.rule(rule);
  }
  return schedule;
}

/** Analyses a query on its own, which knows no rules by bare names. @throws Failed */
export function scheduleQuery(query: Query, source: Source, builtins: FunctionTable): Schedule {
  const schedule = new Map<Query, readonly number[]>();
  new Analysis(source, 'data', builtins, schedule).query(undefined, undefined, query);
  return schedule;
}

/** The names of imports, those of keywords among them: after `import rego.v1` the engine knows `v1` as well. */
export function importNames(module: Module): readonly string[] {
  return module.imports.map((each) => each.alias?.name ?? each.path.at(-1) ?? '');
}

export function nameOfRule(rule: Rule): Expression {
  return rule.kind === 'default' ? rule.name : rule.head.name;
}

function newScope(): QueryScope {
  return { locals: new Map(), unscoped: new Set(), inputs: new Set() };
}

const reserved: ReadonlySet<string> = new Set(['_', 'input', 'data']);

type FirstUses = Map<string, number>;

interface Used {
  readonly names: string[];
  readonly comprehensions: Comprehension[];
}

class Analysis {
  readonly scopes: QueryScope[] = [];
  readonly #source: Source;
  readonly #path: string;
  readonly #functions: FunctionTable;
  readonly #schedule: Map<Query, readonly number[]>;

  constructor(
    source: Source,
    path: string,
    functions: FunctionTable,
    schedule: Map<Query, readonly number[]>,
  ) {
    this.#source = source;
    this.#path = path;
    this.#functions = functions;
    this.#schedule = schedule;
  }

  rule(rule: Rule): void {
    if (rule.kind === 'default') {
      this.#headComprehensions(rule.value);
      return;
    }
    const { head, bodies } = rule;
    const scope = newScope();
    if (head.kind === 'function') {
      for (const parameter of head.parameters) {
        walk(parameter, {
          enter(node) {
            if (node.kind === 'variable') scope.unscoped.add(node.name);
            return true;
          },
        });
      }
    }
    const key = head.kind === 'set' ? head.element : undefined;
    const value = head.kind === 'set' ? undefined : head.assignment?.value;
    this.scopes.push(scope);
    for (const body of bodies) this.query(key, value, body.query);
    // The engine looks into the value of a head only when there is no body: see reference 0.1, number 1.
    if (bodies.length === 0 && value !== undefined) this.#headComprehensions(value);
    this.scopes.pop();
  }

  query(key: Expression | undefined, value: Expression | undefined, query: Query): QueryScope {
    const scope = newScope();
    this.#gatherLocals(key, value, query, scope);
    const firstUses: FirstUses = new Map();
    const statements = query.literals.map((literal) => this.#definitions(literal, scope, firstUses));
    this.#schedule.set(query, orderOf(statements));
    return scope;
  }

  #headComprehensions(value: Expression): void {
    const found: Comprehension[] = [];
    walk(value, {
      enter(node) {
        if (!isComprehension(node)) return true;
        found.push(node);
        return false;
      },
    });
    for (const each of found) this.#comprehension(each);
  }

  #comprehension(expression: Comprehension): QueryScope {
    if (expression.kind === 'object-comprehension') {
      return this.query(expression.key, expression.value, expression.query);
    }
    return this.query(undefined, expression.term, expression.query);
  }

  // Which names are whose

  #gatherLocals(
    key: Expression | undefined,
    value: Expression | undefined,
    query: Query,
    scope: QueryScope,
  ): void {
    for (const literal of query.literals) {
      for (const modifier of literal.modifiers) this.#gatherUses(modifier.value, scope);
      switch (literal.kind) {
        case 'some':
          for (const variable of literal.variables) scope.locals.set(variable.name, variable.at);
          break;
        case 'some-in':
          if (literal.key !== undefined) this.#gatherVariables(literal.key, true, scope);
          this.#gatherVariables(literal.value, true, scope);
          this.#gatherUses(literal.collection, scope);
          break;
        case 'condition':
        case 'not': {
          const { condition } = literal;
          if (condition.kind === 'assign' || condition.kind === 'unify') {
            this.#gatherAssigned(condition.left, condition.kind === 'assign', scope);
            this.#gatherAssigned(condition.right, false, scope);
            this.#gatherUses(condition, scope);
          } else {
            this.#gatherUses(condition, scope);
            const extra = extraArgument(condition, this.#path, this.#functions);
            if (extra !== undefined) this.#gatherVariables(extra, false, scope);
          }
          break;
        }
        case 'every':
          this.#gatherUses(literal.domain, scope);
      }
    }
    if (key !== undefined) this.#gatherVariables(key, false, scope);
    if (value !== undefined) this.#gatherVariables(value, false, scope);
    for (const name of scope.locals.keys()) {
      scope.inputs.delete(name);
      scope.unscoped.delete(name);
    }
  }

  #gatherVariables(expression: Expression, declares: boolean, scope: QueryScope): void {
    this.#gatherAssigned(expression, declares, scope);
    this.#gatherUses(expression, scope);
  }

  #gatherAssigned(expression: Expression, declares: boolean, scope: QueryScope): void {
    walkPattern(expression, (name, at) => {
      if (reserved.has(name)) return;
      if (declares) scope.locals.set(name, at);
      else if (this.#knownOutside(name, at)) scope.inputs.add(name);
      else scope.unscoped.add(name);
    });
  }

  /** Names known outside, then the variables that iterate: those in brackets. */
  #gatherUses(expression: Condition, scope: QueryScope): void {
    walk(expression, {
      enter: (node) => {
        if (node.kind !== 'variable') return true;
        if (
          node.name !== 'input' &&
          !scope.unscoped.has(node.name) &&
          this.#knownOutside(node.name, node.at)
        ) {
          scope.inputs.add(node.name);
        }
        return false;
      },
    });
    walk(expression, {
      enter: () => true,
      bracket: (reference, index) => {
        const operand = reference.operands[index];
        if (operand?.kind === 'bracket') this.#gatherAssigned(operand.index, false, scope);
      },
    });
  }

  #knownOutside(name: string, at: number): boolean {
    for (let index = this.scopes.length - 1; index >= 0; index -= 1) {
      const scope = this.scopes[index];
      if (scope === undefined) continue;
      if (scope.unscoped.has(name)) return true;
      const declared = scope.locals.get(name);
      if (declared !== undefined && lineAt(this.#source, declared) <= lineAt(this.#source, at)) return true;
    }
    return false;
  }

  // What a statement defines, and from what

  #definitions(literal: Literal, scope: QueryScope, firstUses: FirstUses): readonly Definition[] {
    const definitions: Definition[] = [];
    const modifiers: Used = { names: [], comprehensions: [] };
    for (const { value } of literal.modifiers) {
      const used = this.#used(value, scope, firstUses, definitions);
      modifiers.names.push(...used.names);
      modifiers.comprehensions.push(...used.comprehensions);
    }
    switch (literal.kind) {
      case 'some':
        for (const { name, at } of literal.variables) this.#checkFirstUse(name, at, firstUses);
        break;
      case 'some-in':
        this.#defineSomeIn(literal, scope, firstUses, definitions, modifiers);
        break;
      case 'condition': {
        const { condition } = literal;
        const extra = extraArgument(condition, this.#path, this.#functions);
        if (extra === undefined) this.#define(condition, scope, firstUses, definitions, modifiers);
        else this.#defineOutput(condition, extra, scope, firstUses, definitions, modifiers);
        break;
      }
      case 'not':
        this.#define(literal.condition, scope, firstUses, definitions, modifiers);
        break;
      case 'every': {
        const used = this.#used(literal.domain, scope, firstUses, definitions);
        const names = this.#comprehensions(concatenate(used, modifiers), scope, firstUses);
        definitions.push({ name: '', uses: names });
        const inner = newScope();
        if (literal.key !== undefined) inner.locals.set(literal.key.name, literal.key.at);
        inner.locals.set(literal.value.name, literal.value.at);
        this.scopes.push(scope, inner);
        this.query(undefined, undefined, literal.query);
        this.scopes.length -= 2;
      }
    }
    if (definitions.length === 0) definitions.push({ name: '', uses: [] });
    return definitions;
  }

  #defineSomeIn(
    literal: Literal & { readonly kind: 'some-in' },
    scope: QueryScope,
    firstUses: FirstUses,
    definitions: Definition[],
    modifiers: Used,
  ): void {
    const variables: { readonly name: string; readonly at: number }[] = [];
    const others: Expression[] = [];
    const gather = (pattern: Expression): void => {
      walkPattern(
        pattern,
        (name, at) => {
          if (name === 'input') return;
          if (scope.locals.has(name)) variables.push({ name, at });
        },
        (other) => others.push(other as Expression),
      );
    };
    if (literal.key !== undefined) gather(literal.key);
    gather(literal.value);
    const ofCollection: Definition[] = [];
    const used = this.#used(literal.collection, scope, firstUses, ofCollection);
    definitions.push(...ofCollection);
    const names = this.#comprehensions(concatenate(used, modifiers), scope, firstUses);
    for (const { name } of variables) definitions.push({ name, uses: names });
    for (const { name, at } of variables) if (!firstUses.has(name)) firstUses.set(name, at);
    const uses: string[] = [];
    for (const other of others) {
      const found = this.#used(other, scope, firstUses, []);
      // The names that the modifiers use went to the collection.
      const rest = {
        names: found.names,
        comprehensions: [...found.comprehensions, ...modifiers.comprehensions],
      };
      uses.push(...this.#comprehensions(rest, scope, firstUses));
    }
    definitions.push({ name: '', uses });
  }

  /** A call with one argument more than the function has: the last one takes the result. */
  #defineOutput(
    condition: Condition,
    extra: Expression,
    scope: QueryScope,
    firstUses: FirstUses,
    definitions: Definition[],
    modifiers: Used,
  ): void {
    const outputs = newScope();
    this.#gatherAssigned(extra, false, outputs);
    for (const name of outputs.unscoped) scope.unscoped.add(name);
    const used = this.#used(condition, scope, firstUses, definitions, outputs.unscoped);
    const names = this.#comprehensions(concatenate(used, modifiers), scope, firstUses);
    if (outputs.unscoped.size === 0) definitions.push({ name: '', uses: names });
    for (const name of outputs.unscoped) definitions.push({ name, uses: names });
  }

  #define(
    condition: Condition,
    scope: QueryScope,
    firstUses: FirstUses,
    definitions: Definition[],
    modifiers: Used,
  ): void {
    if (condition.kind === 'assign' || condition.kind === 'unify') {
      const declares = condition.kind === 'assign';
      this.#definePair(declares, condition.left, condition.right, scope, firstUses, definitions, modifiers);
      return;
    }
    const used = this.#used(condition, scope, firstUses, definitions);
    const uses = this.#comprehensions(concatenate(used, modifiers), scope, firstUses);
    definitions.push({ name: '', uses });
  }

  #definePair(
    declares: boolean,
    left: Expression,
    right: Expression,
    scope: QueryScope,
    firstUses: FirstUses,
    definitions: Definition[],
    modifiers: Used,
  ): void {
    if (left.kind === 'array' && right.kind === 'array') {
      if (left.items.length !== right.items.length) {
        this.#fail(right.at, 'mismatch in number of array elements');
      }
      for (const [index, item] of left.items.entries()) {
        const other = right.items[index];
        if (other !== undefined) {
          this.#definePair(declares, item, other, scope, firstUses, definitions, modifiers);
        }
      }
      return;
    }
    this.#defineSide(left, right, declares, scope, firstUses, definitions, modifiers);
    this.#defineSide(right, left, false, scope, firstUses, definitions, modifiers);
  }

  /** `target` gets its names from `value`. */
  #defineSide(
    target: Expression,
    value: Expression,
    checks: boolean,
    scope: QueryScope,
    firstUses: FirstUses,
    definitions: Definition[],
    modifiers: Used,
  ): void {
    const used = this.#used(value, scope, firstUses, definitions);
    const uses = this.#comprehensions(concatenate(used, modifiers), scope, firstUses);
    const assigned: string[] = [];
    walkPattern(target, (name, at) => {
      if (scope.locals.has(name)) {
        if (checks) this.#checkFirstUse(name, at, firstUses);
        assigned.push(name);
      } else if (scope.unscoped.has(name)) {
        assigned.push(name);
      }
    });
    for (const name of assigned) definitions.push({ name, uses: uses.filter((each) => each !== name) });
    if (assigned.length === 0) definitions.push({ name: '', uses });
  }

  #used(
    expression: Condition,
    scope: QueryScope,
    firstUses: FirstUses,
    definitions: Definition[],
    outputs?: ReadonlySet<string>,
    prefix?: number,
  ): Used {
    const used: Used = { names: [], comprehensions: [] };
    const visitor = {
      enter: (node: Condition): boolean => {
        if (node.kind === 'variable') {
          if (reserved.has(node.name)) return node.name !== 'input';
          if (scope.locals.has(node.name) || scope.unscoped.has(node.name)) {
            if (outputs?.has(node.name) !== true) {
              used.names.push(node.name);
              if (!firstUses.has(node.name)) firstUses.set(node.name, node.at);
            }
          } else if (!scope.inputs.has(node.name)) {
            this.#fail(node.at, `use of undefined variable \`${node.name}\` is unsafe`);
          }
          return false;
        }
        if (isComprehension(node)) {
          used.comprehensions.push(node);
          return false;
        }
        return true;
      },
      bracket: (reference: Expression & { readonly kind: 'reference' }, index: number): void => {
        const operand = reference.operands[index];
        if (operand?.kind !== 'bracket') return;
        // A variable in brackets is defined by what the brackets are applied to.
        walkPattern(operand.index, (name) => {
          if (!scope.locals.has(name) && !scope.unscoped.has(name)) return;
          const inner = this.#used(reference, scope, firstUses, definitions, outputs, index);
          definitions.push({ name, uses: [...inner.names] });
          used.names.push(...inner.names, name);
          used.comprehensions.push(...inner.comprehensions);
        });
      },
    };
    if (prefix !== undefined && expression.kind === 'reference') walkReference(expression, prefix, visitor);
    else walk(expression, visitor);
    return used;
  }

  /** Analyses comprehensions in this scope and returns all names used, those from within them included. */
  #comprehensions(used: Used, scope: QueryScope, firstUses: FirstUses): readonly string[] {
    const names = [...used.names];
    this.scopes.push(scope);
    for (const each of used.comprehensions) {
      const inner = this.#comprehension(each);
      for (const name of inner.inputs) {
        if (scope.locals.has(name) || scope.unscoped.has(name)) {
          if (!firstUses.has(name)) firstUses.set(name, each.at);
          names.push(name);
        } else {
          scope.inputs.add(name);
        }
      }
    }
    this.scopes.pop();
    return names;
  }

  #checkFirstUse(name: string, at: number, firstUses: FirstUses): void {
    const use = firstUses.get(name);
    if (use === undefined || use >= at) return;
    const definition = snippetOf(this.#source, at, 'definition', '');
    this.#fail(use, `var \`${name}\` used before definition below.${definition}`);
  }

  #fail(at: number, message: string): never {
    throw new Failed(failureAt('prepare', this.#source, at, message));
  }
}

function concatenate(a: Used, b: Used): Used {
  if (b.names.length === 0 && b.comprehensions.length === 0) return a;
  return {
    names: [...a.names, ...b.names],
    comprehensions: [...a.comprehensions, ...b.comprehensions],
  };
}

type Comprehension = Expression & {
  readonly kind: 'array-comprehension' | 'set-comprehension' | 'object-comprehension';
};

function isComprehension(node: Condition): node is Comprehension {
  return (
    node.kind === 'array-comprehension' ||
    node.kind === 'set-comprehension' ||
    node.kind === 'object-comprehension'
  );
}
