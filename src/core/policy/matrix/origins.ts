/**
 * Where the values of a policy come from: which field of the input a name in a rule stands for, through assignments, loops,
 * helper rules and the parameters of functions. An approximation that may name too many fields and is never used to decide.
 */
import type { Call, Expression, Literal, Query, Reference, Rule, Variable } from '#core/rego/ast.ts';
import { childrenOf, type SyntaxNode } from '#core/rego/children.ts';
import { rootName } from '#core/rego/compile/walk.ts';
import type { PolicyReading } from './reading.ts';

/** A step into a value; undefined stands for any item. */
export type Step = string | number | undefined;

/** A place in the input, in the data document, or in the value of a rule. */
export interface Origin {
  readonly root: 'input' | 'data' | 'rule';
  /** Of a rule, its name; empty otherwise. */
  readonly rule: string;
  readonly path: readonly Step[];
}

/** What one rule is made of, gathered once. */
export interface RuleFacts {
  readonly rule: Rule;
  /** The first part of its name. */
  readonly name: string;
  readonly locals: ReadonlySet<string>;
  /** Names and references that are read, each as a whole. */
  readonly reads: readonly (Variable | Reference)[];
  readonly calls: readonly Call[];
  /** Literals of all its queries, inner ones included. */
  readonly literals: readonly Literal[];
  readonly origins: ReadonlyMap<string, readonly Origin[]>;
  /** What names are assigned with `:=`, where that happens once. */
  readonly assigned: ReadonlyMap<string, Expression>;
}

export interface Origins {
  readonly facts: readonly RuleFacts[];
  readonly factsOf: (rule: Rule) => RuleFacts | undefined;
  /** Facts of all rules of a name. */
  readonly named: (name: string) => readonly RuleFacts[];
  /** Where the value of an expression inside of a rule may come from; empty for what is worked out. */
  readonly of: (facts: RuleFacts, expression: Expression) => readonly Origin[];
  /** The rule or function of the policy that a call means; undefined for a builtin. */
  readonly calleeOf: (call: Call) => string | undefined;
}

const maxOrigins = 16;
const maxSteps = 12;
const maxRounds = 12;

interface Gathered {
  readonly facts: RuleFacts & { readonly origins: Map<string, Origin[]> };
  readonly bindings: readonly {
    readonly pattern: Expression;
    readonly source: Expression;
    readonly item: boolean;
  }[];
}

