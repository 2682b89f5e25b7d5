/** Functions of the modules by their full path, and calls that have one argument more than the function. */
import type { Condition, DefinedRule, Expression, FunctionHead } from '../ast.ts';
import type { Profile } from '../profile.ts';
import { builtinOf } from '../builtins/registry.ts';
import { Failed, failureAt, type Source } from './failure.ts';
import type { ModuleScope } from './schedule.ts';
import { dottedPath } from './walk.ts';

export interface FunctionDefinition {
  readonly rule: DefinedRule;
  readonly head: FunctionHead;
  readonly source: Source;
}

/** All definitions of one function. They may come from several modules of one package. */
export interface FunctionEntry {
  readonly path: string;
  readonly arity: number;
  /** The module of the first definition: the bodies of all of them run in it. */
  readonly module: ModuleScope;
  readonly definitions: FunctionDefinition[];
}

export interface FunctionTable {
  readonly get: (path: string) => { readonly arity: number } | undefined;
}

/** @throws Failed when a function has two numbers of parameters */
export function functionsOf(modules: readonly ModuleScope[]): Map<string, FunctionEntry> {
  const table = new Map<string, FunctionEntry>();
  for (const module of modules) {
    for (const rule of module.module.rules) {
      if (rule.kind !== 'rule' || rule.head.kind !== 'function') continue;
      const { head } = rule;
      const path = `${module.path}.${dottedPath(head.name) ?? ''}`;
      const known = table.get(path);
      if (known === undefined) {
        table.set(path, {
          path,
          arity: head.parameters.length,
          module,
          definitions: [{ rule, head, source: module.source }],
        });
      } else if (known.arity !== head.parameters.length) {
        const message = `${path} was previously defined with ${known.arity} arguments.`;
        throw new Failed(failureAt('prepare', module.source, rule.at, message));
      } else {
        known.definitions.push({ rule, head, source: module.source });
      }
    }
  }
  return table;
}

/** Functions of the modules with the builtins of a profile behind them. */
export function withBuiltins(functions: FunctionTable, profile: Profile): FunctionTable {
  return {
    get(path) {
      const own = functions.get(path);
      if (own !== undefined) return own;
      const builtin = builtinOf(path, profile);
      return builtin === undefined ? undefined : { arity: builtin.arity.max };
    },
  };
}

/**
 * The last argument of a call that has one more than the function takes: it is unified with the result.
 *
 * @param path of the package in which the call stands
 */
export function extraArgument(
  expression: Condition,
  path: string,
  functions: FunctionTable,
): Expression | undefined {
  if (expression.kind !== 'call') return undefined;
  const name = dottedPath(expression.callee);
  if (name === undefined) return undefined;
  const known = functions.get(`${path}.${name}`) ?? functions.get(name);
  return known !== undefined && known.arity + 1 === expression.parameters.length
    ? expression.parameters.at(-1)
    : undefined;
}
