/** What a policy does with one request. */
import type { Span } from '#core/text/span.ts';
import type { RequestName } from '../requests/catalogue.ts';
import { type AgentRequest, requestNamed } from '../requests/request.ts';
import type { Consequence } from '../requests/facts.ts';
import { type JsonObject, jsonAt, withJsonAt, type Json, isJsonObject } from '../simulate/json.ts';
import { type Answer, answerTo } from './decide.ts';
import type { FieldUse } from './dependencies.ts';
import type { PolicyModel } from './model.ts';
import { initialData } from './reading.ts';
import { findAllowed, type Search, type SearchOptions } from './search.ts';
import { specimens, specimensOf } from './specimens.ts';
import { certainAnswer } from './structure.ts';
import type { RegoObject } from '#core/rego/value/value.ts';

/**
 * - `allowed`, `denied`, `undefined`, `failed`: whatever the input is, because it follows from the structure of the policy;
 *   undefined and failed are answered with an internal error;
 * - `conditional`: an input was found that is allowed;
 * - `unreached`: none was found among those that were tried, which proves nothing.
 */
export type Standing = 'allowed' | 'denied' | 'undefined' | 'failed' | 'conditional' | 'unreached';

/** A request to be sent. */
export interface Sent {
  readonly entrypoint: RequestName;
  readonly input: JsonObject;
}

/** A request with those that have to be allowed before it, for policies that remember. */
export interface Witness extends Sent {
  readonly before: readonly Sent[];
}

/** Where an answer comes from in the text. */
export interface VerdictPlace {
  readonly role: 'default' | 'rule';
  readonly span: Span;
  readonly name: Span;
}

export interface RequestVerdict {
  readonly name: RequestName;
  readonly standing: Standing;
  /** AllowRequestsFailingPolicy turns this answer into permission. */
  readonly overridden: boolean;
  /** The rules of this name, in the order of the text. */
  readonly places: readonly VerdictPlace[];
  /** Fields of the input that the answer may depend on. */
  readonly fields: readonly FieldUse[];
  /** The answer may depend on requests that came before. */
  readonly readsState: boolean;
  /** A request that is allowed; absent for what is never allowed or was not found. */
  readonly allowed?: Witness;
  /** A request that is not allowed, with the answer to it. */
  readonly refused?: Witness & { readonly answer: Exclude<Answer['kind'], 'allowed'> };
  /** Number of inputs that were tried. */
  readonly tried: number;
  /** Time ran out before all inputs were tried; asked again, the search goes on. */
  readonly cutShort?: true;
  /** What the engine says, when it fails whatever the input is. */
  readonly failure?: string;
  /** What it means for the pod. */
  readonly consequence: Consequence;
  /** `breaks`: the pod needs what it does not get; `exposes`: the host gets what it should not have; otherwise `plain`. */
  readonly effect: 'breaks' | 'exposes' | 'plain';
}

/** Requests before, with the data document that they leave. */
export interface History {
  readonly before: readonly Sent[];
  readonly data: RegoObject;
}

export const noHistory: History = { before: [], data: initialData };

/**
 * Finds out what a policy does with a request: by its structure, or else by trying inputs, first as the first request of a
 * pod and then after the history.
 */
export function verdictOn(
  model: PolicyModel,
  name: RequestName,
  history: History,
  options: Pick<SearchOptions, 'tries' | 'deadline' | 'signal'>,
): RequestVerdict {
  const request = requestNamed(name);
  const certain = certainAnswer(model, name);
  if (certain === undefined && model.reading.compiled !== undefined)
    return searched(model, request, history, options);
  const standing = certain?.kind ?? 'failed';
  const failure = certain?.kind === 'failed' ? failureText(certain) : model.reading.parsed.loadError?.message;
  const [input] = specimensOf(name, model.reading.profile.id);
  const witness = input === undefined ? undefined : { entrypoint: name, input, before: [] };
  return {
    ...known(model, request, standing),
    tried: 0,
    ...(failure === undefined ? {} : { failure }),
    ...(witness === undefined
      ? {}
      : standing === 'allowed'
        ? { allowed: witness }
        : { refused: { ...witness, answer: standing } }),
  };
}