/** Follows the values of a policy. Time grows with the number of its rules. */
export function originsOf(reading: PolicyReading): Origins {
  const { rules, module } = reading;
  const imports = new Map(
    (module?.imports ?? []).flatMap((each) => {
      const name = each.alias?.name ?? each.path.at(-1);
      return each.purpose === 'name' && name !== undefined ? [[name, each.path] as const] : [];
    }),
  );
  const known = (name: string): boolean => rules.has(name) || imports.has(name);
  const gathered = (module?.rules ?? []).map((rule) => gather(rule, known));
  const byName = new Map<string, RuleFacts[]>();
  const byRule = new Map<Rule, RuleFacts>();
  for (const { facts } of gathered) {
    byRule.set(facts.rule, facts);
    const list = byName.get(facts.name);
    if (list === undefined) byName.set(facts.name, [facts]);
    else list.push(facts);
  }
  const packagePath = ['data', ...(module?.package.path ?? [])];
  const results = new Map<string, Origin[]>();
  let changed = false;

  const add = (table: Map<string, Origin[]>, name: string, origins: readonly Origin[]): void => {
    if (origins.length === 0 || name === '_') return;
    let list = table.get(name);
    if (list === undefined) table.set(name, (list = []));
    for (const origin of origins) {
      if (list.length >= maxOrigins || origin.path.length > maxSteps) break;
      if (list.some((other) => sameOrigin(other, origin))) continue;
      list.push(origin);
      changed = true;
    }
  };

  const calleeOf = (call: Call): string | undefined => {
    const name = call.path[0] ?? '';
    if (call.path.length === 1) return rules.has(name) ? name : undefined;
    const inside = packagePath.every((part, index) => call.path[index] === part);
    const own = call.path[packagePath.length];
    return inside && own !== undefined && rules.has(own) ? own : undefined;
  };

  const of = (facts: RuleFacts, expression: Expression): readonly Origin[] => {
    if (expression.kind === 'variable') return ofName(facts, expression.name);
    if (expression.kind === 'reference') {
      const steps = expression.operands.map((operand): Step => {
        if (operand.kind === 'dot') return operand.name;
        if (operand.index.kind === 'string') return operand.index.value;
        return operand.index.kind === 'number' ? Number(operand.index.text) : undefined;
      });
      return of(facts, expression.base).map((origin) => normal(below(origin, steps)));
    }
    if (expression.kind !== 'call') return [];
    const callee = calleeOf(expression);
    if (callee !== undefined) return results.get(callee) ?? [];
    return expression.path.join('.') === 'object.get' ? ofObjectGet(facts, expression) : [];
  };

  /** `data.agent_policy.x` is the rule x. */
  const normal = (origin: Origin): Origin => {
    if (origin.root !== 'data') return origin;
    const { path } = origin;
    const depth = packagePath.length - 1;
    const name = path[depth];
    const inside = packagePath.slice(1).every((part, index) => path[index] === part);
    if (!inside || typeof name !== 'string') return origin;
    return { root: 'rule', rule: name, path: path.slice(depth + 1) };
  };

  const ofName = (facts: RuleFacts, name: string): readonly Origin[] => {
    if (facts.locals.has(name)) return facts.origins.get(name) ?? [];
    if (name === 'input' || name === 'data') return [{ root: name, rule: '', path: [] }];
    if (rules.has(name)) return [{ root: 'rule', rule: name, path: [] }, ...(results.get(name) ?? [])];
    const imported = imports.get(name);
    const root = imported?.[0];
    if (imported === undefined || (root !== 'input' && root !== 'data')) return [];
    return [normal({ root, rule: '', path: imported.slice(1) })];
  };

  const ofObjectGet = (facts: RuleFacts, { parameters }: Call): readonly Origin[] => {
    const [object, key] = parameters;
    if (object === undefined || key === undefined) return [];
    const keys = key.kind === 'array' ? key.items : [key];
    const steps = keys.map((each): Step => (each.kind === 'string' ? each.value : undefined));
    return of(facts, object).map((origin) => normal(below(origin, steps)));
  };

  const bind = (facts: Gathered['facts'], pattern: Expression, origins: readonly Origin[]): void => {
    if (pattern.kind === 'variable') {
      if (facts.locals.has(pattern.name)) add(facts.origins, pattern.name, origins);
    } else if (pattern.kind === 'array') {
      for (const [index, item] of pattern.items.entries()) {
        bind(
          facts,
          item,
          origins.map((origin) => below(origin, [index])),
        );
      }
    } else if (pattern.kind === 'object') {
      for (const { key, value } of pattern.members) {
        const step = key.kind === 'string' ? key.value : undefined;
        bind(
          facts,
          value,
          origins.map((origin) => below(origin, [step])),
        );
      }
    }
  };

  for (let round = 0; round < maxRounds; round += 1) {
    changed = false;
    for (const { facts, bindings } of gathered) {
      for (const { pattern, source, item } of bindings) {
        const origins = of(facts, source);
        bind(facts, pattern, item ? origins.map((origin) => below(origin, [undefined])) : origins);
      }
      for (const call of facts.calls) {
        const callee = calleeOf(call);
        if (callee === undefined) continue;
        for (const definition of byName.get(callee) ?? []) {
          const { rule } = definition;
          if (rule.kind !== 'rule' || rule.head.kind !== 'function') continue;
          for (const [index, parameter] of rule.head.parameters.entries()) {
            const argument = call.parameters[index];
            if (argument === undefined) continue;
            bind(definition as Gathered['facts'], parameter, of(facts, argument));
          }
        }
      }
      const { rule } = facts;
      if (rule.kind === 'rule' && rule.head.kind !== 'set' && rule.head.assignment !== undefined) {
        add(results, facts.name, of(facts, rule.head.assignment.value));
      }
    }
    if (!changed) break;
  }
  return {
    facts: gathered.map(({ facts }) => facts),
    factsOf: (rule) => byRule.get(rule),
    named: (name) => byName.get(name) ?? [],
    of,
    calleeOf,
  };
}

