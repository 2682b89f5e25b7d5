/**
 * The request matrix: what a policy does with each of the agent's requests, where that comes from, and what it means for the
 * pod. Pure and bounded; builtins of the profile must have been loaded (`loadBuiltins`).
 */
import type { Profile } from '#core/rego/profile.ts';
import type { RequestName } from '../requests/catalogue.ts';
import { agentRequests, requestExistsIn } from '../requests/request.ts';
import { answerTo } from './decide.ts';
import { modelOf, type PolicyModel } from './model.ts';
import { type History, noHistory, type RequestVerdict, verdictOn } from './verdict.ts';

export interface MatrixOptions {
  /** The most inputs that are tried for one request; absent means 40. */
  readonly tries?: number;
  /** After so many milliseconds no further input is tried: a later call for the model goes on; absent means 400. */
  readonly milliseconds?: number;
  readonly signal?: { readonly aborted: boolean };
}

export interface PolicyMatrix {
  readonly profile: Profile;
  /** What the engine says when it does not load the policy: every request fails. */
  readonly loadError?: string;
  /** What the engine answers to every request, although it loaded the policy. */
  readonly failure?: string;
  /** AllowRequestsFailingPolicy is on: denied and undefined requests pass. */
  readonly allowsFailures: boolean;
  /** One verdict for each request that the release has, in the order of the catalogue. */
  readonly rows: readonly RequestVerdict[];
  /** False when time ran out or the caller stopped it: what was not tried stands as `unreached`. */
  readonly complete: boolean;
}

/** Requests whose answers others build on are asked first. */
const first: readonly RequestName[] = ['CreateSandboxRequest', 'CreateContainerRequest'];

/** Works out the matrix of a policy. Never throws; a policy that does not load gives rows that fail. */
export function policyMatrix(text: string, profile: Profile, options: MatrixOptions = {}): PolicyMatrix {
  return matrixOf(modelOf(text, profile), options);
}

/** The matrix of a policy that was read already. */
export function matrixOf(model: PolicyModel, options: MatrixOptions = {}): PolicyMatrix {
  const { tries = 40, milliseconds = 400, signal } = options;
  const { reading } = model;
  const { profile, parsed, failure } = reading;
  const deadline = performance.now() + milliseconds;
  const limits = { tries, deadline, ...(signal === undefined ? {} : { signal }) };
  const requests = agentRequests.filter((request) => requestExistsIn(request, profile.id));
  const verdicts = new Map<RequestName, RequestVerdict>();
  let history = noHistory;
  for (const name of first) {
    const verdict = verdictOn(model, name, history, limits);
    verdicts.set(name, verdict);
    history = after(model, history, verdict);
  }
  for (const { name } of requests) {
    if (!verdicts.has(name)) verdicts.set(name, verdictOn(model, name, history, limits));
  }
  const rows = requests.flatMap(({ name }) => verdicts.get(name) ?? []);
  return {
    profile,
    ...(parsed.loadError === undefined ? {} : { loadError: parsed.loadError.message }),
    ...(failure === undefined ? {} : { failure: failure.message }),
    allowsFailures: reading.allowsFailures,
    rows,
    complete: signal?.aborted !== true && rows.every(({ cutShort }) => cutShort === undefined),
  };
}

/** The history with an allowed request at its end. */
function after(model: PolicyModel, history: History, { allowed, name }: RequestVerdict): History {
  if (allowed === undefined) return history;
  const answer = answerTo(model.reading, name, allowed.input, history.data);
  if (answer?.kind !== 'allowed') return history;
  return { before: [...history.before, { entrypoint: name, input: allowed.input }], data: answer.data };
}
