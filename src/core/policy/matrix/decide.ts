/** One try: what the agent would answer to a request, with no decision before it. */
import { type Failure, verdictOf } from '../agent/agent.ts';
import { applyPatch } from '../agent/patch.ts';
import type { RequestName } from '../requests/catalogue.ts';
import type { Json } from '../simulate/json.ts';
import { isObject, type RegoObject } from '#core/rego/value/value.ts';
import { valueFromUnknown } from '#core/rego/value/json.ts';
import type { Trial } from '#core/rego/explain/recorder.ts';
import { ask, initialData, type PolicyReading } from './reading.ts';

export type Answer =
  | { readonly kind: 'allowed'; readonly data: RegoObject }
  | { readonly kind: 'denied' }
  | { readonly kind: 'undefined' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** An answer with the rules that were tried on the way to it, when that was asked for. */
export interface Try {
  readonly answer: Answer;
  readonly trials: readonly Trial[];
}

export interface TryOptions {
  /** See `EvaluateOptions`. */
  readonly explain?: boolean | 'trials';
  /** The data document before the request; absent means as at the start. */
  readonly data?: RegoObject;
}

/**
 * Asks a policy, the allowance of failures left out: what the rules themselves say.
 *
 * @returns undefined when the policy does not load
 */
export function tryRequest(
  reading: PolicyReading,
  entrypoint: RequestName,
  input: Json,
  options: TryOptions = {},
): Try | undefined {
  const { compiled, profile } = reading;
  if (compiled === undefined) return undefined;
  const data = options.data ?? initialData;
  const outcome = ask(compiled, entrypoint, valueFromUnknown(input), { ...options, data });
  const verdict = verdictOf(outcome, profile);
  return { answer: answerOf(verdict, data), trials: outcome.trials ?? [] };
}

/** The answer alone; a policy that does not load answers nothing. */
export function answerTo(
  reading: PolicyReading,
  entrypoint: RequestName,
  input: Json,
  data?: RegoObject,
): Answer | undefined {
  return tryRequest(reading, entrypoint, input, data === undefined ? {} : { data })?.answer;
}

function answerOf(verdict: ReturnType<typeof verdictOf>, data: RegoObject): Answer {
  if (verdict.kind !== 'allowed') return verdict;
  const { operations } = verdict;
  if (operations === undefined) return { kind: 'allowed', data };
  const patched = applyPatch(data, operations);
  if (patched.kind === 'patched') {
    if (isObject(patched.value)) return { kind: 'allowed', data: patched.value };
    return { kind: 'failed', failure: { kind: 'patch-failed', reason: 'data must be object' } };
  }
  const reason = `operation ${patched.index + 1}: ${patched.reason}`;
  return { kind: 'failed', failure: { kind: 'patch-failed', reason } };
}
