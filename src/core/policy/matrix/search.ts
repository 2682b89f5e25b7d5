/** Looks for an input that a policy allows, from ordinary inputs and from the constants with which the policy compares. */
import type { RequestName } from '../requests/catalogue.ts';
import type { JsonObject } from '../simulate/json.ts';
import type { RegoObject } from '#core/rego/value/value.ts';
import { type Answer, tryRequest } from './decide.ts';
import type { PolicyModel } from './model.ts';
import type { JsonPath } from './places.ts';
import { repairs } from './repair.ts';

export interface SearchOptions {
  /** Parts of the inputs that must stay as they are. */
  readonly fixed?: readonly JsonPath[];
  /** The most inputs that are tried. */
  readonly tries: number;
  /** Epoch of `performance.now` at which the search ends early; absent means never. */
  readonly deadline?: number;
  readonly signal?: { readonly aborted: boolean };
  /** The data document before the request; absent means as at the start. */
  readonly data?: RegoObject;
}

export interface Search {
  /** An input that the rules allow, the allowance of failures left out. */
  readonly allowed?: JsonObject;
  /** The data document after it. */
  readonly data?: RegoObject;
  /** An input that was not allowed, with the answer to it. */
  readonly refused?: { readonly input: JsonObject; readonly answer: Answer } | undefined;
  readonly tried: number;
}

/**
 * Tries the inputs and what repairs make of them, each line of repairs to its end. Deterministic but for the deadline.
 *
 * Finding nothing proves nothing: `tried` says how many inputs were asked.
 */
export function findAllowed(
  model: PolicyModel,
  entrypoint: RequestName,
  inputs: readonly JsonObject[],
  options: SearchOptions,
): Search {
  const { tries, deadline, fixed = [], signal } = options;
  const waiting = inputs.toReversed();
  const visited = new Set<string>();
  let refused: Search['refused'];
  let tried = 0;
  for (let input = waiting.pop(); input !== undefined && tried < tries; input = waiting.pop()) {
    if (signal?.aborted === true || (deadline !== undefined && performance.now() > deadline)) break;
    const key = JSON.stringify(input);
    if (visited.has(key)) continue;
    visited.add(key);
    tried += 1;
    const found = tryRequest(model.reading, entrypoint, input, {
      explain: true,
      ...(options.data === undefined ? {} : { data: options.data }),
    });
    if (found === undefined) break;
    const { answer, trials } = found;
    if (answer.kind === 'allowed') {
      return { allowed: input, data: answer.data, tried, ...(refused === undefined ? {} : { refused }) };
    }
    refused ??= { input, answer };
    const next = repairs(model, entrypoint, input, trials, fixed) as readonly JsonObject[];
    waiting.push(...next.toReversed());
  }
  return { tried, ...(refused === undefined ? {} : { refused }) };
}
