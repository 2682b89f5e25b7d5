/** Looks for an input that a policy allows, from ordinary inputs and from the constants with which the policy compares. */
import type { RequestName } from '../requests/catalogue.ts';
import type { JsonObject } from '../simulate/json.ts';
import { canonicalText, type RegoObject } from '#core/rego/value/value.ts';
import { type Answer, answerTo, tryRequest } from './decide.ts';
import type { PausedSearch, SearchLimits, SearchState } from './memory.ts';
import type { PolicyModel } from './model.ts';
import type { JsonPath } from './places.ts';
import { repairs } from './repair.ts';

export interface SearchOptions extends SearchLimits {
  /** Parts of the inputs that must stay as they are. */
  readonly fixed?: readonly JsonPath[];
  /** The most inputs that are tried. */
  readonly tries: number;
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
  /** True when it ended before all inputs were tried; asked again, it goes on where it ended. */
  readonly cutShort?: true;
}

/**
 * Tries the inputs and what repairs make of them, each line of repairs to its end. Finding nothing proves nothing: `tried`
 * says how many inputs were asked.
 *
 * What an earlier search of the same rules found is taken from the memory of the model. When the rules have changed, an input
 * that they allowed before is tried first; the rest is deterministic but for the limits.
 */
export function findAllowed(
  model: PolicyModel,
  entrypoint: RequestName,
  inputs: readonly JsonObject[],
  options: SearchOptions,
): Search {
  const { memory } = model;
  const grounds = model.groundsOf(entrypoint);
  if (grounds === undefined) return newSearch(model, entrypoint, inputs, options).resume(options).search;
  const { tries, fixed = [], data } = options;
  const state = data === undefined ? '' : canonicalText(data);
  const question = [entrypoint, String(tries), JSON.stringify(fixed), state, JSON.stringify(inputs)].join(
    '\n',
  );
  const key = `${question}\n${grounds}`;
  const known = memory.recall(key);
  if (known !== undefined) return known;
  const still = heldOver(model, entrypoint, memory.earlier(question), data);
  if (still !== undefined) {
    memory.keep(key, question, still);
    return still;
  }
  const paused = memory.paused(key) ?? newSearch(model, entrypoint, inputs, options);
  const { kind, search } = paused.resume(options);
  if (kind === 'done') memory.keep(key, question, search);
  else memory.pause(key, paused);
  return search;
}

/** What was found before, when the policy still allows it. */
function heldOver(
  { reading }: PolicyModel,
  entrypoint: RequestName,
  earlier: Search | undefined,
  before: RegoObject | undefined,
): Search | undefined {
  if (earlier?.allowed === undefined) return undefined;
  const { allowed, refused } = earlier;
  const answer = answerTo(reading, entrypoint, allowed, before);
  if (answer?.kind !== 'allowed') return undefined;
  const other = refused === undefined ? undefined : answerTo(reading, entrypoint, refused.input, before);
  return {
    allowed,
    data: answer.data,
    tried: refused === undefined ? 1 : 2,
    ...(refused === undefined || other === undefined || other.kind === 'allowed'
      ? {}
      : { refused: { input: refused.input, answer: other } }),
  };
}

function newSearch(
  model: PolicyModel,
  entrypoint: RequestName,
  inputs: readonly JsonObject[],
  { tries, fixed = [], data }: SearchOptions,
): PausedSearch {
  const asked = { explain: 'trials', ...(data === undefined ? {} : { data }) } as const;
  const waiting = inputs.toReversed();
  const visited = new Set<string>();
  let refused: Search['refused'];
  let tried = 0;
  const stateAs = (kind: SearchState['kind'], more: Partial<Search> = {}): SearchState => ({
    kind,
    search: { ...more, tried, ...(refused === undefined ? {} : { refused }) },
  });
  return {
    resume({ deadline, signal }) {
      while (tried < tries) {
        if (signal?.aborted === true || (deadline !== undefined && performance.now() > deadline)) {
          return stateAs('paused', { cutShort: true });
        }
        const input = waiting.pop();
        if (input === undefined) break;
        const key = JSON.stringify(input);
        if (visited.has(key)) continue;
        visited.add(key);
        tried += 1;
        const found = tryRequest(model.reading, entrypoint, input, asked);
        if (found === undefined) break;
        const { answer, trials } = found;
        if (answer.kind === 'allowed') return stateAs('done', { allowed: input, data: answer.data });
        refused ??= { input, answer };
        const next = repairs(model, entrypoint, input, trials, fixed) as readonly JsonObject[];
        waiting.push(...next.toReversed());
      }
      return stateAs('done');
    },
  };
}