function searched(
  model: PolicyModel,
  request: AgentRequest,
  history: History,
  options: Pick<SearchOptions, 'tries' | 'deadline' | 'signal'>,
): RequestVerdict {
  const { name } = request;
  const inputs = specimensOf(name, model.reading.profile.id);
  const { readsState } = model.dependenciesOf(name);
  let used = noHistory;
  let found = findAllowed(model, name, inputs, options);
  let { tried, cutShort } = found;
  if (found.allowed === undefined && readsState && history.before.length > 0) {
    const later = findAllowed(model, name, inputs, { ...options, data: history.data });
    tried += later.tried;
    cutShort ??= later.cutShort;
    if (later.allowed !== undefined) {
      used = history;
      found = later;
    }
  }
  const { allowed } = found;
  const { before } = used;
  let refusal = found.refused;
  if (refusal === undefined && allowed !== undefined) {
    const flipped = changedToRefused(model, name, allowed, used);
    tried += flipped.tried;
    refusal = flipped.refused;
  }
  return {
    ...known(model, request, allowed === undefined ? 'unreached' : 'conditional'),
    tried,
    ...(allowed !== undefined || cutShort === undefined ? {} : { cutShort }),
    ...(allowed === undefined ? {} : { allowed: { entrypoint: name, input: allowed, before } }),
    ...(refusal === undefined || refusal.answer.kind === 'allowed'
      ? {}
      : { refused: { entrypoint: name, input: refusal.input, before, answer: refusal.answer.kind } }),
  };
}

const maxFlips = 12;

/** Changes one field after another of an input that is allowed, until it no longer is. */
function changedToRefused(
  model: PolicyModel,
  name: RequestName,
  allowed: JsonObject,
  { data }: History,
): { readonly refused?: Search['refused']; readonly tried: number } {
  let tried = 0;
  for (const { path } of model.dependenciesOf(name).fields) {
    const concrete = path.map((step) => step ?? 0);
    const value = jsonAt(allowed, concrete);
    if (value === undefined || value === null) continue;
    const input = withJsonAt(allowed, concrete, () => otherThan(value));
    if (!isJsonObject(input)) continue;
    tried += 1;
    const answer = answerTo(model.reading, name, input, data);
    if (answer !== undefined && answer.kind !== 'allowed') return { refused: { input, answer }, tried };
    if (tried >= maxFlips) break;
  }
  return { tried };
}

function otherThan(value: Json): Json {
  if (typeof value === 'string') return `${value}-other`;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (!Array.isArray(value)) return {};
  const items = value as readonly Json[];
  return [...items, ...items.slice(0, 1)];
}

function failureText({ failure }: Answer & { readonly kind: 'failed' }): string {
  switch (failure.kind) {
    case 'evaluation':
      return failure.failure.message;
    case 'result-type':
      return 'unexpected eval_query result type';
    case 'bad-response':
    case 'patch-failed':
      return failure.reason;
  }
}

/** What does not depend on inputs. */
function known(
  model: PolicyModel,
  request: AgentRequest,
  standing: Standing,
): Omit<RequestVerdict, 'tried' | 'allowed' | 'refused' | 'failure'> {
  const { reading } = model;
  const { fields, readsState } = model.dependenciesOf(request.name);
  const own = ownFields(request.name);
  const isGiven = standing === 'allowed' || standing === 'conditional';
  const overridden = reading.allowsFailures && standing !== 'allowed' && standing !== 'failed';
  return {
    name: request.name,
    standing,
    overridden,
    places: (reading.rules.get(request.name) ?? []).map((rule) => ({
      role: rule.kind,
      span: rule.span,
      name: (rule.kind === 'default' ? rule.name : rule.head.name).span,
    })),
    // A helper that several requests use reads fields of all of them.
    fields: fields.filter(({ path }) => own.has(String(path[0])) || !anyField.has(String(path[0]))),
    readsState,
    consequence: isGiven || overridden ? request.open : request.denied,
    effect: effectOf(request, standing, overridden),
  };
}

function effectOf(request: AgentRequest, standing: Standing, overridden: boolean): RequestVerdict['effect'] {
  const isOpen = standing === 'allowed' || overridden;
  if (isOpen) return request.exposure === 'none' || request.exposure === 'low' ? 'plain' : 'exposes';
  if (standing === 'conditional') return 'plain';
  return request.need === 'yes' ? 'breaks' : 'plain';
}

function ownFields(name: RequestName): ReadonlySet<string> {
  return new Set((specimens.get(name) ?? []).flatMap((input) => Object.keys(input)));
}

const anyField: ReadonlySet<string> = new Set(
  [...specimens.values()].flatMap((inputs) => inputs.flatMap((input) => Object.keys(input))),
);