/** A path as it stands behind `input`: `storages[_].source`. */
export function pathText(path: readonly Step[]): string {
  return path.reduce<string>((text, step) => {
    if (step === undefined) return `${text}[_]`;
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!/^[A-Za-z_]\w*$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

function below(origin: Origin, steps: readonly Step[]): Origin {
  return { ...origin, path: [...origin.path, ...steps] };
}

function sameOrigin(a: Origin, b: Origin): boolean {
  return (
    a.root === b.root &&
    a.rule === b.rule &&
    a.path.length === b.path.length &&
    a.path.every((step, index) => step === b.path[index])
  );
}

function gather(rule: Rule, known: (name: string) => boolean): Gathered {
  const reads: (Variable | Reference)[] = [];
  const calls: Call[] = [];
  const literals: Literal[] = [];
  const bindings: { pattern: Expression; source: Expression; item: boolean }[] = [];
  const declared = new Set<string>();
  const declare = (pattern: Expression): void => {
    if (pattern.kind === 'variable') declared.add(pattern.name);
    else if (pattern.kind === 'array') pattern.items.forEach(declare);
    else if (pattern.kind === 'object') pattern.members.forEach(({ value }) => declare(value));
  };
  const assigned = new Map<string, Expression | undefined>();
  const seeQuery = (query: Query): void => {
    for (const literal of query.literals) {
      literals.push(literal);
      if (literal.kind === 'some') literal.variables.forEach(declare);
      else if (literal.kind === 'some-in') {
        declare(literal.value);
        if (literal.key !== undefined) declare(literal.key);
        bindings.push({ pattern: literal.value, source: literal.collection, item: true });
      } else if (literal.kind === 'every') {
        declare(literal.value);
        if (literal.key !== undefined) declare(literal.key);
        bindings.push({ pattern: literal.value, source: literal.domain, item: true });
      } else {
        const { condition } = literal;
        if (condition.kind === 'assign' || condition.kind === 'unify') {
          bindings.push({ pattern: condition.left, source: condition.right, item: false });
          if (condition.kind === 'assign') {
            declare(condition.left);
            if (condition.left.kind === 'variable') {
              const { name } = condition.left;
              assigned.set(name, assigned.has(name) ? undefined : condition.right);
            }
          } else bindings.push({ pattern: condition.right, source: condition.left, item: false });
        }
      }
    }
  };
  const waiting: SyntaxNode[] = [];
  if (rule.kind === 'default') waiting.push(rule.value);
  else {
    if (rule.head.kind === 'function') rule.head.parameters.forEach(declare);
    if (rule.head.kind === 'set') {
      if (rule.head.element !== undefined) waiting.push(rule.head.element);
    } else if (rule.head.assignment !== undefined) waiting.push(rule.head.assignment.value);
    waiting.push(...rule.bodies);
  }
  const names = new Set<string>();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind === 'query') seeQuery(node);
    else if (node.kind === 'variable') {
      reads.push(node);
      names.add(node.name);
    } else if (node.kind === 'reference') {
      reads.push(node);
      names.add(rootName(node));
      // The base is part of the reading unless it is worked out.
      if (node.base.kind !== 'variable') waiting.push(node.base);
      for (const operand of node.operands) if (operand.kind === 'bracket') waiting.push(operand.index);
      continue;
    } else if (node.kind === 'call') {
      calls.push(node);
      waiting.push(...node.parameters);
      continue;
    }
    waiting.push(...childrenOf(node));
  }
  const free = [...names].filter((name) => !known(name) && name !== 'input' && name !== 'data');
  const facts = {
    rule,
    name: rootName(rule.kind === 'default' ? rule.name : rule.head.name),
    locals: new Set([...declared, ...free]),
    reads,
    calls,
    literals,
    origins: new Map<string, Origin[]>(),
    assigned: new Map(
      [...assigned].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
    ),
  };
  return { facts, bindings };
}
