/**
 * The engine as a library: `parse` a text, `compile` modules, `evaluate` queries. Everything is plain data or stays inside;
 * nothing here reads files, the network or the clock, but for time.now_ns and the time budget.
 *
 * ```ts
 * const profile = profileOf('kata-3.30');
 * await loadBuiltins(profile);
 * const parsed = parse(text, { name: 'agent_policy', dialect: profile.dialect, profile });
 * const policy = compile([parsed], { profile });
 * const outcome = evaluate(policy, { query: 'data.agent_policy.allow', input: valueFromUnknown({ user: 'root' }) });
 * ```
 *
 * `loadBuiltins` of builtins/registry.ts brings the chunks in which a profile's builtins are; a policy that calls one whose
 * chunk was not loaded makes `compile` or `evaluate` throw.
 *
 * The answers are those of the engine that a profile names, its errors at the moment at which it has them: see README.md.
 */
import type { Dialect, Module } from './ast.ts';
import { Failed, type Source } from './compile/failure.ts';
import { programOf } from './compile/program.ts';
import {
  type Compiled,
  compiledOf,
  evaluate as evaluateCompiled,
  type EvaluateOptions,
  type Outcome,
  refused,
} from './evaluate/evaluate.ts';
import { parse as parseText, type Parsed, type ParseOptions } from './parse.ts';
import type { Profile } from './profile.ts';

export interface ParsedModule extends Parsed {
  readonly source: Source;
}

/**
 * Reads a module. Never throws; linear in the length of the text.
 *
 * @returns the module, unless the text has no package; findings for people in `diagnostics`; in `loadError` the error with
 * which the engine refuses to load the text, at the place that it names
 */
export function parse(text: string, options: ParseOptions): ParsedModule {
  const parsed = parseText(text, options);
  return { ...parsed, source: { name: options.name, text, tokens: parsed.tokens } };
}

export interface CompileOptions {
  readonly profile: Profile;
  /** How the text of queries is read; absent means as the profile has it. */
  readonly dialect?: Dialect;
}

/**
 * Puts modules together and looks at their order, safety and patterns. Never throws.
 *
 * Regorus does this at the first evaluation and not when a policy is loaded, so a failure is kept in `failure` and is the
 * outcome of every evaluation. Modules that were not loaded (`loadError`) must not be passed.
 */
export function compile(
  modules: readonly { readonly module?: Module; readonly source: Source }[],
  options: CompileOptions,
): Compiled {
  const named = modules.flatMap(({ module, source }) => (module === undefined ? [] : [{ module, source }]));
  try {
    return compiledOf(programOf(named, options.profile, options.dialect ?? options.profile.dialect));
  } catch (error) {
    if (error instanceof Failed) return refused(error.failure);
    throw error;
  }
}

/**
 * Evaluates a query or a rule of compiled modules. Never throws, changes nothing, ends within its budget.
 *
 * @returns a value, rows, `undefined` (no answer, which is neither null nor false), or a failure with the engine's message;
 * always with the lines that `print` gave so far
 */
export function evaluate(compiled: Compiled, options: EvaluateOptions): Outcome {
  return evaluateCompiled(compiled, options);
}
