/** Looks for an input that a policy allows, from ordinary inputs and from the constants with which the policy compares. */
import type { RequestName } from '../requests/catalogue.ts';
import type { JsonObject } from '../simulate/json.ts';
import { canonicalText, type RegoObject } from '#core/rego/value/value.ts';
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
 * Finding nothing proves nothing: `tried` says how many inputs were asked. What an earlier search of the same rules found is
 * taken from the memory of the model.
 */
export function findAllowed(
  model: PolicyModel,
  entrypoint: RequestName,
  inputs: readonly JsonObject[],
  options: SearchOptions,
): Search {
  const grounds = model.groundsOf(entrypoint);
  if (grounds === undefined) return searched(model, entrypoint, inputs, options).search;
  const { tries, fixed = [], data } = options;
  const state = data === undefined ? '' : canonicalText(data);
  const key = [entrypoint, String(tries), JSON.stringify(fixed), state, JSON.stringify(inputs), grounds].join(
    '\n',
  );
  const known = model.memory.recall(key);
  if (known !== undefined) return known;
  const { search, isComplete } = searched(model, entrypoint, inputs, options);
  if (isComplete) model.memory.keep(key, search);
  return search;
}

function searched(
  model: PolicyModel,
  entrypoint: RequestName,
  inputs: readonly JsonObject[],
  options: SearchOptions,
): { readonly search: Search; readonly isComplete: boolean } {
  const { tries, deadline, fixed = [], signal, data } = options;
  const waiting = inputs.toReversed();
  const visited = new Set<string>();
  let refused: Search['refused'];
  let tried = 0;
  let isComplete = true;
  for (let input = waiting.pop(); input !== undefined && tried < tries; input = waiting.pop()) {
    isComplete = signal?.aborted !== true && (deadline === undefined || performance.now() <= deadline);
    if (!isComplete) break;
    const key = JSON.stringify(input);
    if (visited.has(key)) continue;
    visited.add(key);
    tried += 1;
    const asked = { explain: true, ...(data === undefined ? {} : { data }) };
    const found = tryRequest(model.reading, entrypoint, input, asked);
    if (found === undefined) break;
    const { answer, trials } = found;
    if (answer.kind === 'allowed') {
      const search = {
        allowed: input,
        data: answer.data,
        tried,
        ...(refused === undefined ? {} : { refused }),
      };
      return { search, isComplete };
    }
    refused ??= { input, answer };
    const next = repairs(model, entrypoint, input, trials, fixed) as readonly JsonObject[];
    waiting.push(...next.toReversed());
  }
  return { search: { tried, ...(refused === undefined ? {} : { refused }) }, isComplete };
}
