/**
 * What a builtin function of Rego is to the evaluator: a name, a number of arguments, the engines that have it, and a pure
 * function of values. Families register their builtins in ./registry.ts; `print` is the evaluator's own.
 */
import type { BuiltinFeature, ProfileId } from '../profile.ts';
import type { Value } from '../value/value.ts';

export interface BuiltinContext {
  /** Errors of builtins end the evaluation (Trustee) or make the call undefined (the agent). */
  readonly strict: boolean;
  readonly profile: ProfileId;
  /** Nanoseconds since 1970 for time.now_ns; the same during one evaluation. */
  readonly now: bigint;
  /** At least 0 and below 1. */
  readonly random: () => number;
  /** Called with the work about to be done, in steps of roughly one comparison; throws when the budget is spent. */
  readonly spend: (steps: number) => void;
}

export interface Builtin {
  readonly name: string;
  /** Number of arguments. The engine finds a wrong number when the call is reached: an ordinary `BuiltinError`. */
  readonly arity: { readonly min: number; readonly max: number };
  /** The profiles that list this feature have the builtin. */
  readonly feature: BuiltinFeature;
  /** False where two evaluations may differ; the engine keeps the result of such a call for equal arguments. */
  readonly deterministic: boolean;
  /**
   * Checks the number of its arguments itself.
   *
   * @returns undefined when the call is undefined
   * @throws BuiltinError
   */
  readonly evaluate: (args: readonly Value[], context: BuiltinContext) => Value | undefined;
}

/**
 * How a builtin or an operator failed.
 *
 * - `error`: undefined where builtin errors are not strict, the end of the evaluation where they are.
 * - `fatal`: ends the evaluation in any mode, as wrong operands of operators do in regorus.
 * - `crash`: the native engine panics here and takes its task down; reported as an error of its own kind.
 */
export type BuiltinFailure = 'error' | 'fatal' | 'crash';

export class BuiltinError extends Error {
  readonly failure: BuiltinFailure;
  /** Index of the argument that the engine blames; undefined blames the call as a whole. */
  readonly argument: number | undefined;

  constructor(message: string, argument?: number, failure: BuiltinFailure = 'error') {
    super(message);
    this.name = 'BuiltinError';
    this.argument = argument;
    this.failure = failure;
  }
}
