/**
 * A policy read once for everything that looks at it: its tree, its rules by name, and whether the engine of a profile would
 * take it. Broken texts are read as far as they are understood.
 */
import { compile, evaluate, parse, type ParsedModule } from '#core/rego/api.ts';
import type { Module, Rule } from '#core/rego/ast.ts';
import type { EngineFailure } from '#core/rego/compile/failure.ts';
import { rootName } from '#core/rego/compile/walk.ts';
import type { Compiled, Outcome } from '#core/rego/evaluate/evaluate.ts';
import type { Profile } from '#core/rego/profile.ts';
import { valueFromUnknown } from '#core/rego/value/json.ts';
import { emptyObject, type RegoObject, type Value } from '#core/rego/value/value.ts';
import { failuresEntrypoint } from '../requests/request.ts';

export interface PolicyReading {
  readonly text: string;
  readonly profile: Profile;
  readonly parsed: ParsedModule;
  /** What was understood; absent without a package. */
  readonly module: Module | undefined;
  /** Rules of the module by the first part of their name. */
  readonly rules: ReadonlyMap<string, readonly Rule[]>;
  /** Absent when the engine does not load the text. */
  readonly compiled: Compiled | undefined;
  /** What the engine answers to every request, although it loaded the text. */
  readonly failure: EngineFailure | undefined;
  /** True when the engine asks this module: its package is exactly agent_policy. */
  readonly isAgentPolicy: boolean;
  /** True when AllowRequestsFailingPolicy turns denials into permission. */
  readonly allowsFailures: boolean;
}

/** The data document of an agent that has decided nothing yet. */
export const initialData = valueFromUnknown({ pstate: {} }) as RegoObject;

/** Reads a policy as the engine of a profile does. Never throws. */
export function readPolicy(text: string, profile: Profile): PolicyReading {
  const parsed = parse(text, { name: 'agent_policy', dialect: profile.dialect, profile });
  const { module, loadError } = parsed;
  const compiled = loadError === undefined ? compile([parsed], { profile }) : undefined;
  // The agent asks this itself as soon as a policy is loaded.
  const probe = compiled === undefined ? undefined : ask(compiled, failuresEntrypoint, emptyObject);
  const failure = probe?.kind === 'failed' && probe.failure.kind === 'prepare' ? probe.failure : undefined;
  return {
    text,
    profile,
    parsed,
    module,
    rules: rulesByName(module),
    compiled,
    failure,
    isAgentPolicy: module?.package.path.length === 1 && module.package.path[0] === 'agent_policy',
    allowsFailures: probe?.kind === 'value' && probe.value === true,
  };
}

/** The most that one try may cost: a hundred times what a policy of genpolicy takes. */
const tryBudget = { steps: 400_000, milliseconds: 100, items: 400_000 } as const;

/** Asks for one entry point with the data of a fresh agent. */
export function ask(
  compiled: Compiled,
  entrypoint: string,
  input: Value,
  options: { readonly explain?: boolean | 'trials'; readonly data?: RegoObject } = {},
): Outcome {
  return evaluate(compiled, {
    query: `data.agent_policy.${entrypoint}`,
    input,
    data: options.data ?? initialData,
    budget: tryBudget,
    ...(options.explain === undefined ? {} : { explain: options.explain }),
  });
}

function rulesByName(module: Module | undefined): ReadonlyMap<string, readonly Rule[]> {
  const rules = new Map<string, Rule[]>();
  for (const rule of module?.rules ?? []) {
    const name = rootName(rule.kind === 'default' ? rule.name : rule.head.name);
    const known = rules.get(name);
    if (known === undefined) rules.set(name, [rule]);
    else known.push(rule);
  }
  return rules;
}
